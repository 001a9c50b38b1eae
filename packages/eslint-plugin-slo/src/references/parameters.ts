import type { TSESTree } from '@typescript-eslint/utils';
import { ANY, type Definition, type Key, propertyName } from './bindings.ts';
import { DEFERRED } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { type LocalFunction, ownCallsOf, paramsOf } from './functions.ts';
import {
  emitsFor,
  functionAround,
  type Given,
  type Place,
  type Source,
  sourcesIn,
} from './handed.ts';
import { list, literal } from './made.ts';
import { makerOf, type Search, usesOf, usesOfValue } from './uses.ts';

type Node = TSESTree.Node;

/** Methods of lists that hand each element to a function, as its first argument. */
const EACH = /^(?:forEach|map|flatMap|filter|find|some|every|findLast)$/;

/** More functions that hand a function on than a person writes. */
const MOST_HANDED = 16;

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
  for (const given of argumentsAt(fn, { index, isRest: node.type === 'RestElement' }, evaluator)) {
    definitions.push({ value: given.value, path: [...given.path, ...path] });
  }
  return definitions;
}

function argumentsAt(fn: LocalFunction, place: Place, evaluator: Evaluator): readonly Given[] {
  const search: Search = { evaluator, made: new Set(), handed: new Set() };
  return usesOf(fn, search).flatMap((use) => givenAt(use, place, search));
}

function givenAt(use: Node, place: Place, search: Search): readonly Given[] {
  const { index } = place;
  const { parent } = use;
  if (parent?.type === 'TaggedTemplateExpression') {
    const { quasis, expressions } = parent.quasi;
    const texts = quasis.map(({ value }) => literal(value.cooked ?? value.raw, parent));
    return givenIn([list(texts, parent), ...expressions], place, parent);
  }
  if (parent?.type === 'MemberExpression') return givenByMethod(parent, place, search);
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return [];
  if (parent.callee === use) return givenIn(parent.arguments, place, parent);
  const { callee } = parent;
  if (callee.type === 'CallExpression') return givenByTable(callee, index);
  const skipped =
    parent.arguments[0] === use ? DEFERRED.get(search.evaluator.origin(callee) ?? '') : undefined;
  if (skipped) return givenIn(parent.arguments.slice(skipped), place, parent);
  const [first] = parent.arguments;
  if (index === 0 && first && first !== use && goesThrough(parent, first, search.evaluator)) {
    return [{ value: first, path: [ANY] }];
  }
  const handed = givenByFunction(parent, use, place, search);
  if (handed.length > 0) return handed;
  if (callee.type !== 'MemberExpression') return [];
  if (parent.arguments[1] === use) {
    return emitsFor(parent, search.evaluator).flatMap((emit) =>
      givenIn(emit.arguments.slice(1), place, emit),
    );
  }
  if (parent.arguments[0] !== use) return [];
  const method = propertyName(callee) ?? '';
  if (index === 0 && EACH.test(method)) return [{ value: callee.object, path: [ANY] }];
  if (index === 1 && method === 'reduce') return [{ value: callee.object, path: [ANY] }];
  return index === 0 && method === 'then' ? [{ value: callee.object, path: [] }] : [];
}

/** `Array.from(list, (each) => …)`, and so the functions of packages for lists: `pMap(list, …)`. */
function goesThrough(
  { callee }: TSESTree.CallExpression | TSESTree.NewExpression,
  list: Node,
  evaluator: Evaluator,
): boolean {
  const origin = evaluator.origin(callee) ?? '';
  if (origin === 'Array.from') return true;
  return (
    origin.includes(':') && evaluator.values(list).some(({ type }) => type === 'ArrayExpression')
  );
}

/**
 * `f((a) => …)`, where `f` is a function of the file: what it gives the function that it is given. What
 * `f` takes from its own parameters is what this call gives them; what it makes of them is known only
 * if there is no other call.
 */
function givenByFunction(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  use: Node,
  place: Place,
  search: Search,
): readonly Given[] {
  const { evaluator, handed } = search;
  if (call.type !== 'CallExpression' || handed.has(call) || handed.size === MOST_HANDED) return [];
  handed.add(call);
  const at = call.arguments.indexOf(use as TSESTree.CallExpressionArgument);
  return ownCallsOf(call, evaluator).flatMap(({ fn, args }) => {
    const name = args === call.arguments ? paramsOf(fn)[at] : undefined;
    const variable = name?.type === 'Identifier' ? evaluator.names.variable(name) : undefined;
    const uses = variable?.references.map(({ identifier }) => identifier) ?? [];
    return uses.flatMap((each) => {
      const around = functionAround(each);
      const isMade = around !== fn && makerOf(around) === fn;
      return givenAt(each, place, search).flatMap((given) => {
        const own = sourcesIn(fn, given, evaluator);
        if (own) return own.flatMap((source) => into(source, givenIn(args, source, call)));
        const made = isMade && around ? sourcesIn(around, given, evaluator) : undefined;
        if (made) {
          return made.flatMap((source) =>
            into(
              source,
              usesOfValue(call, search).flatMap((each) => givenAt(each, source, search)),
            ),
          );
        }
        return isCalledOnce(fn) ? [given] : [];
      });
    });
  });

  function isCalledOnce(fn: LocalFunction): boolean {
    return usesOf(fn, { evaluator, made: new Set(), handed }).length === 1;
  }
}

/** What stands on the way into each of what is given. */
function into({ path }: Source, all: readonly Given[]): readonly Given[] {
  return all.map((given) => ({ value: given.value, path: [...given.path, ...path] }));
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

function givenIn(args: readonly Node[], { index, isRest }: Place, call: Node): readonly Given[] {
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
  place: Place,
  search: Search,
): readonly Given[] {
  const { index, isRest } = place;
  const { parent: call } = member;
  if (call.type !== 'CallExpression' || call.callee !== member) return [];
  const args = call.arguments.slice(1);
  switch (propertyName(member)) {
    case 'call':
      return givenIn(args, place, call);
    case 'apply':
      return args[0] ? [{ value: args[0], path: [isRest ? `${index}..` : String(index)] }] : [];
    case 'bind':
      return index < args.length
        ? givenIn(args, place, call)
        : usesOfValue(call, search).flatMap((use) =>
            givenAt(use, { index: index - args.length, isRest }, search),
          );
    default:
      return [];
  }
}
