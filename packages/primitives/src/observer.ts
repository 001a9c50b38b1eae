/** What became of a step, a branch or an item. */
export type Outcome<Output> = PromiseSettledResult<Output>;

/** A step that is about to run. */
export interface StepStart {
  /** The name of the function or of the lambda; empty when it has none. */
  readonly name: string;
  /** Where it stands in the flow, as in `validate › retry 2/3 › lint`. */
  readonly path: string;
  /** What it is given. */
  readonly input: unknown;
}

/**
 * Watches the steps of a run: called when one starts, and what it returns, when that one ends. Neither
 * may throw.
 */
export type Observer = (step: StepStart) => ((outcome: Outcome<unknown>) => void) | undefined;
