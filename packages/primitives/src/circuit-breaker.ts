import type { WorkflowContext } from './context.ts';
import { longestTimer, toMilliseconds, type Duration } from './duration.ts';
import { CircuitOpenError } from './errors.ts';
import { enter } from './frame.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { isTransient, judge } from './transient.ts';
import { refuseUnknownOptions, toCount, toFunction } from './validation.ts';

/** When a circuit opens, and for how long. */
export interface CircuitBreakerOptions {
  /** Failures in a row that open the circuit. Default: 5. */
  readonly maxFailures?: number | undefined;
  /** How long an open circuit refuses calls before it lets one through to probe. Default: `'30s'`. */
  readonly cooldown?: Duration | undefined;
  /**
   * Whether an error speaks against the service. Default: all but programming errors, aborts, and
   * errors that say of themselves `retryable: false`. An abort by the caller never does.
   */
  readonly failureIf?: ((error: unknown) => boolean) | undefined;
}

/**
 * Stops calling a step that keeps failing, and asks now and then whether it works again.
 *
 * @example
 * ```ts
 * const ping = mock<string, string>('ping').throws(new Error('no answer'));
 * const guarded = new CircuitBreakerPrimitive(ping, { maxFailures: 1 });
 * await guarded.execute('host'); // throws Error
 * guarded.state; // 'open'
 * ```
 */
export class CircuitBreakerPrimitive<in Input, out Output> extends WorkflowPrimitive<
  Input,
  Output
> {
  readonly #inner: Runnable<Input, Output>;
  readonly #maxFailures: number;
  readonly #cooldown: number;
  readonly #failureIf: (error: unknown) => boolean;
  #failures = 0;
  /** From when on a call may probe; missing while the circuit is closed. */
  #probeFrom: number | undefined;
  #probing = false;
  /** Counts the changes of state: calls from before one say nothing about after. */
  #era = 0;

  /**
   * @throws {TypeError} When the step is no step, or an option is unknown or of the wrong type.
   * @throws {RangeError} When an option is out of range.
   */
  constructor(step: Step<Input, Output>, options: CircuitBreakerOptions = {}) {
    super();
    this.#inner = toRunnable('circuitBreaker', step);
    refuseUnknownOptions('circuitBreaker', options, ['maxFailures', 'cooldown', 'failureIf']);
    const { maxFailures = 5, cooldown = '30s', failureIf = isTransient } = options;
    this.#maxFailures = toCount('maxFailures', maxFailures);
    this.#cooldown = toMilliseconds('cooldown', cooldown, { most: longestTimer });
    this.#failureIf = toFunction('failureIf', failureIf);
  }

  /** Whether calls pass, are refused, or one of them is out to probe. */
  get state(): 'closed' | 'open' | 'half-open' {
    if (this.#probeFrom === undefined) return 'closed';
    return this.#probing ? 'half-open' : 'open';
  }

  /** Runs the step, unless the circuit is open. */
  override async run(input: Input, context: WorkflowContext): Promise<Output> {
    const frame = enter(context, this);
    const { clock } = context;
    if (this.#probeFrom !== undefined) {
      const now = clock.monotonic();
      if (now < this.#probeFrom) throw new CircuitOpenError(this.#probeFrom - now);
      // Should this probe never end, the next one has its turn after another cooldown.
      this.#probeFrom = now + this.#cooldown;
      this.#probing = true;
      this.#era++;
    }
    const era = this.#era;
    try {
      const output = await call(this.#inner, input, context);
      if (era === this.#era) this.#close();
      context.frame = frame.parent;
      return output;
    } catch (error) {
      if (era === this.#era) this.#fail(error, context);
      throw error;
    }
  }

  /** @internal */
  label(): string {
    return labelOf('circuitBreaker', this.#inner);
  }

  #close(): void {
    this.#failures = 0;
    if (this.#probeFrom === undefined) return;
    this.#probeFrom = undefined;
    this.#probing = false;
    this.#era++;
  }

  #fail(error: unknown, context: WorkflowContext): void {
    const now = context.clock.monotonic();
    const probed = this.#probing;
    this.#probing = false;
    // A probe that says nothing about the service makes room for the next.
    if (probed) this.#probeFrom = now;
    if (context.scope?.aborted === true) return;
    if (!judge(error, 'failureIf', () => this.#failureIf(error), context)) return;
    this.#failures++;
    if (!probed && this.#failures < this.#maxFailures) return;
    this.#probeFrom = now + this.#cooldown;
    this.#era++;
    const { log, path } = context;
    log.warn(`${path}: the circuit is open after ${this.#failures} failures`, error);
  }
}

/**
 * Stops calling a step that keeps failing: after a number of failures in a row, calls fail at once with
 * a `CircuitOpenError`. After the cooldown one call is let through to probe, and another after each further
 * cooldown in which that has not ended; the first success lets all through again.
 *
 * The circuit belongs to the primitive, so build it once and share it. `retry` does not try again while
 * it is open.
 *
 * @throws {TypeError} When the step is no step, or an option is unknown or of the wrong type.
 * @throws {RangeError} When an option is out of range.
 * @example
 * ```ts
 * const guarded = circuitBreaker(
 *   async (id: string) => `user ${id}`,
 *   { maxFailures: 3, cooldown: '10s' },
 * );
 * await guarded.execute('7'); // 'user 7'
 * ```
 */
export function circuitBreaker<Input, Output>(
  step: Step<Input, Output>,
  options?: CircuitBreakerOptions,
): CircuitBreakerPrimitive<Input, Output> {
  return new CircuitBreakerPrimitive(step, options);
}
