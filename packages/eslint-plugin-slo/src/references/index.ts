import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Manifests } from '../commands/manifests.ts';
import { callOf } from './calls.ts';
import { collectComments } from './comments.ts';
import { Evaluator } from './evaluator.ts';
import { Launches } from './launch.ts';
import { collectHooks } from './hooks.ts';
import { memoryOfCall, memoryOfGlobal, type SharedMemory } from './memory.ts';
import { collectModuleSyntax, statementsOf } from './module-syntax.ts';
import { settingsOfFile } from './options.ts';
import { Places } from './places.ts';
import type { Reference } from './reference.ts';
import { collectCache, collectModuleFunctions } from './require.ts';
import { collectSourceText } from './source-text.ts';
import { placesOfInterest } from './trails.ts';
import { WrittenFiles } from './written.ts';

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
  const folders = new Places(evaluator, manifests);
  const written = new WrittenFiles(evaluator);
  const launches = new Launches(evaluator, manifests, folders, found);

  const statements = statementsOf(sourceCode);
  for (const statement of statements) collectModuleSyntax(statement, evaluator, found);
  collectComments(sourceCode, found);
  launches.collectSettings(settingsOfFile(evaluator));
  const places = placesOfInterest(sourceCode, statements, evaluator);
  for (const place of places) folders.note(place);
  for (const place of places) look(place);
  written.collect([...references], found, (texts, node) => {
    launches.collectShell(texts, node);
  });
  return { references: references.sort(byPlace), memory: memory.sort(byPlace) };

  function look(place: TSESTree.Node): void {
    collectCache(place, evaluator, found);
    launches.collectSetting(place);
    const call = callOf(place, evaluator);
    const shared = call ? memoryOfCall(call, evaluator) : memoryOfGlobal(place, evaluator);
    if (shared) memory.push(shared);
    if (call === undefined) return;
    collectModuleFunctions(call, evaluator, found);
    launches.collect(call);
    collectHooks(call, evaluator, found);
    written.note(call);
    collectSourceText(call, evaluator, folders, found);
  }
}

interface Placed {
  readonly node: { readonly range: TSESTree.Range };
}

function byPlace(a: Placed, b: Placed): number {
  return a.node.range[0] - b.node.range[0];
}
