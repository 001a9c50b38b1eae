import type { Call } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction, paramsOf, returnsOf } from './functions.ts';
import type { Found } from './reference.ts';

/** Functions that change how names of modules are looked up, as `originOf` names them. */
export const HOOKS = ['module:registerHooks', 'module:Module.registerHooks'] as const;

/** What a hook puts in the place of a name: what it hands to the next one, and the `url` that it answers. */
export function collectHooks(
  { origin, args: [hooks] }: Call,
  evaluator: Evaluator,
  found: Found,
): void {
  if (hooks === undefined || !HOOKS.some((name) => name === origin)) return;
  for (const hook of evaluator.elements(hooks, 'resolve').filter(isFunction)) {
    const next = paramsOf(hook)[2];
    const variable = next?.type === 'Identifier' ? evaluator.names.variable(next) : undefined;
    const handed = (variable?.references ?? []).flatMap(({ identifier }) => {
      const { parent } = identifier;
      const isCalled = parent.type === 'CallExpression' && parent.callee === identifier;
      return isCalled ? parent.arguments.slice(0, 1) : [];
    });
    const answered = returnsOf(hook).flatMap((node) => evaluator.elements(node, 'url'));
    for (const node of [...handed, ...answered]) {
      for (const specifier of evaluator.texts(node)) {
        found({ channel: 'resolution', node, specifier });
      }
    }
  }
}
