import type { TSESTree } from '@typescript-eslint/utils';
import { ANY } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { concatenate, HOLE, type Texts } from './texts.ts';

type Node = TSESTree.Node;

/** Each list that an expression may be, as words with their possibilities. */
export function choicesOf(list: Node, evaluator: Evaluator): readonly (readonly Texts[])[] {
  const lists = evaluator.values(list).map((value) => itemsOf(value, evaluator));
  return lists.length === 0 ? [[]] : lists;
}

/** The words of a list. What spreads an unknown list into it adds flags, for all we know. */
export function itemsOf(
  list: Node,
  evaluator: Evaluator,
  seen: Set<Node> = new Set<Node>(), // a list may be spread into the one that takes its place
): readonly Texts[] {
  if (seen.has(list)) return [];
  seen.add(list);
  if (list.type !== 'ArrayExpression') {
    const [value] = evaluator.values(list);
    if (value !== undefined && value !== list) return itemsOf(value, evaluator, seen);
    return evaluator.elements(list, ANY).map((node) => evaluator.texts(node));
  }
  return [...list.elements, ...evaluator.added(list)].flatMap((element) => {
    if (element?.type === 'SpreadElement') return itemsOf(element.argument, evaluator, seen);
    if (!element) return [];
    const [command] = evaluator.elements(element, 'command'); // of concurrently
    return [evaluator.texts(command ?? element)];
  });
}

/** A shell text in a template, with the values in it as words. */
export function templateTexts(
  { quasis, expressions }: TSESTree.TemplateLiteral,
  evaluator: Evaluator,
): Texts {
  return concatenate(
    quasis.flatMap(({ value }, index): Texts[] => {
      const hole = expressions[index];
      const text: Texts = [value.cooked ?? HOLE];
      return hole ? [text, wordOf(hole, evaluator)] : [text];
    }),
  );
}

function wordOf(node: Node, evaluator: Evaluator): Texts {
  const items = evaluator.values(node).some(({ type }) => type === 'ArrayExpression')
    ? itemsOf(node, evaluator)
    : [evaluator.texts(node)];
  return concatenate(items.flatMap((item, index) => (index === 0 ? [item] : [[' '], item])));
}
