import type { TSESTree } from '@typescript-eslint/utils';
import type { Key } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { expressionAt, runnable } from './expressions.ts';
import { isFunction, type LocalFunction, textsReturned } from './functions.ts';
import { literal, meant } from './made.ts';
import { concatenate, isComplete, type Texts, union, UNKNOWN } from './texts.ts';

type Node = TSESTree.Node;

/** More matches than a template has that a person writes. */
const MOST = 50;

/** `/…/.exec(text)` and `text.match(/…/)`: what stands at a key of the answer. */
export function elementsOfMatch(
  call: TSESTree.CallExpression,
  { object, property }: TSESTree.MemberExpression,
  key: Key,
  evaluator: Evaluator,
): readonly Node[] {
  const [first] = call.arguments;
  if (first === undefined || property.type !== 'Identifier') return [];
  const [pattern, text] = property.name === 'exec' ? [object, first] : [first, object];
  const expression = expressionAt(pattern, evaluator);
  const subject = expression && evaluator.fold(text);
  if (expression === undefined || subject === undefined) return [];
  const match = runnable(expression, subject, evaluator, flagsOf(expression))?.exec(subject);
  if (!match) return [];
  if (key === 'groups') return [meant(match.groups ?? {}, call)];
  const found = typeof key === 'string' && /^\d+$/.test(key) ? match[Number(key)] : undefined;
  return found === undefined ? [] : [literal(found, call)];
}

/** `text.replace(/…/g, (all, name) => …)`; undefined where the second argument is no function. */
export function textsOfReplaced(
  { object, property }: TSESTree.MemberExpression,
  [first, second]: readonly Node[],
  evaluator: Evaluator,
): Texts | undefined {
  const [fn] = second ? evaluator.values(second).filter(isFunction) : [];
  if (first === undefined || fn === undefined || property.type !== 'Identifier') return undefined;
  const expression = expressionAt(first, evaluator);
  if (expression === undefined) return UNKNOWN;
  const isOnce = property.name === 'replace' && !expression.global;
  return union(
    evaluator.texts(object).map((text) => {
      const each = runnable(expression, text, evaluator, `${flagsOf(expression)}g`);
      if (each === undefined || !isComplete(text)) return UNKNOWN;
      const matches = [...text.matchAll(each)].slice(0, isOnce ? 1 : MOST);
      let end = 0;
      const parts = matches.flatMap((match): Texts[] => {
        const before = text.slice(end, match.index);
        end = match.index + match[0].length;
        return [[before], replacementOf(fn, match, evaluator)];
      });
      return concatenate([...parts, [text.slice(end)]]);
    }),
  );
}

function replacementOf(fn: LocalFunction, match: RegExpExecArray, evaluator: Evaluator): Texts {
  const texts = new Map(
    fn.params.flatMap((param, index) => {
      const variable = param.type === 'Identifier' ? evaluator.names.variable(param) : undefined;
      return variable ? [[variable, [match[index] ?? '']] as const] : [];
    }),
  );
  return evaluator.inCall({ texts }, () => textsReturned(fn, evaluator));
}

/** The flags but for those that say where to begin. */
function flagsOf({ flags }: RegExp): string {
  return flags.replaceAll(/[gy]/g, '');
}
