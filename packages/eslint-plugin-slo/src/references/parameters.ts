import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { ANY, type Definition, type Key, type Path, propertyName } from './bindings.ts';
import { DEFERRED } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { type LocalFunction, ownCallsOf, paramsOf } from './functions.ts';
import { list, literal } from './made.ts';
import type { Texts } from './texts.ts';
import { type Search, usesOf, usesOfValue } from './uses.ts';

type Node = TSESTree.Node;
type Variable = TSESLint.Scope.Variable;

/** Methods of lists that hand each element to a function, as its first argument. */
const EACH = /^(?:forEach|map|flatMap|filter|find|some|every|findLast)$/;

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
  const index = paramsOf(fn).indexOf(node as TSESTree.Parameter);
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
  const search: Search = { evaluator, made: new Set() };
  return usesOf(fn, search).flatMap((use) => givenAt(use, index, isRest, search));
}

function givenAt(use: Node, index: number, isRest: boolean, search: Search): readonly Given[] {
  const { parent } = use;
  if (parent?.type === 'TaggedTemplateExpression') {
    const { quasis, expressions } = parent.quasi;
    const texts = quasis.map(({ value }) => literal(value.cooked ?? value.raw, parent));
    return givenIn([list(texts, parent), ...expressions], index, isRest, parent);
  }
  if (parent?.type === 'MemberExpression') return givenByMethod(parent, index, isRest, search);
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return [];
  if (parent.callee === use) return givenIn(parent.arguments, index, isRest, parent);
  const { callee } = parent;
  if (callee.type === 'CallExpression') return givenByTable(callee, index);
  const skipped =
    parent.arguments[0] === use ? DEFERRED.get(search.evaluator.origin(callee) ?? '') : undefined;
  if (skipped) return givenIn(parent.arguments.slice(skipped), index, isRest, parent);
  if (parent.arguments[1] === use && search.evaluator.origin(callee) === 'Array.from') {
    return index === 0 && parent.arguments[0] ? [{ value: parent.arguments[0], path: [ANY] }] : [];
  }
  const handed = givenByFunction(parent, use, index, isRest, search);
  if (handed.length > 0) return handed;
  if (callee.type !== 'MemberExpression') return [];
  if (parent.arguments[1] === use) return givenByEvent(parent, callee, index, isRest, search);
  if (parent.arguments[0] !== use) return [];
  const method = propertyName(callee) ?? '';
  if (index === 0 && EACH.test(method)) return [{ value: callee.object, path: [ANY] }];
  if (index === 1 && method === 'reduce') return [{ value: callee.object, path: [ANY] }];
  return index === 0 && method === 'then' ? [{ value: callee.object, path: [] }] : [];
}

/** `f((a) => …)`, where `f` is a function of the file: what it gives the function that it is given. */
function givenByFunction(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  use: Node,
  index: number,
  isRest: boolean,
  search: Search,
): readonly Given[] {
  const { evaluator, made } = search;
  if (call.type !== 'CallExpression' || made.has(call)) return [];
  made.add(call);
  const place = call.arguments.indexOf(use as TSESTree.CallExpressionArgument);
  return ownCallsOf(call, evaluator).flatMap(({ fn, args }) => {
    const name = args === call.arguments ? paramsOf(fn)[place] : undefined;
    const variable = name?.type === 'Identifier' ? evaluator.names.variable(name) : undefined;
    const uses = variable?.references.map(({ identifier }) => identifier) ?? [];
    return uses.flatMap((each) => givenAt(each, index, isRest, search));
  });
}

const LISTENS = /^(?:on|once|addListener|prependListener)$/;

