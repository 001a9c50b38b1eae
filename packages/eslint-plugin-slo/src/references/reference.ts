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
  | 'JSDoc import';

/** One place where the text of a file names another file. */
export interface Reference {
  readonly channel: Channel;
  /** What to report. */
  readonly node: TSESTree.Node | TSESTree.Comment;
  /** The name as the program would use it, constants folded: a specifier, a path or a file URL. */
  readonly specifier: string;
}

/** Takes a reference that a collector found. */
export type Found = (reference: Reference) => void;
