import type { TSESTree } from '@typescript-eslint/utils';
import { propertyName } from './bindings.ts';
import { isFunction, returnsOf } from './functions.ts';
import { HOLE, type Texts } from './texts.ts';

type Node = TSESTree.Node;

/** The ending that the conditions around a name ask of it: `if (name.endsWith('.ts')) …`. */
export function endingAt(name: TSESTree.Identifier): string | undefined {
  let node: Node = name;
  for (; node.parent; node = node.parent) {
    const { parent } = node;
    const isTested =
      ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') &&
        parent.consequent === node) ||
      (parent.type === 'LogicalExpression' && parent.operator === '&&' && parent.right === node);
    if (!isTested) continue;
    const ending = endingIn('test' in parent ? parent.test : parent.left, name.name);
    if (ending !== undefined) return ending;
  }
  return undefined;
}

/** The ending that a filter asks of each element. */
export function endingOfFilter(filter: Node): string | undefined {
  if (!isFunction(filter)) return undefined;
  const [param] = filter.params;
  const [test] = returnsOf(filter);
  return param?.type === 'Identifier' && test ? endingIn(test, param.name) : undefined;
}

/** Texts whose end is not known, with the end that they must have. */
export function withEnding(texts: Texts, ending: string | undefined): Texts {
  if (ending === undefined) return texts;
  return texts.map((text) => (text.endsWith(HOLE) ? text + ending : text));
}

function endingIn(test: Node, name: string): string | undefined {
  if (test.type === 'LogicalExpression' && test.operator === '&&') {
    return endingIn(test.left, name) ?? endingIn(test.right, name);
  }
  if (test.type !== 'CallExpression' || test.callee.type !== 'MemberExpression') return undefined;
  const { object } = test.callee;
  const [argument] = test.arguments;
  const method = propertyName(test.callee);
  if (method === 'endsWith' && isNamed(object, name)) {
    return argument?.type === 'Literal' ? String(argument.value) : undefined;
  }
  if (method !== 'test' || !argument || !isNamed(argument, name)) return undefined;
  const [, ending] = object.type === 'Literal' ? (/^\/\\(\.\w+)\$\/$/.exec(object.raw) ?? []) : [];
  return ending;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}