/** `emitter.on('start', (a) => …)`: what `emitter.emit('start', a)` gives. */
function givenByEvent(
  { arguments: [event] }: TSESTree.CallExpression | TSESTree.NewExpression,
  { object, property }: TSESTree.MemberExpression,
  index: number,
  isRest: boolean,
  { evaluator }: Search,
): readonly Given[] {
  if (property.type !== 'Identifier' || !LISTENS.test(property.name)) return [];
  const name = event && evaluator.fold(event);
  const emitters = new Set(evaluator.values(object));
  return evaluator.methodCalls('emit').flatMap((call) => {
    const [emitted, ...args] = call.arguments;
    const { object: emitter } = call.callee as TSESTree.MemberExpression;
    const isHeard =
      emitted !== undefined &&
      evaluator.fold(emitted) === name &&
      evaluator.values(emitter).some((value) => emitters.has(value));
    return isHeard ? givenIn(args, index, isRest, call) : [];
  });
}

/** `test.each(table)('…', (a, b) => …)`: the elements of each row, or the row itself. */
function givenByTable(
  { callee, arguments: [table] }: TSESTree.CallExpression,
  index: number,
): readonly Given[] {
  if (table === undefined || callee.type !== 'MemberExpression') return [];
  const row: Given = { value: table, path: [ANY] };
  switch (propertyName(callee)) {
    case 'each':
      return [...(index === 0 ? [row] : []), { value: table, path: [ANY, String(index)] }];
    case 'for':
      return index === 0 ? [row] : [];
    default:
      return [];
  }
}

function givenIn(
  args: readonly Node[],
  index: number,
  isRest: boolean,
  call: Node,
): readonly Given[] {
  const spread = args.findIndex(({ type }) => type === 'SpreadElement');
  const last = args[spread];
  if (last?.type === 'SpreadElement' && spread <= index && spread === args.length - 1) {
    const place = String(index - spread);
    return [{ value: last.argument, path: [isRest ? `${place}..` : place] }];
  }
  if (isRest) return [{ value: list(args.slice(index), call), path: [] }];
  const [value] = args.slice(index);
  return value ? [{ value, path: [] }] : [];
}

/** `f.call(null, a)`, `f.apply(null, [a])`, and `f.bind(null, a)` with what its calls add. */
function givenByMethod(
  member: TSESTree.MemberExpression,
  index: number,
  isRest: boolean,
  search: Search,
): readonly Given[] {
  const { parent: call } = member;
  if (call.type !== 'CallExpression' || call.callee !== member) return [];
  const args = call.arguments.slice(1);
  switch (propertyName(member)) {
    case 'call':
      return givenIn(args, index, isRest, call);
    case 'apply':
      return args[0] ? [{ value: args[0], path: [isRest ? `${index}..` : String(index)] }] : [];
    case 'bind':
      return index < args.length
        ? givenIn(args, index, isRest, call)
        : usesOfValue(call, search).flatMap((use) =>
            givenAt(use, index - args.length, isRest, search),
          );
    default:
      return [];
  }
}

/** What the parameters of a function are in one of its calls. */
export interface Parameters {
  readonly texts: ReadonlyMap<Variable, Texts>;
  /** The list that the parameter after `...` is. */
  readonly rest?: ReadonlyMap<Variable, Node>;
}

/** The parameters of a call of a function of the file, by their variables. */
export function boundParameters(
  fn: LocalFunction,
  args: readonly Node[],
  evaluator: Evaluator,
): Parameters {
  const texts = new Map<Variable, Texts>();
  const rest = new Map<Variable, Node>();
  paramsOf(fn).forEach((param, index) => {
    const name =
      param.type === 'AssignmentPattern'
        ? param.left
        : param.type === 'RestElement'
          ? param.argument
          : param;
    if (name.type !== 'Identifier') return;
    const variable = evaluator.names.variable(name);
    if (variable === undefined) return;
    if (param.type === 'RestElement') {
      rest.set(variable, list(args.slice(index).map(known), param));
      return;
    }
    const argument = args[index] ?? (param.type === 'AssignmentPattern' ? param.right : undefined);
    if (argument && argument.type !== 'SpreadElement') {
      texts.set(variable, evaluator.texts(argument));
    }
  });
  return { texts, rest };

  /** An argument as the caller sees it, where that is one text: the names in it may be rebound. */
  function known(argument: Node): Node {
    const text = argument.type === 'SpreadElement' ? undefined : evaluator.fold(argument);
    return text === undefined ? argument : literal(text, argument);
  }
}
