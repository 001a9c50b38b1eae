import type { TSESTree } from '@typescript-eslint/utils';
import { ANY, type Key, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { expressionAt, runnable } from './expressions.ts';
import { classAround, fieldsOf, fieldsOfThis, valuesOfObject } from './fields.ts';
import { ownCallsOf, returnsOf, returnsOfValue, yieldsOf } from './functions.ts';
import { endingOfFilter, withEnding } from './guards.ts';
import { isGlob, textsOfGlob } from './globs.ts';
import { parseJson } from './known.ts';
import { list, literal, meant, table } from './made.ts';
import { partOf } from './made-texts.ts';
import { elementsOfMatch } from './matches.ts';
import { storesOf } from './stores.ts';
import { HOLE, isComplete, UNKNOWN } from './texts.ts';

type Node = TSESTree.Node;

/** The expressions that stand at a key of an object, a list, a class or what a call makes of them. */
export function elementsAt(object: Node, key: Key, evaluator: Evaluator): readonly Node[] {
  if (object.type === 'ThisExpression')
    return fieldsOfThis(classAround(object, evaluator), key, evaluator);
  return choices(evaluator.values(object), (value) => {
    switch (value.type) {
      case 'ArrayExpression':
        return elementsOfList([...value.elements, ...evaluator.added(value)], key, evaluator);
      case 'ObjectExpression':
        return [
          ...valuesOfObject(value, key, evaluator),
          ...evaluator.assigned(value, key).flatMap((assigned) => evaluator.values(assigned)),
        ];
      case 'ClassDeclaration':
      case 'ClassExpression':
      case 'FunctionDeclaration':
        return fieldsOf(value, key, evaluator);
      case 'TSEnumDeclaration':
        return value.body.members
          .filter((member) => (key === ANY || propertyName(member) === key) && member.initializer)
          .map((member) => member.initializer as Node);
      case 'NewExpression': {
        const [argument] = value.arguments;
        if (/^(?:Map|Set)$/.test(evaluator.origin(value.callee) ?? '')) {
          const first = argument ? evaluator.elements(argument, key) : [];
          return [...first, ...(key === ANY ? evaluator.added(value) : [])];
        }
        return evaluator.values(value.callee).flatMap((made) => fieldsOf(made, key, evaluator));
      }
      case 'CallExpression':
        return elementsOfCall(value, key, evaluator);
      default:
        return [];
    }
  });
}

/**
 * What each of several alternatives gives, once: they often give the same, and what is made of them
 * would multiply. What one alone gives may well repeat itself.
 */
function choices<Item>(
  alternatives: readonly Item[],
  elementsOf: (item: Item) => readonly Node[],
): readonly Node[] {
  const [only, another] = alternatives;
  if (only !== undefined && another === undefined) return elementsOf(only);
  return [...new Set(alternatives.flatMap(elementsOf))];
}

function elementsOfList(
  elements: readonly (Node | null)[],
  key: Key,
  evaluator: Evaluator,
): readonly Node[] {
  const all = elements.flatMap((element) => {
    if (element?.type === 'SpreadElement') return evaluator.elements(element.argument, ANY);
    return element ? [element] : [];
  });
  if (key === ANY) return all.flatMap((element) => evaluator.values(element));
  const [, rest] = /^(\d+)\.\.$/.exec(key) ?? [];
  const [first] = all;
  if (rest !== undefined) return first ? [list(all.slice(Number(rest)), first)] : [];
  const element = /^-?\d+$/.test(key) ? all.at(Number(key)) : undefined;
  return element ? evaluator.values(element) : [];
}

function elementsOfCall(
  call: TSESTree.CallExpression,
  key: Key,
  evaluator: Evaluator,
): readonly Node[] {
  const { callee, arguments: args } = call;
  const [first] = args;
  const origin = evaluator.origin(callee);
  if (/^(?:fs|fs\/promises|fs-extra):(?:promises\.)?readdir(?:Sync)?$/.test(origin ?? '')) {
    return key === ANY ? [literal(HOLE, call)] : [];
  }
  if (origin !== undefined && isGlob(origin)) {
    return key === ANY ? textsOfGlob(call, evaluator).map((text) => literal(text, call)) : [];
  }
  switch (origin) {
    case 'Object.freeze':
    case 'Object.seal':
    case 'structuredClone':
    case 'Promise.resolve':
    case 'Promise.all':
      return first ? evaluator.elements(first, key) : [];
    case 'Array.from': {
      const [, change] = args;
      if (change === undefined) return first ? evaluator.elements(first, key) : [];
      return returnsOfValue(change, evaluator).flatMap((node) => evaluator.values(node));
    }
    case 'Object.fromEntries':
      return (first ? evaluator.elements(first, ANY) : [])
        .filter((entry) => key === ANY || mayBeAt(entry, key, evaluator))
        .flatMap((entry) => evaluator.elements(entry, '1'));
    case 'execa:parseCommandString': {
      const words = first ? evaluator.fold(first)?.split(/\s+/) : undefined;
      return elementsOfList(
        (words ?? []).map((word) => literal(word, call)),
        key,
        evaluator,
      );
    }
    case 'JSON.parse': {
      const texts = first ? evaluator.texts(first).filter(isComplete) : [];
      return texts.flatMap((json) => evaluator.elements(meant(parseJson(json), call), key));
    }
    case 'util:parseArgs': {
      const options = first && key === 'values' ? evaluator.elements(first, 'options') : [];
      return options.map((option) => defaultsOf(option, call, evaluator));
    }
    case 'Object.groupBy':
    case 'Map.groupBy':
      return first ? evaluator.values(first) : [];
    case 'path:parse':
      return (first && typeof key === 'string' ? evaluator.texts(first) : []).flatMap((file) =>
        partOf(file, key as string).map((part) => literal(part, call)),
      );
    case 'Object.assign':
      return args.flatMap((argument) => evaluator.elements(argument, key));
    case 'Object.values':
      return first ? evaluator.elements(first, ANY) : [];
    case 'Object.keys':
      return first ? entriesOf(first, evaluator).map(([name]) => name) : [];
    case 'Object.entries':
      return first ? entriesOf(first, evaluator).map((entry) => list(entry, call)) : [];
    default:
  }
  const own = ownCallsOf(call, evaluator);
  if (own.length > 0) {
    return choices(own, ({ fn }) =>
      fn.generator
        ? elementsOfList(yieldsOf(fn), key, evaluator)
        : choices(returnsOf(fn), (node) => evaluator.elements(node, key)),
    );
  }
  return callee.type === 'MemberExpression' ? elementsOfMethod(call, callee, key, evaluator) : [];
}

function elementsOfMethod(
  call: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  key: Key,
  evaluator: Evaluator,
): readonly Node[] {
  const { object } = callee;
  const { arguments: args } = call;
  const [first] = args;
  switch (propertyName(callee)) {
    case 'map':
    case 'flatMap':
      return first
        ? returnsOfValue(first, evaluator).flatMap((node) => evaluator.values(node))
        : [];
    case 'then':
      return first
        ? returnsOfValue(first, evaluator).flatMap((node) => evaluator.elements(node, key))
        : [];
    case 'concat':
      return [
        ...evaluator.elements(object, ANY),
        ...args.flatMap((part) => joined(part, evaluator)),
      ];
    case 'filter': {
      const ending = first && endingOfFilter(first);
      const kept = evaluator.elements(object, ANY);
      if (ending === undefined) return kept;
      return kept
        .flatMap((element) => withEnding(evaluator.texts(element), ending))
        .map((text) => literal(text, object));
    }
    case 'slice': {
      const [start, end] = args.map((argument) => evaluator.number(argument));
      const isKnown =
        args.length > 0 && start !== undefined && args.length === (end === undefined ? 1 : 2);
      const elements = evaluator.elements(object, ANY);
      return isKnown ? elements.slice(start, end) : elements;
    }
    case 'with': {
      const [index, value] = [first && evaluator.number(first), args[1]];
      const elements = evaluator.elements(object, ANY);
      if (index === undefined || value === undefined) return elements;
      const changed = elements.map((element, at) => (at === index ? value : element));
      return elementsOfList(changed, key, evaluator);
    }
    case 'reverse':
    case 'toReversed':
    case 'sort':
    case 'toSorted':
    case 'flat':
    case 'values':
    case 'take':
    case 'drop':
    case 'toArray':
      return evaluator.elements(object, ANY);
    case 'entries':
      return evaluator.elements(object, key);
    case 'keys': // of a map; those of a list are numbers
      return evaluator
        .values(object)
        .filter(({ type }) => type === 'NewExpression')
        .flatMap((map) => evaluator.elements(map, ANY))
        .flatMap((entry) => evaluator.elements(entry, '0'));
    case 'exec':
    case 'match':
      return elementsOfMatch(call, callee, key, evaluator);
    case 'getStore':
      return storesOf(object, evaluator).flatMap((store) => evaluator.elements(store, key));
    case 'next': // of an iterator
      return key === 'value' ? evaluator.elements(object, ANY) : [];
    case 'at':
    case 'find':
    case 'findLast':
    case 'pop':
    case 'shift':
      return evaluator.elements(object, ANY).flatMap((each) => evaluator.elements(each, key));
    case 'get':
      return evaluator
        .elements(object, ANY)
        .flatMap((entry) => evaluator.elements(entry, '1'))
        .flatMap((each) => evaluator.elements(each, key));
    case 'split': {
      const text = evaluator.fold(object);
      if (text === undefined || first === undefined) return [];
      const expression = expressionAt(first, evaluator);
      const separator = expression ? runnable(expression, text, evaluator) : evaluator.fold(first);
      if (separator === undefined) return [];
      return elementsOfList(
        text.split(separator).map((part) => literal(part, object)),
        key,
        evaluator,
      );
    }
    default:
      return [];
  }
}

/** The `values` that `parseArgs` answers where a person gives none. */
function defaultsOf(options: Node, call: Node, evaluator: Evaluator): Node {
  return table(
    entriesOf(options, evaluator).flatMap(([name, option]) =>
      evaluator.elements(option, 'default').map((value) => [name, value] as const),
    ),
    call,
  );
}

/** Whether the key of an entry may be a name. */
function mayBeAt(entry: Node, name: string, evaluator: Evaluator): boolean {
  const keys = evaluator.elements(entry, '0').flatMap((key) => evaluator.texts(key));
  return keys.some((key) => key === name || !isComplete(key));
}

/** What `concat` adds: the elements of a list, or what is none. */
function joined(part: Node, evaluator: Evaluator): readonly Node[] {
  const elements = evaluator.elements(part, ANY);
  return elements.length === 0 && evaluator.texts(part) !== UNKNOWN ? [part] : elements;
}

function entriesOf(object: Node, evaluator: Evaluator): readonly (readonly [Node, Node])[] {
  return evaluator.values(object).flatMap((value) =>
    value.type === 'ObjectExpression'
      ? value.properties.flatMap((property) => {
          const name = property.type === 'Property' ? propertyName(property) : undefined;
          return name === undefined || property.type !== 'Property'
            ? []
            : [[literal(name, property), property.value] as const];
        })
      : [],
  );
}
