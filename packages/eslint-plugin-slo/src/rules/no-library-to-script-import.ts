import { createRule } from '../create-rule.ts';
import { type ReachMessageId, reportReaches, UNREADABLE_CONFIG } from '../report-reaches.ts';

/** Nothing depends on a script: not the library, not its tests, not a helper in between. */
export const noLibraryToScriptImport = createRule<[], ReachMessageId>({
  name: 'no-library-to-script-import',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow everything else from importing scripts',
      config: 'recommended',
      zones: ['library', 'tutorial', 'test', 'outside'],
    },
    messages: {
      reachesScript:
        'The {{channel}} of "{{specifier}}" reaches the script {{script}}. Move what is needed from it into the library and import it from there; test a script by running it through the orchestrator.',
      unreadableConfig: UNREADABLE_CONFIG,
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, analysis) {
    const zone = analysis.zoneOf(context);
    if (zone === 'script' || zone === 'orchestration') return {};
    return analysis.whenRead(context, (contacts) => {
      reportReaches(context, contacts);
    });
  },
});
