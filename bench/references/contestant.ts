import type { Case } from '../../tests/corpus/references/cases.ts';

/** A tool that tells references to scripts from what only looks like one. */
export interface Contestant {
  readonly name: string;
  /** The package whose version stands in the table. */
  readonly package: string;
  /** The files, relative to the folder, that the tool reports in a repository with all cases. */
  judge(folder: string, cases: readonly Case[]): Promise<Iterable<string>>;
}
