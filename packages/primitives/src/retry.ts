import type { WorkflowContext } from './context.ts';
import { longestTimer, toLimit, toMilliseconds, type Duration } from './duration.ts';
import { enter, stamp } from './frame.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { isTransient, judge, retryAfterOf } from './transient.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { runWithin } from './timeout.ts';
import { refuseUnknownOptions, toChoice, toCount, toFunction, show } from './validation.ts';
import { wait } from './waiting.ts';

/** How often, how patiently, and after which errors to try again. */
export interface RetryOptions {
  /** Calls in all, the first one included. Default: 3. */
  readonly maxAttempts?: number | undefined;
  /** The wait after the first failure. Default: `'1s'`. */
  readonly initialDelay?: Duration | undefined;
  /** What each further wait is multiplied with, 1 or more. Default: 2. */
  readonly backoffFactor?: number | undefined;
  /** No wait is longer, unless the error asks for it by its `retryAfter`. Default: `'30s'`. */
  readonly maxDelay?: Duration | undefined;
  /**
   * How waits are spread, so that many who failed together do not come back together: `'full'` takes
   * any time up to the delay, `'decorrelated'` any from `initialDelay` to three times the last wait,
   * `'none'` exactly the delay; none exceeds `maxDelay`. Default: `'full'`. The names and formulas are
   * those of Marc Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
   */
  readonly jitter?: 'full' | 'decorrelated' | 'none' | undefined;
  /**
   * Whether an error is worth another attempt. Default: all but programming errors (TypeError without
   * a cause, ReferenceError, RangeError), aborts, and errors that say of themselves `retryable: false`.
   */
  readonly retryIf?: ((error: unknown, attempt: number) => boolean) | undefined;
  /** A limit on each attempt. */
  readonly perAttempt?: Duration | undefined;
  /** A limit on all attempts and waits together. */
  readonly total?: Duration | undefined;
}

const optionNames = [
  'maxAttempts',
  'initialDelay',
  'backoffFactor',
  'maxDelay',
  'jitter',
  'retryIf',
  'perAttempt',
  'total',
] as const;

/**
 * Tries a step again when it fails, after a growing wait.
 *
 * @example
 * ```ts
 * const fetchPage = mock<string, string>('fetchPage').throwsOnce(new Error('busy')).returns('page');
 * const patient = new RetryPrimitive(fetchPage, { maxAttempts: 5, initialDelay: 0 });
 * await patient.execute('/a'); // 'page'
 * ```
 */
