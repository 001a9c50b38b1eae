import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Manifests } from '../commands/manifests.ts';
import { callOf } from './calls.ts';
import { Evaluator } from './evaluator.ts';
import { Launches, startFolders } from './launch.ts';
import { memoryOf, type SharedMemory } from './memory.ts';
import { collectModuleSyntax } from './module-syntax.ts';
import type { Reference } from './reference.ts';
import { collectCache, collectModuleFunctions } from './require.ts';
import { collectSourceText } from './source-text.ts';
import { collectComments, collectTypes } from './types.ts';
import { walk } from './walk.ts';

export type { SharedMemory } from './memory.ts';
export type { Channel, Reference } from './reference.ts';

/** What the text of a file says about others. */
export interface Findings {
  /** Every name of another file, in the order of the text. */
  readonly references: readonly Reference[];
  /** Memory that the file offers to others, or takes from them. */
  readonly memory: readonly SharedMemory[];
}

/** Reads a file once, for all that the rules ask about it. */
export function readFile(
  sourceCode: TSESLint.SourceCode,
  filename: string,
  manifests: Manifests,
): Findings {
  const evaluator = new Evaluator(sourceCode, filename, manifests.root);
  const references: Reference[] = [];
  const memory: SharedMemory[] = [];
  const found = (reference: Reference): void => void references.push(reference);
  const launches = new Launches(evaluator, manifests, found);
  walk(sourceCode, (node: TSESTree.Node) => {
    collectModuleSyntax(node, evaluator, found);
    collectTypes(node, found);
    collectCache(node, evaluator, found);
    const shared = memoryOf(node, evaluator);
    if (shared) memory.push(shared);
    const call = callOf(node, evaluator);
    if (call === undefined) return;
    collectModuleFunctions(call, evaluator, found);
    launches.collect(call);
    collectSourceText(call, evaluator, startFolders(filename, manifests), found);
  });
  collectComments(sourceCode, found);
  references.sort((a, b) => a.node.range[0] - b.node.range[0]);
  return { references, memory };
}
