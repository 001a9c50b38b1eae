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

/** More braces than a person writes; their choices multiply. */
const MOST_CHOICES = 256;

/** As long as a path may be. */
const LONGEST = 4096;

const BRACES = /\{([^{}]*)\}/;

/**
 * A glob as texts with holes: one for each choice of its braces. A refusal (`!…`) answers nothing, nor
 * does what is longer than a path.
 */
export function textsOfPattern(glob: string): readonly string[] {
  if (glob.length > LONGEST) return [];
  return choicesOf(glob)
    .filter((text) => !text.startsWith('!'))
    .map((text) => text.replaceAll(/(?:[*?]|[!+@]?\([^)]*\)|\[[^\]]*\])+(?:\/\*+)*/g, HOLE));
}

/** One text for each choice of the braces in a glob; where there are too many, braces match anything. */
function choicesOf(glob: string): readonly string[] {
  let globs: readonly string[] = [glob];
  for (;;) {
    const opened = globs.flatMap(openFirst);
    if (opened.length > MOST_CHOICES) return [glob.replaceAll(new RegExp(BRACES, 'g'), '*')];
    if (opened.every((text, index) => text === globs[index])) return globs;
    globs = opened;
  }
}

function openFirst(glob: string): readonly string[] {
  const [braces, choices = ''] = BRACES.exec(glob) ?? [];
  return braces === undefined
    ? [glob]
    : choices.split(',').map((choice) => glob.replace(braces, () => choice));
}
