import type { TSESTree } from '@typescript-eslint/utils';
import { ANY } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { HOLE } from './texts.ts';

const GLOBS =
  /^(?:fs|fs\/promises|node:fs|glob|fast-glob|globby|tinyglobby|zx):(?:promises\.)?(?:glob|globSync|sync|globby|globbySync|async)?$/;

/** Whether a function answers with the paths of files that match a pattern. */
export function isGlob(origin: string): boolean {
  return GLOBS.test(origin);
}

/** The texts that a call for files may answer with. */
export function textsOfGlob(
  { arguments: [pattern] }: TSESTree.CallExpression,
  evaluator: Evaluator,
): readonly string[] {
  if (pattern === undefined) return [];
  return textsOfEach(pattern, evaluator).flatMap(textsOfPattern);
}

/** The texts of an expression, or of its elements where it is a list. */
export function textsOfEach(node: TSESTree.Node, evaluator: Evaluator): readonly string[] {
  const isList = evaluator.values(node).some(({ type }) => type === 'ArrayExpression');
  if (!isList) return evaluator.texts(node);
  return evaluator.elements(node, ANY).flatMap((element) => evaluator.texts(element));
}

/** A glob as texts with holes: one for each choice of its braces. A refusal (`!…`) answers nothing. */
export function textsOfPattern(glob: string): readonly string[] {
  if (glob.startsWith('!')) return [];
  const [braces, choices = ''] = /\{([^{}]*)\}/.exec(glob) ?? [];
  if (braces !== undefined) {
    return choices
      .split(',')
      .flatMap((choice) => textsOfPattern(glob.replace(braces, () => choice)));
  }
  return [glob.replaceAll(/(?:[*?]|[!+@]?\([^)]*\)|\[[^\]]*\])+(?:\/\*+)*/g, HOLE)];
}
