import type { TSESTree } from '@typescript-eslint/utils';
import type { Evaluator } from './evaluator.ts';
import { expressionAt, runnable } from './expressions.ts';
import { HOLE, isComplete, type Texts, union, UNKNOWN } from './texts.ts';

type Node = TSESTree.Node;

/** Methods of texts that the plugin can run as well as the program can. */
const METHODS = new Set([
  'indexOf',
  'lastIndexOf',
  'normalize',
  'padEnd',
  'padStart',
  'repeat',
  'replace',
  'replaceAll',
  'slice',
  'substring',
  'substr',
  'toLowerCase',
  'toUpperCase',
  'trim',
  'trimEnd',
  'trimStart',
]);

/** Longer texts name no file. */
const LONGEST = 20_000;

/** What a method of a text answers, when the text and the arguments are known. */
export function applyMethod(
  method: string | undefined,
  object: Node,
  args: readonly Node[],
  evaluator: Evaluator,
): Texts {
  if (method === undefined || !METHODS.has(method)) return UNKNOWN;
  const values = args.map((argument) => argumentOf(argument, evaluator));
  return union(
    evaluator.texts(object).map((text): Texts => {
      if (/^trim|^normalize|Case$/.test(method)) return [run(text, method, [], evaluator)];
      const isKnown = values.every((value) => value !== undefined) && isComplete(text);
      return isKnown ? [run(text, method, values, evaluator)] : UNKNOWN;
    }),
  );
}

function argumentOf(node: Node, evaluator: Evaluator): unknown {
  return expressionAt(node, evaluator) ?? evaluator.number(node) ?? evaluator.fold(node);
}

function run(text: string, method: string, args: readonly unknown[], evaluator: Evaluator): string {
  if (!(longestBy(method, text, args) < LONGEST)) return HOLE;
  const [first, ...rest] = args;
  const pattern = first instanceof RegExp ? runnable(first, text, evaluator) : first;
  if (first !== undefined && pattern === undefined) return HOLE;
  try {
    return String(
      (text as unknown as Record<string, (...args: unknown[]) => unknown>)[method]?.(
        pattern,
        ...rest,
      ),
    );
  } catch {
    return HOLE; // the program throws as well
  }
}

/** How long what a method makes of a text may be. */
function longestBy(method: string, text: string, [first, second]: readonly unknown[]): number {
  if (method === 'repeat') return Number(first) * text.length;
  if (method.startsWith('pad')) return Number(first);
  if (!method.startsWith('replace')) return 0;
  const isOnce = method === 'replace' && !(first instanceof RegExp && first.global);
  const [part = '', ...others] = String(second).split('$'); // `$&` may stand for all of the text
  const longest = part.length + others.length * text.length + others.join('').length;
  return text.length + longest * (isOnce ? 1 : text.length + 1);
}
