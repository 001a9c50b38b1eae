import type { Contacts, Reach } from './analysis.ts';
import type { RuleContext } from './create-rule.ts';
import type { Channel } from './references/index.ts';
import { show } from './references/texts.ts';

/** The messages of both import bans. */
export type ReachMessageId = 'reachesScript' | 'unreadableConfig';

/** What both import bans say where a configuration hides whether a script is reached. */
export const UNREADABLE_CONFIG =
  'Nobody can tell where "{{specifier}}" leads, since {{file}} cannot be read: {{reason}}. Repair that file, or no name that depends on it is checked.';

/** Channels in which a script runs or is read, rather than being imported. */
const LAUNCHES: readonly Channel[] = [
  'thread',
  'process',
  'loaded module',
  'evaluated text',
  'source text',
];

/** Whether a script is reached by starting or reading it. */
export function isLaunch({ reference }: Reach): boolean {
  return LAUNCHES.includes(reference.channel);
}

/** Reports every script that the file imports, in the widest sense. */
export function reportReaches(
  context: RuleContext<[], ReachMessageId>,
  { reaches }: Contacts,
): void {
  for (const reach of reaches) {
    if ((reach.kind !== 'script' && reach.kind !== 'unreadable') || isLaunch(reach)) continue;
    const { node, channel } = reach.reference;
    const specifier = show(reach.reference.specifier);
    if (reach.kind === 'script') {
      const data = { channel, specifier, script: reach.script };
      context.report({ loc: node.loc, messageId: 'reachesScript', data });
    } else {
      const data = { specifier, file: reach.file, reason: reach.reason };
      context.report({ loc: node.loc, messageId: 'unreadableConfig', data });
    }
  }
}
