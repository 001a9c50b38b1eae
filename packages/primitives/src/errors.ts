/** Whether an error says that its work was aborted, by us or by anybody else. */
export function isAbortError(error: unknown): boolean {
  try {
    return error instanceof Error && error.name === 'AbortError';
  } catch {
    // An error that does not even give its name says nothing.
    return false;
  }
}

/**
 * Thrown when a step took longer than it may; the step was told to stop through its signal.
 *
 * @example
 * ```ts
 * const clock = new ManualClock();
 * const slow = timeout((_url: string, context) => sleep('1h', context), '30s');
 * const running = slow.execute('/a', new WorkflowContext('test', { clock }));
 * const failure = running.catch((error: unknown) => error);
 * await clock.advance(30_000);
 * const error = await failure;
 * error instanceof TimeoutError && error.milliseconds; // 30000
 * ```
 */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  /** The limit that passed, in milliseconds. */
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(`The step took longer than ${String(milliseconds)} ms`);
    this.milliseconds = milliseconds;
  }
}

/**
 * The reason of a signal that was aborted from inside: a sibling failed, the context was disposed,
 * or nobody waits for the result any more. Its `cause` is the failure behind it, if there is one.
 *
 * @example
 * ```ts
 * const reasons: unknown[] = [];
 * const copy = parallel([
 *   (_file: string, context) => sleep('1h', context).catch((reason) => reasons.push(reason)),
 *   async (file: string) => { throw new Error(`no room for ${file}`); },
 * ]);
 * await copy.execute('a.zip'); // throws Error
 * const [reason] = reasons;
 * reason instanceof CancelledError && String(reason.cause); // 'Error: no room for a.zip'
 * ```
 */
export class CancelledError extends Error {
  override readonly name = 'AbortError';
}

/**
 * The reason of a script's signal after Ctrl-C or a request to terminate.
 *
 * @example
 * ```ts
 * const keyboard = new AbortController();
 * const context = new WorkflowContext('test', { signal: keyboard.signal });
 * keyboard.abort(new InterruptedError('SIGINT'));
 * const error = await flow.execute(input, context).catch((error: unknown) => error);
 * error instanceof InterruptedError && error.signal; // 'SIGINT'
 * ```
 */
export class InterruptedError extends Error {
  override readonly name = 'AbortError';
  /** Which of the two it was. */
  readonly signal: 'SIGINT' | 'SIGTERM';

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`Interrupted by ${signal}`);
    this.signal = signal;
  }
}

/**
 * Thrown instead of calling a step whose circuit is open.
 *
 * @example
 * ```ts
 * const ping = mock<string, string>('ping').throws(new Error('no answer'));
 * const guarded = circuitBreaker(ping, { maxFailures: 1, cooldown: '10s' });
 * await guarded.execute('host'); // throws Error
 * const error = await guarded.execute('host').catch((error: unknown) => error);
 * error instanceof CircuitOpenError && error.retryAfter > 0; // true
 * ping.callCount; // 1
 * ```
 */
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

/**
 * Thrown when as many calls wait for a bulkhead as may.
 *
 * @example
 * ```ts
 * const query = bulkhead(load, { concurrency: 1, maxQueue: 0 });
 * const both = parallel([query, query]).execute('/a');
 * const error = await both.catch((error: unknown) => error);
 * error instanceof BulkheadFullError; // true
 * ```
 */
export class BulkheadFullError extends Error {
  override readonly name = 'BulkheadFullError';

  constructor(concurrency: number, maxQueue: number) {
    super(
      `The bulkhead is full: ${String(concurrency)} run at once and ${String(maxQueue)} wait, and no more ` +
        'may; try again later, or raise its maxQueue',
    );
  }
}

/**
 * Thrown when a call could not begin within its deadline without breaking a rate limit.
 *
 * @example
 * ```ts
 * const search = timeout(rateLimit(load, { limit: 1, per: '1m' }), '10s');
 * await search.execute('/a'); // 'page of /a'
 * const error = await search.execute('/b').catch((error: unknown) => error);
 * error instanceof RateLimitError && error.retryAfter > 10_000; // true
 * ```
 */
export class RateLimitError extends Error {
  override readonly name = 'RateLimitError';
  /** In how many milliseconds the call could have begun. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(
      `The rate limit lets the call begin in ${String(Math.ceil(retryAfter))} ms, past its deadline; ` +
        'allow it more time, or try again then',
    );
    this.retryAfter = retryAfter;
  }
}

/**
 * Thrown when a saga failed and some of its undoing did too: `errors` holds all, the first one first.
 *
 * @example
 * ```ts
 * const book = saga(
 *   { do: (city: string) => `seat to ${city}`, undo: () => { throw new Error('no refund'); } },
 *   () => { throw new Error('no hotel'); },
 * );
 * const error = await book.execute('Rome').catch((error: unknown) => error);
 * error instanceof UndoError && error.errors.map(String); // ['Error: no hotel', 'Error: no refund']
 * ```
 */
export class UndoError extends AggregateError {
  override readonly name = 'UndoError';
  /** Keeps `retry` from doing again what is half done, unless its `retryIf` says otherwise. */
  readonly retryable = false;
}
