/** How a suite is asked to run. */
export interface SuiteOptions {
  /** Fewer and shorter measurements, to see that all of it works. */
  readonly quick: boolean;
  /** Only what has this text in its name. */
  readonly only: string;
}

/** A suite is a folder whose `index.ts` exports this: it measures, and returns a Markdown page. */
export type RunSuite = (options: SuiteOptions) => Promise<string>;

/** A Markdown table; numbers are told from text by the caller, who says which columns align right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = header.map((_, column) => (column === 0 ? '---' : '--:'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
