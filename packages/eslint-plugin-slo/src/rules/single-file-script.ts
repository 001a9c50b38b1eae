import { createRule } from '../create-rule.ts';
import { isLaunch } from '../report-reaches.ts';

/** A script is one file: whatever it needs beyond that is installed, in the library or copied. */
export const singleFileScript = createRule<[], 'secondFile'>({
  name: 'single-file-script',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a script to be one file, beside the library and what is installed',
      config: 'recommended',
      zones: ['script'],
    },
    messages: {
      secondFile:
        'The {{channel}} of "{{specifier}}" makes {{file}} a part of this script. Put its code into this file, or into a package of the library.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, analysis) {
    if (analysis.zoneOf(context) !== 'script') return {};
    return analysis.whenRead(context, ({ reaches }) => {
      for (const reach of reaches) {
        if (reach.kind !== 'code' || reach.zone === 'library' || isLaunch(reach)) continue;
        const { node, channel, specifier } = reach.reference;
        if (!specifier.startsWith('.')) continue; // a package of the workspace has a name
        const data = { channel, specifier, file: reach.file };
        context.report({ loc: node.loc, messageId: 'secondFile', data });
      }
    });
  },
});
