/** How a suite is asked to run. */
export interface SuiteOptions {
  /** Fewer and shorter measurements, to see that all of it works. */
  readonly quick: boolean;
  /** Only what has this text in its name. */
  readonly only: string;
}

/** A suite is a folder whose `index.ts` exports this: it measures, and returns a Markdown page. */
export type RunSuite = (options: SuiteOptions) => Promise<string>;
