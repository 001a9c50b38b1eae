import type { Analysis, AnalysisContext } from './analysis.ts';
import type { RuleContext } from './create-rule.ts';

/** The messages of both import bans. */
export type ReachMessageId = 'reachesScript' | 'unreadableConfig';

/** What both import bans say where a configuration hides whether a script is reached. */
export const UNREADABLE_CONFIG =
  'Nobody can tell where "{{specifier}}" leads, since {{file}} cannot be read: {{reason}}. Repair that file, or no name that depends on it is checked.';

/** Reports every script that the file refers to. */
export function reportReaches(
  context: RuleContext<[], ReachMessageId> & AnalysisContext,
  analysis: Analysis,
): void {
  for (const reach of analysis.reaches(context)) {
    const { node, channel, specifier } = reach.reference;
    if (reach.kind === 'script') {
      const data = { channel, specifier, script: reach.script };
      context.report({ loc: node.loc, messageId: 'reachesScript', data });
    } else {
      const data = { specifier, file: reach.file, reason: reach.reason };
      context.report({ loc: node.loc, messageId: 'unreadableConfig', data });
    }
  }
}
