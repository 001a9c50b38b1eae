import type { TSESTree } from '@typescript-eslint/utils';
import type { Evaluator } from './evaluator.ts';
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
const LONGEST = 10_000;

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
      if (/^trim|^normalize|Case$/.test(method)) return [run(text, method, [])];
      const isKnown = values.every((value) => value !== undefined) && isComplete(text);
      return isKnown ? [run(text, method, values)] : UNKNOWN;
    }),
  );
}

function argumentOf(node: Node, evaluator: Evaluator): unknown {
  const [value] = evaluator.values(node);
  if (value?.type === 'Literal' && value.value instanceof RegExp) return value.value;
  return evaluator.number(node) ?? evaluator.fold(node);
}

function run(text: string, method: string, args: readonly unknown[]): string {
  if (method === 'repeat' || method.startsWith('pad')) {
    if (!(Number(args[0]) * text.length < LONGEST)) return HOLE;
  }
  try {
    return String(
      (text as unknown as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args),
    );
  } catch {
    return HOLE; // the program throws as well
  }
}