export class RetryPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #inner: Runnable<Input, Output>;
  readonly #maxAttempts: number;
  readonly #initialDelay: number;
  readonly #backoffFactor: number;
  readonly #maxDelay: number;
  readonly #jitter: 'full' | 'decorrelated' | 'none';
  readonly #retryIf: (error: unknown, attempt: number) => boolean;
  readonly #perAttempt: number | undefined;
  readonly #total: number | undefined;

  /**
   * @throws {TypeError} When the step is no step, or an option is unknown or of the wrong type.
   * @throws {RangeError} When an option is out of range.
   */
  constructor(step: Step<Input, Output>, options: RetryOptions = {}) {
    super();
    this.#inner = toRunnable('retry', step);
    refuseUnknownOptions('retry', options, optionNames);
    const { maxAttempts = 3, initialDelay = 1_000, backoffFactor = 2, maxDelay = 30_000 } = options;
    const { jitter = 'full', retryIf = isTransient, perAttempt, total } = options;
    const timer = { most: longestTimer };
    this.#maxAttempts = toCount('maxAttempts', maxAttempts);
    this.#initialDelay = toMilliseconds('initialDelay', initialDelay, timer);
    this.#maxDelay = toMilliseconds('maxDelay', maxDelay, timer);
    if (!(typeof backoffFactor === 'number' && backoffFactor >= 1)) {
      throw new RangeError(`Expected backoffFactor to be 1 or more, got ${show(backoffFactor)}`);
    }
    this.#backoffFactor = backoffFactor;
    this.#jitter = toChoice('jitter', jitter, ['full', 'decorrelated', 'none']);
    this.#retryIf = toFunction('retryIf', retryIf);
    this.#perAttempt = perAttempt === undefined ? undefined : toLimit('perAttempt', perAttempt);
    this.#total = total === undefined ? undefined : toLimit('total', total);
  }

  /** @internal */
  override get stamps(): true {
    return true;
  }

  /** Runs the step, and again while it fails. */
  override run(input: Input, context: WorkflowContext): Output | PromiseLike<Output> {
    if (this.#total === undefined) return this.#attempts(input, context);
    const all = {
      run: (value: Input, fork: WorkflowContext): Promise<Output> => this.#attempts(value, fork),
      name: undefined,
    };
    return runWithin(this.#total, all, input, context, context.frame);
  }

  /** @internal */
  label(index: number): string {
    return labelOf(`retry ${String(index)}/${String(this.#maxAttempts)}`, this.#inner);
  }

  async #attempts(input: Input, context: WorkflowContext): Promise<Output> {
    const frame = enter(context, this);
    let delay = this.#initialDelay;
    for (let attempt = 1; ; attempt++) {
      try {
        if (attempt > 1) {
          await wait(delay, context);
          context.scope?.throwIfAborted();
        }
        frame.index = attempt;
        context.frame = frame;
        const output = await (this.#perAttempt === undefined
          ? call(this.#inner, input, context)
          : runWithin(this.#perAttempt, this.#inner, input, context, frame));
        context.frame = frame.parent;
        return output;
      } catch (error) {
        const next = this.#delayAfter(error, attempt, delay, context);
        if (next === undefined) {
          stamp(context, error);
          throw error;
        }
        delay = next;
      }
    }
  }

  /** How long to wait before the next attempt, or nothing when there is to be none. */
  #delayAfter(
    error: unknown,
    attempt: number,
    last: number,
    context: WorkflowContext,
  ): number | undefined {
    if (attempt >= this.#maxAttempts || context.scope?.aborted === true) return undefined;
    const isWorthwhile = judge(error, 'retryIf', () => this.#retryIf(error, attempt), context);
    if (!isWorthwhile) return undefined;
    const { clock, log } = context;
    const wait = this.#wait(attempt, last, context);
    const delay = Math.max(wait, retryAfterOf(error, clock.now()));
    if (delay > longestTimer || clock.monotonic() + delay >= context.deadline) return undefined;
    log.info(`${context.path} failed, trying again in ${Math.round(delay)} ms`, error);
    return delay;
  }

  #wait(attempt: number, last: number, { random }: WorkflowContext): number {
    if (this.#jitter === 'decorrelated') {
      const spread = random() * Math.max(0, last * 3 - this.#initialDelay);
      return Math.min(this.#maxDelay, this.#initialDelay + spread);
    }
    // Bounded, because nothing times an endless factor is no number.
    const growth = Math.min(this.#backoffFactor ** (attempt - 1), Number.MAX_SAFE_INTEGER);
    // Bounded before the jitter, or after many attempts all would come back at the longest delay.
    const delay = Math.min(this.#maxDelay, this.#initialDelay * growth);
    return this.#jitter === 'full' ? random() * delay : delay;
  }
}

/**
 * Tries a step again when it fails, after a wait that grows from one attempt to the next.
 *
 * The last error is thrown as it is. An abort ends a wait at once, no wait is begun that would pass
 * the deadline, and an error's own `retryAfter` is honoured: a number of milliseconds, a `Date`, or the
 * text of an HTTP `Retry-After` header.
 *
 * @throws {TypeError} When the step is no step, or an option is unknown or of the wrong type.
 * @throws {RangeError} When an option is out of range.
 * @example
 * ```ts
 * let calls = 0;
 * const flaky = retry(
 *   () => {
 *     if (++calls < 3) throw new Error('busy');
 *     return calls;
 *   },
 *   { maxAttempts: 3, initialDelay: '1ms' },
 * );
 * await flaky.execute(undefined); // 3
 * ```
 */
export function retry<Input, Output>(
  step: Step<Input, Output>,
  options?: RetryOptions,
): RetryPrimitive<Input, Output> {
  return new RetryPrimitive(step, options);
}
