import type { TSESTree } from '@typescript-eslint/utils';
import { waysToMatch } from './backtracking.ts';
import type { Evaluator } from './evaluator.ts';

type Node = TSESTree.Node;

/** A moment's work, and far more than the expressions take that people write about paths. */
const MOST_WAYS = 100_000;

/** The ways that an engine tries while the evaluator looks at one expression. */
const WAYS_PER_LOOK = 250;

/** The regular expression that stands in the file, if that is what an expression is. */
export function expressionAt(node: Node, evaluator: Evaluator): RegExp | undefined {
  const [value] = evaluator.values(node);
  return value?.type === 'Literal' && value.value instanceof RegExp ? value.value : undefined;
}

/**
 * An expression of the file to run on a text, with flags of one's own; undefined where that may take
 * long: it was written for the program, and nobody says that it ever ends.
 */
export function runnable(
  expression: RegExp,
  text: string,
  evaluator: Evaluator,
  flags = expression.flags,
): RegExp | undefined {
  const ways = waysToMatch(expression, text.length);
  if (ways > MOST_WAYS || !evaluator.spend(ways / WAYS_PER_LOOK)) return undefined;
  return new RegExp(expression, flags); // the one in the tree keeps where its last match ended
}
