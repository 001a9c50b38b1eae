import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { foldNode } from './fold.ts';
import { originOf } from './origin.ts';

/** Far deeper than code that a person writes, and far from the end of the stack. */
const DEPTH = 100;

/**
 * Works out what the expressions of one file are, as far as constants and aliases go. Each
 * expression is looked at once, so that neither long chains nor circles cost more than their text.
 */
export class Evaluator {
  readonly sourceCode: TSESLint.SourceCode;
  readonly filename: string;
  /** Where relative paths start that a program hands to the file system. */
  readonly cwd: string;
  readonly #texts = new Map<TSESTree.Node, string | undefined>();
  readonly #origins = new Map<TSESTree.Node, string | undefined>();
  #depth = 0;

  constructor(sourceCode: TSESLint.SourceCode, filename: string, cwd: string) {
    this.sourceCode = sourceCode;
    this.filename = filename;
    this.cwd = cwd;
  }

  /** The text that an expression evaluates to, if all of it is known. A URL counts as its text. */
  fold(node: TSESTree.Node): string | undefined {
    return this.#once(this.#texts, node, foldNode);
  }

  /** The name of the global, module or module member that an expression is. See `originOf`. */
  origin(node: TSESTree.Node): string | undefined {
    return this.#once(this.#origins, node, originOf);
  }

  #once(
    known: Map<TSESTree.Node, string | undefined>,
    node: TSESTree.Node,
    work: (node: TSESTree.Node, evaluator: this) => string | undefined,
  ): string | undefined {
    if (known.has(node)) return known.get(node);
    if (this.#depth === DEPTH) return undefined;
    known.set(node, undefined); // what depends on itself is unknown
    this.#depth += 1;
    const result = work(node, this);
    this.#depth -= 1;
    known.set(node, result);
    return result;
  }
}
