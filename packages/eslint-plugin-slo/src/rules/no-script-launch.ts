import { createRule } from '../create-rule.ts';
import { show } from '../references/texts.ts';
import { isLaunch } from '../report-reaches.ts';

type MessageId = 'runsScript' | 'readsScript';

/** Only the orchestrator starts a script; no other file runs it, or takes its text. */
export const noScriptLaunch = createRule<[], MessageId>({
  name: 'no-script-launch',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow starting a script as a thread or a process, and reading its text',
      config: 'recommended',
      zones: ['script', 'library', 'tutorial', 'test', 'outside'],
    },
    messages: {
      runsScript:
        'The {{channel}} "{{command}}" runs the script {{script}}. Lift what is needed from it into the library and call it there, or let the orchestrator run {{script}}, and hand its results over through a file or a database.',
      readsScript:
        'The {{channel}} "{{command}}" is the script {{script}}. Keep what is needed from it in a data file or in the library, and read that.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, analysis) {
    if (analysis.zoneOf(context) === 'orchestration') return {};
    return analysis.whenRead(context, ({ reaches }) => {
      for (const reach of reaches) {
        if (!isLaunch(reach) || reach.kind !== 'script') continue;
        const { node, channel, command, specifier } = reach.reference;
        context.report({
          loc: node.loc,
          messageId: channel === 'source text' ? 'readsScript' : 'runsScript',
          data: { channel, command: show(command ?? specifier), script: reach.script },
        });
      }
    });
  },
});
