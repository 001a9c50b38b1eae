import type { TSESTree } from '@typescript-eslint/utils';

/** How a file names another; reads well in "The … of './other.ts'". */
export type Channel =
  | 'import'
  | 're-export'
  | 'dynamic import'
  | 'require'
  | 'resolution'
  | 'type import'
  | 'augmentation'
  | 'reference comment'
  | 'JSDoc import'
  | 'mock'
  | 'glob'
  | 'thread'
  | 'process'
  | 'loaded module'
  | 'evaluated text'
  | 'source text';

/** One place where the text of a file names another file. */
export interface Reference {
  readonly channel: Channel;
  /** What to report. */
  readonly node: TSESTree.Node | TSESTree.Comment;
  /**
   * The name as the program would use it, constants folded: a specifier, a path, a file URL. A
   * `HOLE` stands for each part that is not known.
   */
  readonly specifier: string;
  /** The files from which the name is looked up, until one finds it. Default: the file itself. */
  readonly from?: readonly string[];
  /** A bare name is a file, as for the file system, and not a package. */
  readonly isPath?: boolean;
  /** The command or text in which the name stands. */
  readonly command?: string;
}

/** Takes a reference that a collector found. */
export type Found = (reference: Reference) => void;
