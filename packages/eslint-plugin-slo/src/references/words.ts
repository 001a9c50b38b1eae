import type { TSESTree } from '@typescript-eslint/utils';
import { ANY } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { textsOfTemplate } from './fold.ts';
import { concatenate, type Texts, union } from './texts.ts';

type Node = TSESTree.Node;

/** More ways to put a list together than tell anything more. */
const MOST = 16;

/**
 * Each list that an expression may be, as words with their possibilities. What spreads an unknown
 * list into it adds flags, for all we know.
 */
export function listsOf(node: Node, evaluator: Evaluator): readonly (readonly Texts[])[] {
  if (node.type !== 'ArrayExpression') {
    const values = evaluator.values(node).filter((value) => value !== node);
    return values.length > 0
      ? values.flatMap((value) => evaluator.lists(value)).slice(-MOST) // the last are the longest
      : [evaluator.elements(node, ANY).map((element) => evaluator.texts(element))];
  }
  let lists: readonly (readonly Texts[])[] = [[]];
  for (const element of [...node.elements, ...evaluator.added(node)]) {
    if (!element) continue;
    const ends =
      element.type === 'SpreadElement'
        ? evaluator.lists(element.argument)
        : [[wordOfElement(element, evaluator)]];
    lists = lists.flatMap((start) => ends.map((end) => [...start, ...end])).slice(-MOST);
  }
  return lists;
}

function wordOfElement(element: Node, evaluator: Evaluator): Texts {
  const [command] = evaluator.elements(element, 'command'); // of concurrently
  return evaluator.texts(command ?? element);
}

/** A shell text in a template, with the values in it as words. */
export function templateTexts(template: TSESTree.TemplateLiteral, evaluator: Evaluator): Texts {
  return textsOfTemplate(template, (hole) => wordOf(hole, evaluator));
}

function wordOf(node: Node, evaluator: Evaluator): Texts {
  const isList = evaluator.values(node).some(({ type }) => type === 'ArrayExpression');
  const lists = isList ? evaluator.lists(node) : [[evaluator.texts(node)]];
  return union(lists.map(spaced));
}

/** Words as a shell reads them. */
export function spaced(words: readonly Texts[]): Texts {
  return concatenate(words.flatMap((word, index) => (index === 0 ? [word] : [[' '], word])));
}
