import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** One piece of state that outlives the evaluation of a module. */
export interface ModuleState {
  readonly node: TSESTree.Node;
}

/** Finds the state that a module keeps or changes, one entry for each binding or write. */
export function findModuleState(_sourceCode: TSESLint.SourceCode): readonly ModuleState[] {
  return [];
}
