import type { TSESTree } from '@typescript-eslint/utils';
import { ANY, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { returnsOfValue } from './functions.ts';
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
  const parts = evaluator.values(list).map((value): Texts => {
    if (value.type === 'CallExpression' && value.callee.type === 'MemberExpression') {
      const method = propertyName(value.callee);
      // What a filter leaves out is mostly what is empty.
      if (method === 'filter') return textsOfJoin(value.callee.object, separator, evaluator);
      return method === 'split' ? joined(evaluator.elements(value, ANY)) : UNKNOWN;
    }
    const elements = evaluator.elements(value, ANY);
    const isWhole = value.type === 'ArrayExpression' && elements.length >= value.elements.length;
    return isWhole ? joined(elements) : UNKNOWN;
  });
  return union(parts);

  function joined(elements: readonly Node[]): Texts {
    const between = separator ? evaluator.texts(separator) : [','];
    return concatenate(
      elements.flatMap((element, index) =>
        index === 0 ? [evaluator.texts(element)] : [between, evaluator.texts(element)],
      ),
    );
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
