import type { TSESLint } from '@typescript-eslint/utils';
import { Evaluator } from './evaluator.ts';
import { collectModuleSyntax } from './module-syntax.ts';
import type { Reference } from './reference.ts';
import { collectRequire } from './require.ts';
import { collectComments, collectTypes } from './types.ts';
import { walk } from './walk.ts';

export type { Reference } from './reference.ts';

const COLLECTORS = [collectModuleSyntax, collectRequire, collectTypes];

/** Finds every reference that a file makes to another, in the order of the text. */
export function findReferences(
  sourceCode: TSESLint.SourceCode,
  filename: string,
  cwd: string,
): readonly Reference[] {
  const evaluator = new Evaluator(sourceCode, filename, cwd);
  const references: Reference[] = [];
  const found = (reference: Reference): void => void references.push(reference);
  walk(sourceCode, (node) => {
    for (const collect of COLLECTORS) collect(node, evaluator, found);
  });
  collectComments(sourceCode, found);
  return references.sort((a, b) => a.node.range[0] - b.node.range[0]);
}
