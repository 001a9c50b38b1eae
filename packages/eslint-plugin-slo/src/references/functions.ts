import type { TSESTree } from '@typescript-eslint/utils';
import { ANY, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { spread } from './made.ts';
import { type Texts, union, UNKNOWN } from './texts.ts';

type Node = TSESTree.Node;

/** A function with its text in the file. */
export type LocalFunction =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** Whether an expression is a function of the file. */
export function isFunction(node: Node | null | undefined): node is LocalFunction {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

/** The parameters that arguments fill: not `this: Job`, which only says a type. */
export function paramsOf({ params }: LocalFunction): readonly TSESTree.Parameter[] {
  const [first, ...rest] = params;
  return first?.type === 'Identifier' && first.name === 'this' ? rest : params;
}

/** The expressions that a function may return. */
export function returnsOf(fn: LocalFunction): readonly Node[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  return statementsOf(fn.body).flatMap((node) =>
    node.type === 'ReturnStatement' && node.argument ? [node.argument] : [],
  );
}

/** More ways out of a function than there are texts that anybody tells apart. */
const MOST_RETURNS = 100;

/** The texts that a function of the file may return, as its parameters are in the call that is followed. */
export function textsReturned(fn: LocalFunction, evaluator: Evaluator): Texts {
  const returned = evaluator.returns(fn);
  if (returned.length > MOST_RETURNS) return UNKNOWN;
  return union(returned.map((node) => evaluator.texts(node)));
}

/** The expressions that what an expression stands for may return, if it is a function of the file. */
export function returnsOfValue(node: Node, evaluator: Evaluator): readonly Node[] {
  return evaluator.values(node).filter(isFunction).flatMap(returnsOf);
}

/** The elements of what a generator gives, in the order of its text. */
export function yieldsOf({ body }: LocalFunction): readonly Node[] {
  return statementsOf(body).flatMap((node) => {
    if (node.type !== 'ExpressionStatement') return [];
    const { expression } = node;
    if (expression.type !== 'YieldExpression' || !expression.argument) return [];
    return [expression.delegate ? spread(expression.argument) : expression.argument];
  });
}

/** All statements of a function, those in other statements included. */
function statementsOf(body: Node): readonly Node[] {
  const statements: Node[] = [];
  const pending: Node[] = [body];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    statements.push(node);
    // One by one: a call takes fewer arguments than a generated function has statements.
    for (const inside of statementsIn(node).toReversed()) pending.push(inside);
  }
  return statements;
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

/** A function of the file with the arguments of one call. */
interface OwnCall {
  readonly fn: LocalFunction;
  readonly args: readonly Node[];
}

/** The functions of the file that a call runs: by `f(a)`, `f.call(null, a)`, `f.apply(null, [a])`, `f.bind(null, a)()`. */
export function ownCallsOf(
  { callee, arguments: args }: TSESTree.CallExpression,
  evaluator: Evaluator,
): readonly OwnCall[] {
  return evaluator.values(callee).flatMap((value) => {
    if (isFunction(value)) return [{ fn: value, args }];
    const bound = value.type === 'CallExpression' ? value.callee : value;
    if (bound.type !== 'MemberExpression') return [];
    const given = argumentsBy(propertyName(bound), value, args, evaluator);
    if (given === undefined) return [];
    const functions = evaluator.values(bound.object).filter(isFunction);
    return functions.map((fn) => ({ fn, args: given }));
  });
}

function argumentsBy(
  method: string | undefined,
  made: Node,
  args: readonly Node[],
  evaluator: Evaluator,
): readonly Node[] | undefined {
  if (made.type === 'CallExpression') {
    return method === 'bind' ? [...made.arguments.slice(1), ...args] : undefined;
  }
  if (method === 'call') return args.slice(1);
  return method === 'apply' && args[1] ? evaluator.elements(args[1], ANY) : undefined;
}
