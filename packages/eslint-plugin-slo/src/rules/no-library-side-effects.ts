import { createRule } from '../create-rule.ts';
import { isLibraryCode } from '../library-code.ts';
import { findSideEffects } from '../state/side-effects.ts';

/** To import a library module changes nothing: what it does, it does when it is called. */
export const noLibrarySideEffects = createRule<[], 'sideEffect'>({
  name: 'no-library-side-effects',
  meta: {
    type: 'problem',
    docs: {
      description:
        'Disallow timers, listeners, servers, output and I/O while a library module is imported',
      config: 'recommended',
      zones: ['library'],
    },
    messages: {
      sideEffect:
        '"{{name}}" {{effect}} as soon as somebody imports this module. Move it into a function, and let the script that needs it call that.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, analysis) {
    if (!isLibraryCode(context, analysis)) return {};
    return {
      Program() {
        const { scopes, evaluation } = analysis.fileOf(context);
        for (const { node, name, effect } of findSideEffects(scopes, evaluation)) {
          const { start } = node.loc;
          const end = node.loc.end.line === start.line ? node.loc.end : start;
          context.report({ loc: { start, end }, messageId: 'sideEffect', data: { name, effect } });
        }
      },
    };
  },
});
