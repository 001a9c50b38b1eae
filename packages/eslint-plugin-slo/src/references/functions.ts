import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  ANY,
  type Definition,
  findVariable,
  isWrapper,
  type Key,
  type Path,
  propertyName,
} from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { list } from './made.ts';

type Node = TSESTree.Node;

/** A function with its text in the file. */
export type LocalFunction =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** Methods of lists that hand each element to a function, as its first argument. */
const EACH = /^(?:forEach|map|flatMap|filter|find|some|every|findLast)$/;

/** Whether an expression is a function of the file. */
export function isFunction(node: Node | null | undefined): node is LocalFunction {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

/** The expressions that a function may return. */
export function returnsOf(fn: LocalFunction): readonly Node[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const returned: Node[] = [];
  const pending: Node[] = [...fn.body.body];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'ReturnStatement' && node.argument) returned.push(node.argument);
    pending.push(...statementsIn(node));
  }
  return returned;
}

function statementsIn(node: Node): readonly Node[] {
  switch (node.type) {
    case 'BlockStatement':
      return node.body;
    case 'IfStatement':
      return node.alternate ? [node.consequent, node.alternate] : [node.consequent];
    case 'SwitchStatement':
      return node.cases.flatMap(({ consequent }) => consequent);
    case 'TryStatement':
      return [node.block, node.handler?.body, node.finalizer].filter((block) => !!block);
    case 'LabeledStatement':
    case 'WithStatement':
      return [node.body];
    default:
      return 'body' in node && /^(?:For|While|DoWhile)/.test(node.type) ? [node.body as Node] : [];
  }
}

/** What a parameter is given where the file itself calls the function. */
export function parameterDefinitions(
  fn: LocalFunction,
  name: Node,
  evaluator: Evaluator,
): readonly Definition[] {
  const path: Key[] = [];
  const definitions: Definition[] = [];
  let node = name;
  while (node.parent && node.parent !== fn) {
    const { parent } = node;
    if (parent.type === 'Property') path.unshift(propertyName(parent) ?? ANY);
    if (parent.type === 'AssignmentPattern')
      definitions.push({ value: parent.right, path: [...path] });
    if (parent.type === 'ArrayPattern') {
      path.unshift(String(parent.elements.indexOf(node as TSESTree.DestructuringPattern)));
    }
    node = parent;
  }
  const index = fn.params.indexOf(node as TSESTree.Parameter);
  for (const given of argumentsAt(fn, index, node.type === 'RestElement', evaluator)) {
    definitions.push({ value: given.value, path: [...given.path, ...path] });
  }
  return definitions;
}

interface Given {
  readonly value: Node;
  readonly path: Path;
}

function argumentsAt(
  fn: LocalFunction,
  index: number,
  isRest: boolean,
  evaluator: Evaluator,
): readonly Given[] {
  return usesOf(fn, evaluator).flatMap((use): readonly Given[] => {
    const { parent } = use;
    if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return [];
    if (parent.callee === use) {
      if (isRest) return [{ value: list(parent.arguments.slice(index), parent), path: [] }];
      const [value] = parent.arguments.slice(index);
      return value ? [{ value, path: [] }] : [];
    }
    const { callee } = parent;
    if (parent.arguments[0] !== use || callee.type !== 'MemberExpression') return [];
    const method = propertyName(callee) ?? '';
    if (index === 0 && EACH.test(method)) return [{ value: callee.object, path: [ANY] }];
    if (index === 1 && method === 'reduce') return [{ value: callee.object, path: [ANY] }];
    return index === 0 && method === 'then' ? [{ value: callee.object, path: [] }] : [];
  });
}

/** The places where a function stands or is named. */
function usesOf(fn: LocalFunction, evaluator: Evaluator): readonly Node[] {
  let node: Node = fn;
  while (node.parent && isWrapper(node.parent)) node = node.parent;
  const { parent } = node;
  if (fn.type === 'FunctionDeclaration') return fn.id ? namesOf(fn.id, evaluator) : [];
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
    return namesOf(parent.id, evaluator);
  }
  if (parent?.type === 'MethodDefinition' && parent.kind === 'constructor') {
    const made = parent.parent.parent;
    const named = made.parent.type === 'VariableDeclarator' ? made.parent : made;
    // A class has a name of its own inside, and another outside.
    return evaluator.sourceCode
      .getDeclaredVariables(named)
      .flatMap(({ references }) => references.map(({ identifier }) => identifier));
  }
  if (
    parent?.type === 'Property' ||
    parent?.type === 'MethodDefinition' ||
    parent?.type === 'PropertyDefinition'
  ) {
    const name = 'key' in parent ? propertyName(parent) : undefined;
    return name === undefined ? [] : evaluator.methodCalls(name).map(({ callee }) => callee);
  }
  return [node];
}

function namesOf(id: TSESTree.Identifier, { sourceCode }: Evaluator): readonly Node[] {
  const variable = findVariable(sourceCode, id);
  return variable?.references.map(({ identifier }) => identifier) ?? [];
}

/** The parameters of a call of a function of the file, by their variables. */
export function boundParameters(
  fn: LocalFunction,
  args: readonly Node[],
  evaluator: Evaluator,
): ReadonlyMap<TSESLint.Scope.Variable, readonly string[]> {
  const bound = new Map<TSESLint.Scope.Variable, readonly string[]>();
  fn.params.forEach((param, index) => {
    const name = param.type === 'AssignmentPattern' ? param.left : param;
    const argument = args[index] ?? (param.type === 'AssignmentPattern' ? param.right : undefined);
    if (name.type !== 'Identifier' || argument?.type === 'SpreadElement' || !argument) return;
    const variable = findVariable(evaluator.sourceCode, name);
    if (variable) bound.set(variable, evaluator.texts(argument));
  });
  return bound;
}
