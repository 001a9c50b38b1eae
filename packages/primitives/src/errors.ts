/** Thrown when a step took longer than it may; the step was told to stop through its signal. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  /** The limit that passed, in milliseconds. */
  readonly milliseconds: number;

  constructor(milliseconds: number, what = 'The step') {
    super(`${what} took longer than ${String(milliseconds)} ms`);
    this.milliseconds = milliseconds;
  }
}

/**
 * The reason of a signal that was aborted from inside: a sibling failed, the context was disposed,
 * or nobody waits for the result any more. Its `cause` is the failure behind it, if there is one.
 */
export class CancelledError extends Error {
  override readonly name = 'AbortError';
}

/** The reason of a script's signal after Ctrl-C or a request to terminate. */
export class InterruptedError extends Error {
  override readonly name = 'AbortError';
  /** `SIGINT` or `SIGTERM`. */
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`Interrupted by ${signal}`);
    this.signal = signal;
  }
}
