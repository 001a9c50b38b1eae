import { createRule } from '../create-rule.ts';
import { type ReachMessageId, reportReaches, UNREADABLE_CONFIG } from '../report-reaches.ts';

/** A script never names another, so deleting or breaking one cannot touch the next. */
export const noScriptToScriptImport = createRule<[], ReachMessageId>({
  name: 'no-script-to-script-import',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow scripts that import other scripts',
      config: 'recommended',
      zones: ['script'],
    },
    messages: {
      reachesScript:
        'The {{channel}} of "{{specifier}}" reaches the script {{script}}. Lift what both need into the library, copy it, hand it over through a file or a database, or let the orchestrator run {{script}}.',
      unreadableConfig: UNREADABLE_CONFIG,
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, analysis) {
    if (analysis.zoneOf(context) !== 'script') return {};
    return analysis.whenRead(context, (contacts) => {
      reportReaches(context, contacts);
    });
  },
});
