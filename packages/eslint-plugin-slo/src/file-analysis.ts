import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Contacts } from './analysis.ts';
import { Evaluation } from './state/evaluation.ts';
import { findModuleState, type ModuleState } from './state/index.ts';
import type { Neighbours } from './state/neighbours.ts';
import { Scopes } from './state/scopes.ts';

/** What the rules share about one file. What a rule asks for is found when the first one asks. */
export class FileAnalysis {
  contacts: Contacts | undefined;
  readonly #sourceCode: TSESLint.SourceCode;
  /** Under oxlint, all files have the same source code object. */
  readonly #ast: TSESTree.Program;
  readonly #filename: string;
  readonly #neighbours: Neighbours;
  #scopes: Scopes | undefined;
  #evaluation: Evaluation | undefined;
  #moduleState: readonly ModuleState[] | undefined;

  constructor(sourceCode: TSESLint.SourceCode, filename: string, neighbours: Neighbours) {
    this.#sourceCode = sourceCode;
    this.#ast = sourceCode.ast;
    this.#filename = filename;
    this.#neighbours = neighbours;
  }

  /** Whether this is about that text under that name. */
  isOf({ ast }: TSESLint.SourceCode, filename: string): boolean {
    return this.#ast === ast && this.#filename === filename;
  }

  get scopes(): Scopes {
    return (this.#scopes ??= new Scopes(this.#sourceCode));
  }

  get evaluation(): Evaluation {
    return (this.#evaluation ??= new Evaluation(this.scopes));
  }

  /** The module's state, as `no-library-global-state` and its siblings report it. */
  get moduleState(): readonly ModuleState[] {
    return (this.#moduleState ??= findModuleState(this.scopes, this.evaluation, this.#neighbours));
  }
}
