import type { TSESTree } from '@typescript-eslint/utils';
import { isWrapper, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction, type LocalFunction } from './functions.ts';

type Node = TSESTree.Node;

/** More functions made by functions, or bound ones by others, than a person writes. */
const MOST_MADE = 50;

/** A search for the uses of one function. */
export interface Search {
  readonly evaluator: Evaluator;
  /** The function expressions and calls that made it and were followed: one may return its own call. */
  readonly made: Set<Node>;
  /** The calls that hand a function to another one and were followed. */
  readonly handed: Set<Node>;
}

/** The places where a function stands or is named. */
export function usesOf(fn: LocalFunction, search: Search): readonly Node[] {
  const { evaluator } = search;
  const { parent } = fn;
  if (fn.type === 'FunctionDeclaration') return fn.id ? namesOf(fn.id, evaluator) : [];
  if (parent.type === 'MethodDefinition' && parent.kind === 'constructor') {
    const made = parent.parent.parent;
    const named = made.parent.type === 'VariableDeclarator' ? made.parent : made;
    // A class has a name of its own inside, and another outside.
    return evaluator.sourceCode
      .getDeclaredVariables(named)
      .flatMap(({ references }) => references.map(({ identifier }) => identifier));
  }
  if (
    parent.type === 'Property' ||
    parent.type === 'MethodDefinition' ||
    parent.type === 'PropertyDefinition'
  ) {
    const name = 'key' in parent ? propertyName(parent) : undefined;
    if (name === undefined) return [];
    const taken = evaluator.taken(name).flatMap((id) => namesOf(id, evaluator));
    return [...evaluator.methodCalls(name).map(({ callee }) => callee), ...taken];
  }
  return usesOfValue(fn, search);
}

/** The place where an expression stands, or those of the name that it, or what returns it, is given. */
export function usesOfValue(value: Node, search: Search): readonly Node[] {
  const { evaluator, made } = search;
  if (made.has(value) || made.size === MOST_MADE) return [];
  made.add(value);
  let node = value;
  while (node.parent && isWrapper(node.parent)) node = node.parent;
  const { parent } = node;
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
    return namesOf(parent.id, evaluator);
  }
  if (parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') {
    const name = propertyName(parent.left); // `exports.start = (a) => …`, `Job.prototype.start = …`
    return name === undefined ? [] : evaluator.methodCalls(name).map(({ callee }) => callee);
  }
  const maker = makerOf(node);
  if (maker === undefined) return [node];
  return usesOf(maker, search).flatMap((use) => {
    const call = use.parent;
    const isCalled = call?.type === 'CallExpression' && call.callee === use;
    return isCalled ? usesOfValue(call, search) : [];
  });
}

/** The function that returns an expression. */
export function makerOf(value: Node | undefined): LocalFunction | undefined {
  const parent = value?.parent;
  if (parent?.type === 'ArrowFunctionExpression') return parent;
  if (parent?.type !== 'ReturnStatement') return undefined;
  let around: Node = parent;
  while (around.parent && !isFunction(around)) around = around.parent;
  return isFunction(around) ? around : undefined;
}

function namesOf(id: TSESTree.Identifier, { names }: Evaluator): readonly Node[] {
  const variable = names.variable(id);
  return variable?.references.map(({ identifier }) => identifier) ?? [];
}
