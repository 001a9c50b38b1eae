import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { findModuleState, type ModuleState } from './state/index.ts';

/** What the rules of one plugin object share, computed once a file. */
export class Analysis {
  readonly #moduleState = new WeakMap<TSESTree.Program, readonly ModuleState[]>();

  /** The module's state, as `no-library-global-state` and its siblings report it. */
  moduleState(sourceCode: TSESLint.SourceCode): readonly ModuleState[] {
    let found = this.#moduleState.get(sourceCode.ast);
    if (found === undefined) {
      found = findModuleState(sourceCode);
      this.#moduleState.set(sourceCode.ast, found);
    }
    return found;
  }
}
