import type { TSESTree } from '@typescript-eslint/utils';
import { findDefinition, findVariable, isWrapper, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';

const STEPS = 50;

/** Finds the expression at a path of keys in an object or list that the text spells out. */
export function findProperty(
  object: TSESTree.Node,
  path: readonly string[],
  evaluator: Evaluator,
): TSESTree.Node | undefined {
  let node: TSESTree.Node = object;
  let keys = path;
  for (let step = 0; keys.length > 0; step += 1) {
    const next = step < STEPS ? descend(node, keys, evaluator) : undefined;
    if (next === undefined) return undefined;
    [node, keys] = next;
  }
  return node;
}

type Place = readonly [node: TSESTree.Node, keys: readonly string[]];

function descend(
  node: TSESTree.Node,
  keys: readonly string[],
  evaluator: Evaluator,
): Place | undefined {
  const [key, ...rest] = keys;
  switch (node.type) {
    case 'Identifier': {
      const variable = findVariable(evaluator.sourceCode, node);
      const definition = variable && findDefinition(variable);
      return definition && [definition.value, [...definition.path, ...keys]];
    }
    case 'MemberExpression': {
      const own = propertyName(node);
      return own === undefined ? undefined : [node.object, [own, ...keys]];
    }
    case 'ArrayExpression': {
      const element = node.elements[Number(key)];
      return element ? [element, rest] : undefined;
    }
    case 'ObjectExpression': {
      const property = node.properties.findLast(
        (candidate) => candidate.type === 'Property' && propertyName(candidate) === key,
      );
      return property?.type === 'Property' ? [property.value, rest] : undefined;
    }
    case 'CallExpression': {
      const [argument] = node.arguments;
      const frozen = argument && evaluator.origin(node.callee) === 'Object.freeze';
      return frozen ? [argument, keys] : undefined;
    }
    default:
      return isWrapper(node) ? [node.expression, keys] : undefined;
  }
}
