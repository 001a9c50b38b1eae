import type { TSESTree } from '@typescript-eslint/utils';
import { ANY, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction, textsReturned, returnsOfValue } from './functions.ts';
import { textsOfReduced } from './made-texts.ts';
import { textsOfReplaced } from './matches.ts';
import { storesOf } from './stores.ts';
import { applyMethod } from './strings.ts';
import { concatenate, type Texts, union, UNKNOWN } from './texts.ts';

type Node = TSESTree.Node;

/** What a method answers: of a text, of a list or map that holds texts, of what will be one. */
export function textsOfMethod(
  callee: TSESTree.MemberExpression,
  args: readonly Node[],
  evaluator: Evaluator,
): Texts {
  const method = propertyName(callee);
  switch (method) {
    case 'toString':
    case 'toJSON':
    case 'valueOf':
      return evaluator.texts(callee.object);
    case 'concat':
      return concatenate([callee.object, ...args].map((part) => evaluator.texts(part)));
    case 'join':
      return textsOfJoin(callee.object, args[0], evaluator);
    case 'then':
      return args[0]
        ? union(returnsOfValue(args[0], evaluator).map((node) => evaluator.texts(node)))
        : UNKNOWN;
    case 'reduce':
    case 'reduceRight':
      return textsOfReduced(callee.object, args, evaluator, method === 'reduceRight');
    case 'replace':
    case 'replaceAll':
      return (
        textsOfReplaced(callee, args, evaluator) ??
        applyMethod(method, callee.object, args, evaluator)
      );
    case 'getStore':
      return union(storesOf(callee.object, evaluator).map((store) => evaluator.texts(store)));
    case 'at':
    case 'find':
    case 'findLast':
    case 'get':
    case 'pop':
    case 'shift':
      return textsOfElement(callee, method, args[0], evaluator);
    default:
      return applyMethod(method, callee.object, args, evaluator);
  }
}

function textsOfJoin(list: Node, separator: Node | undefined, evaluator: Evaluator): Texts {
  const between = separator ? evaluator.texts(separator) : [','];
  return union(
    evaluator.values(list).map((value) => {
      const parts = partsOf(value, evaluator);
      if (parts === undefined) return UNKNOWN;
      return concatenate(parts.flatMap((part, index) => (index === 0 ? [part] : [between, part])));
    }),
  );
}

/** The texts of every element of a list in its order; undefined, if some are not known. */
function partsOf(list: Node, evaluator: Evaluator): readonly Texts[] | undefined {
  if (list.type === 'ArrayExpression') {
    const elements = evaluator.elements(list, ANY);
    const isWhole = elements.length >= list.elements.length;
    return isWhole ? elements.map((element) => evaluator.texts(element)) : undefined;
  }
  if (list.type !== 'CallExpression' || list.callee.type !== 'MemberExpression') return undefined;
  const { object } = list.callee;
  const [source, another] = evaluator.values(object);
  switch (propertyName(list.callee)) {
    case 'filter': // what it leaves out is mostly what is empty
      return source && another === undefined ? partsOf(source, evaluator) : undefined;
    case 'map': {
      const [fn] = list.arguments[0] ? evaluator.values(list.arguments[0]).filter(isFunction) : [];
      const param = fn?.params[0];
      const name = param?.type === 'Identifier' ? evaluator.names.variable(param) : undefined;
      const parts = source && another === undefined ? partsOf(source, evaluator) : undefined;
      if (fn === undefined || name === undefined) return undefined;
      return parts?.map((part) =>
        evaluator.inCall({ texts: new Map([[name, part]]) }, () => textsReturned(fn, evaluator)),
      );
    }
    case 'split': {
      const elements = evaluator.elements(list, ANY);
      return elements.length > 0 ? elements.map((each) => evaluator.texts(each)) : undefined;
    }
    default:
      return undefined;
  }
}

function textsOfElement(
  { object }: TSESTree.MemberExpression,
  method: string,
  key: Node | undefined,
  evaluator: Evaluator,
): Texts {
  const isKeyed = (method === 'at' || method === 'get') && key;
  const name = isKeyed ? evaluator.fold(key) : undefined;
  const exact = name !== undefined && method === 'at' ? evaluator.elements(object, name) : [];
  const elements = exact.length > 0 ? exact : evaluator.elements(object, ANY);
  const texts = elements.flatMap((element) => {
    if (method !== 'get' || element.type !== 'ArrayExpression') return [evaluator.texts(element)];
    const [entryKey, value] = element.elements; // an entry of a Map
    const isOther = name !== undefined && entryKey && evaluator.fold(entryKey) !== name;
    return value && !isOther ? [evaluator.texts(value)] : [];
  });
  return union(texts);
}
