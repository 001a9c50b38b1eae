import type { TSESTree } from '@typescript-eslint/utils';
import { moduleState, type ModuleState } from './module-state.ts';
import { frameOf, type Scopes } from './scopes.ts';
import type { StatefulValues } from './stateful.ts';
import { isFunction, keyName, outer } from './syntax.ts';

/** What keeps state and is put into an object or a function by assignment: `api.events = new Emitter()` */
export function assignedState(scopes: Scopes, values: StatefulValues): ModuleState[] {
  return scopes.program
    .flatMap((scope) => scopes.variablesOf(scope))
    .flatMap(({ references }) =>
      references.flatMap(({ identifier, from }) => {
        const target = memberAssigned(identifier);
        if (target === null || frameOf(from).type !== 'Program') return [];
        const { parent } = target;
        if (parent.type !== 'AssignmentExpression' || isFunction(parent.right)) return [];
        const found = values.of(parent.right);
        const name = scopes.sourceCode.getText(target);
        return found === null || found.iterator
          ? []
          : [moduleState({ ...found, node: parent, name })];
      }),
    );
}

/** `table.key` or `table.key.key`, where it is assigned. */
function memberAssigned(identifier: TSESTree.Node): TSESTree.MemberExpression | null {
  let node = outer(identifier);
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
    node = outer(node.parent);
  }
  const { parent } = node;
  const isTarget = parent?.type === 'AssignmentExpression' && parent.left === node;
  // A prototype is made by whatever constructor it is to be like, for its methods alone.
  return isTarget && node.type === 'MemberExpression' && keyName(node) !== 'prototype'
    ? node
    : null;
}
