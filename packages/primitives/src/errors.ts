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

/** Thrown instead of calling a step whose circuit is open. */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  /** Keeps `retry` from trying again, unless its `retryIf` says otherwise. */
  readonly retryable = false;
  /** In how many milliseconds a call may be let through. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`The circuit is open; a call may pass in ${String(Math.ceil(retryAfter))} ms`);
    this.retryAfter = retryAfter;
  }
}

/** Thrown when as many calls wait for a bulkhead as may. */
export class BulkheadFullError extends Error {
  override readonly name = 'BulkheadFullError';

  constructor(concurrency: number, maxQueue: number) {
    super(`${String(concurrency)} calls run and ${String(maxQueue)} wait, which is all that may`);
  }
}

/** Thrown when a call could not begin within its deadline without breaking a rate limit. */
export class RateLimitError extends Error {
  override readonly name = 'RateLimitError';
  /** In how many milliseconds the call could have begun. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(
      `The rate limit lets the call begin in ${String(Math.ceil(retryAfter))} ms, past its deadline`,
    );
    this.retryAfter = retryAfter;
  }
}

/** Thrown when a saga failed and some of its undoing did too: `errors` holds all, the first one first. */
export class UndoError extends AggregateError {
  override readonly name = 'UndoError';
}
