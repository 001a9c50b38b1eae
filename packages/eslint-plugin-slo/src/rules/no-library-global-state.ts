import type { TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.ts';
import type { ModuleState, StateKind } from '../state/index.ts';

/** Library modules keep no state, so that two callers can never meet through one. */
export const noLibraryGlobalState = createRule<[], StateKind>({
  name: 'no-library-global-state',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow state that outlives the evaluation of a library module',
      config: 'recommended',
      zones: ['library', 'tutorial'],
    },
    messages: {
      reassigned:
        '"{{name}}" is reassigned on line {{line}}, after the module has been evaluated, so all callers share its latest value. Keep it in an object or a function that each caller makes for itself, or pass it in.',
      mutated:
        'What "{{name}}" holds is changed on line {{line}}, after the module has been evaluated, so all callers share the change. Let a class or a function that each caller makes own it, pass it in, or freeze it and change nothing.',
      statefulRegExp:
        'The regular expression "{{name}}" keeps its position in lastIndex between calls (line {{line}}), so one caller\'s search starts where another\'s stopped. Drop the g or y flag, make it where it is used, or use matchAll.',
      staticField:
        'The static field "{{name}}" is changed on line {{line}}, and a class has one of it for all callers. Make it a field of the instances, or pass it in.',
      functionProperty:
        'A property of "{{name}}" is changed on line {{line}}, after the module has been evaluated, and the function is one for all callers. Keep the value in an object that each caller makes.',
      globalWrite:
        'This changes "{{name}}", which the whole process shares. Hand the value to whoever needs it, or leave the change to the script that runs the process.',
      stateful:
        '"{{name}}" is made once for all callers, and it {{reason}}. Make one where it is needed, in a class or a function that owns it, or take it as an argument.',
      closure:
        '"{{name}}" is made once for all callers, and it {{reason}} (line {{line}}). Export the function that makes it, so that each caller has one of his own, or take it as an argument.',
      importWrite:
        'This changes what "{{name}}" was imported as, for every module that imports it. Pass the value as an argument, or make a copy and change that.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, analysis) {
    const zone = analysis.zoneOf(context);
    if (zone === 'script' || zone === 'test' || zone === 'orchestration') return {};
    // A tutorial's test belongs to the tutorial, and is a test all the same.
    if (zone === 'tutorial' && /\.(?:test|spec)\.[^.]+$/.test(context.filename)) return {};

    function report({ kind, node, name, reason, write }: ModuleState): void {
      const data = { name, reason, line: (write ?? node).loc.start.line };
      context.report({ loc: firstLine(node), messageId: kind, data });
    }

    return {
      Program() {
        for (const state of analysis.moduleState(context.sourceCode)) {
          if (state.exemption === null && !state.unlisted) report(state);
        }
      },
    };
  },
});

/** The first line of a long node, so that an editor does not underline a page. */
function firstLine(node: TSESTree.Node): TSESTree.SourceLocation {
  const { start, end } = node.loc;
  return start.line === end.line ? node.loc : { start, end: start };
}
