import type { TSESTree } from '@typescript-eslint/utils';
import {
  ANY,
  type Definition,
  definitionsOf,
  isWrapper,
  type Key,
  type Path,
  propertyName,
} from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction } from './functions.ts';
import { parameterDefinitions } from './parameters.ts';

type Node = TSESTree.Node;

/** The expressions that an expression may stand for; itself, where it is not a way to another. */
export function valuesOf(node: Node, evaluator: Evaluator): readonly Node[] {
  switch (node.type) {
    case 'Identifier': {
      const given = evaluator.given(node);
      if (given) return [given];
      const found = evaluator
        .definitions(node)
        .filter(({ adds }) => adds === undefined)
        .flatMap(({ value, path }) => follow(value, path, evaluator));
      return found.length > 0 ? found : [node];
    }
    case 'MemberExpression': {
      const found = evaluator.elements(node.object, keyOf(node, evaluator));
      return found.length > 0 ? found : [node];
    }
    case 'ConditionalExpression':
      return [...evaluator.values(node.consequent), ...evaluator.values(node.alternate)];
    case 'LogicalExpression':
      return node.operator === '&&'
        ? evaluator.values(node.right)
        : [...evaluator.values(node.left), ...evaluator.values(node.right)];
    case 'AssignmentExpression':
      return evaluator.values(node.right);
    case 'SequenceExpression':
      return node.expressions.slice(-1).flatMap((last) => evaluator.values(last));
    case 'AwaitExpression':
      return evaluator.values(node.argument);
    default:
      return isWrapper(node) ? evaluator.values(node.expression) : [node];
  }
}

/** What a name may stand for where it stands. See `Evaluator.definitions`, which asks only once. */
export function definitionsFor(
  node: TSESTree.Identifier,
  evaluator: Evaluator,
): readonly Definition[] {
  const variable = evaluator.names.variable(node);
  if (variable === undefined) return [];
  const given = variable.defs.flatMap(({ type, node: fn, name }) =>
    type === 'Parameter' && isFunction(fn) ? parameterDefinitions(fn, name, evaluator) : [],
  );
  return [...definitionsOf(variable, evaluator.names.writes(variable), node), ...given];
}

/** The expressions at the end of a way into a value. */
export function follow(value: Node, path: Path, evaluator: Evaluator): readonly Node[] {
  return path.reduce<readonly Node[]>(
    (nodes, key) => nodes.flatMap((node) => evaluator.elements(node, key)),
    evaluator.values(value),
  );
}

/** The key of a member, if it is known. */
export function keyOf(node: TSESTree.MemberExpression, evaluator: Evaluator): Key {
  return propertyName(node) ?? (node.computed ? evaluator.fold(node.property) : undefined) ?? ANY;
}
