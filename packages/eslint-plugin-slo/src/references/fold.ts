import type { TSESTree } from '@typescript-eslint/utils';
import { findDefinition, findVariable, isWrapper, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { applyFunction, asPath, knownValue } from './known.ts';
import { findProperty } from './properties.ts';

/** The text of an expression: literals, templates, sums, names, paths and URLs. */
export function foldNode(node: TSESTree.Node, evaluator: Evaluator): string | undefined {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number'
        ? String(node.value)
        : undefined;
    case 'TemplateLiteral': {
      const values = foldAll(node.expressions, evaluator);
      return values && node.quasis.map((q, i) => `${q.value.cooked}${values[i] ?? ''}`).join('');
    }
    case 'BinaryExpression':
      return foldSum(node, evaluator);
    case 'Identifier':
      return foldName(node, evaluator);
    case 'MemberExpression':
      return foldMember(node, evaluator);
    case 'CallExpression':
      return foldCall(node, evaluator);
    case 'NewExpression': {
      const made = evaluator.origin(node.callee);
      const texts = made && foldAll(node.arguments, evaluator);
      return made && texts ? applyFunction(`new ${made}`, texts, evaluator) : undefined;
    }
    default:
      return isWrapper(node) ? evaluator.fold(node.expression) : undefined;
  }
}

function foldAll(nodes: readonly TSESTree.Node[], evaluator: Evaluator): string[] | undefined {
  const texts: string[] = [];
  for (const node of nodes) {
    const text = evaluator.fold(node);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
}

/** Goes down the left side in a loop: a long concatenation nests as deep as it is long. */
function foldSum(sum: TSESTree.BinaryExpression, evaluator: Evaluator): string | undefined {
  const operands: TSESTree.Node[] = [];
  let node: TSESTree.Node = sum;
  while (node.type === 'BinaryExpression') {
    if (node.operator !== '+') return undefined;
    operands.push(node.right);
    node = node.left;
  }
  operands.push(node);
  return foldAll(operands.reverse(), evaluator)?.join('');
}

function foldName(node: TSESTree.Identifier, evaluator: Evaluator): string | undefined {
  const known = knownValue(evaluator.origin(node), evaluator);
  if (known !== undefined) return known;
  const variable = findVariable(evaluator.sourceCode, node);
  const definition = variable && findDefinition(variable);
  const value = definition && findProperty(definition.value, definition.path, evaluator);
  return value && evaluator.fold(value);
}

function foldMember(node: TSESTree.MemberExpression, evaluator: Evaluator): string | undefined {
  const known = knownValue(evaluator.origin(node), evaluator);
  if (known !== undefined) return known;
  const key = propertyName(node) ?? evaluator.fold(node.property);
  if (key === undefined) return undefined;
  if (key === 'href') return evaluator.fold(node.object);
  if (key === 'pathname') return asPath(evaluator.fold(node.object));
  const value = findProperty(node.object, [key], evaluator);
  return value && evaluator.fold(value);
}

function foldCall(node: TSESTree.CallExpression, evaluator: Evaluator): string | undefined {
  const { callee, arguments: args } = node;
  const called = evaluator.origin(callee);
  const texts = called === undefined ? undefined : foldAll(args, evaluator);
  const result = called && texts && applyFunction(called, texts, evaluator);
  if (result !== undefined) return result;
  if (callee.type !== 'MemberExpression') return undefined;
  const method = propertyName(callee);
  if (method === 'toString' || method === 'concat') {
    return foldAll([callee.object, ...args], evaluator)?.join('');
  }
  if (method === 'join' && callee.object.type === 'ArrayExpression') {
    const elements = callee.object.elements.filter((element) => element !== null);
    const separator = args[0] ? evaluator.fold(args[0]) : ',';
    return separator === undefined ? undefined : foldAll(elements, evaluator)?.join(separator);
  }
  return undefined;
}
