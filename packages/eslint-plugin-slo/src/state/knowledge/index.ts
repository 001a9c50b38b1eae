import type { KnowledgeEntry } from './entry.ts';
import { applicationPackages } from './application-packages.ts';
import { networkPackages } from './network-packages.ts';
import { node } from './node.ts';
import { platform } from './platform.ts';
import { rememberingPackages } from './remembering-packages.ts';
import { servicePackages } from './service-packages.ts';
import { storePackages } from './store-packages.ts';
import { streamPackages } from './stream-packages.ts';
import { testingPackages } from './testing-packages.ts';
import { utilityPackages } from './utility-packages.ts';

export type { Exemption, KnowledgeEntry } from './entry.ts';

/** Where a value comes from: a module, or the environment as `global`, and the name it has there. */
export interface Origin {
  readonly from: string;
  readonly name: string;
}

/** What is known, by module and name; complete when this module has been evaluated. */
const entries: ReadonlyMap<string, KnowledgeEntry> = new Map(
  [
    ...platform,
    ...node,
    ...utilityPackages,
    ...rememberingPackages,
    ...storePackages,
    ...servicePackages,
    ...networkPackages,
    ...streamPackages,
    ...applicationPackages,
    ...testingPackages,
  ].flatMap((entry) => entry.names.map((name) => [`${entry.from}:${name}`, entry] as const)),
);

/** What is known of a constructor or factory; null when it is unknown or keeps nothing. */
export function findKnowledge({ from, name }: Origin): KnowledgeEntry | null {
  return entries.get(`${from}:${name === '*' ? 'default' : name}`) ?? null;
}
