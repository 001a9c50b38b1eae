import type { KnowledgeEntry } from './entry.ts';
import { node } from './node.ts';
import { packages } from './packages.ts';
import { platform } from './platform.ts';

export type { Exemption, KnowledgeEntry } from './entry.ts';

/** Where a value comes from: a module, or the environment as `global`, and the name it has there. */
export interface Origin {
  readonly from: string;
  readonly name: string;
}

/** The constructors and factories known to give something that keeps state, for look-up by origin. */
export class Knowledge {
  readonly #entries = new Map<string, KnowledgeEntry>();

  constructor(entries: readonly KnowledgeEntry[] = [...platform, ...node, ...packages]) {
    for (const entry of entries) {
      for (const name of entry.names) this.#entries.set(`${entry.from}:${name}`, entry);
    }
  }

  /** What is known of a constructor or factory; null when it is unknown or keeps nothing. */
  find({ from, name }: Origin): KnowledgeEntry | null {
    const exported = name === '*' ? 'default' : name;
    return this.#entries.get(`${from}:${exported}`) ?? null;
  }
}
