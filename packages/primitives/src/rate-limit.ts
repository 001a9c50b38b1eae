import type { Clock, Timer } from './clock.ts';
import type { WorkflowContext } from './context.ts';
import { toLimit, type Duration } from './duration.ts';
import { RateLimitError } from './errors.ts';
import { enter } from './frame.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { refuseUnknownOptions, toCount } from './validation.ts';
import { turn } from './waiting.ts';

/** How many calls may begin in how much time. */
export interface RateLimitOptions {
  /** How many calls may begin within any stretch of the time below. */
  readonly limit: number;
  /** How long that stretch is. */
  readonly per: Duration;
}

interface Waiter {
  readonly clock: Clock;
  readonly begin: () => void;
}

/**
 * Lets only so many calls of a step begin in a stretch of time, whoever makes them.
 *
 * @example
 * ```ts
 * const search = new RateLimitPrimitive(load, { limit: 10, per: '1s' });
 * await search.execute('/a'); // 'page of /a'
 * ```
 */
export class RateLimitPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #inner: Runnable<Input, Output>;
  readonly #limit: number;
  readonly #per: number;
  /** When the last calls began, at most `limit` of them, the earliest first. */
  readonly #begun: number[] = [];
  /** In order of arrival. */
  readonly #waiting = new Set<Waiter>();
  #stopTimer: (() => void) | undefined;

  /**
   * @throws {TypeError} When the step is no step, or an option is missing, unknown or of the wrong type.
   * @throws {RangeError} When an option is out of range.
   */
  constructor(step: Step<Input, Output>, options: RateLimitOptions) {
    super();
    this.#inner = toRunnable('rateLimit', step);
    refuseUnknownOptions('rateLimit', options, ['limit', 'per']);
    this.#limit = toCount('limit', options.limit);
    if (this.#limit === Infinity) throw new RangeError('Expected limit to be finite, got Infinity');
    this.#per = toLimit('per', options.per);
  }

  /** Runs the step as soon as the limit allows. */
  override async run(input: Input, context: WorkflowContext): Promise<Output> {
    const frame = enter(context, this);
    const now = context.clock.monotonic();
    if (this.#waiting.size === 0 && this.#freeAt() <= now) this.#note(now);
    else await this.#wait(context);
    context.scope?.throwIfAborted();
    const output = await call(this.#inner, input, context);
    context.frame = frame.parent;
    return output;
  }

  /** @internal */
  label(): string {
    return labelOf('rateLimit', this.#inner);
  }

  /** When the call that has so many others waiting before it may begin. */
  #freeAt(before = 0): number {
    const first = this.#begun[before % this.#limit];
    if (this.#begun.length < this.#limit || first === undefined) return -Infinity;
    return first + this.#per * (1 + Math.floor(before / this.#limit));
  }

  #note(now: number): void {
    this.#begun.push(now);
    if (this.#begun.length > this.#limit) this.#begun.shift();
  }

  async #wait({ clock, deadline, scope }: WorkflowContext): Promise<void> {
    const at = this.#freeAt(this.#waiting.size);
    if (at >= deadline) throw new RateLimitError(at - clock.monotonic());
    let waiter: Waiter | undefined;
    try {
      await turn(scope, (begin) => {
        waiter = { clock, begin };
        this.#waiting.add(waiter);
        this.#setTimer();
      });
    } catch (error) {
      if (waiter !== undefined && this.#waiting.delete(waiter)) this.#setTimer();
      throw error;
    }
  }

  /** One timer, for the one who waits longest; it lets in all whose time has come. */
  #setTimer(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const [first] = this.#waiting;
    if (first === undefined) return;
    const { clock } = first;
    const timer: Timer = clock.setTimeout(
      () => {
        this.#stopTimer = undefined;
        const now = clock.monotonic();
        for (const waiter of this.#waiting) {
          if (this.#freeAt() > now) break;
          this.#note(now);
          this.#waiting.delete(waiter);
          waiter.begin();
        }
        this.#setTimer();
      },
      Math.max(0, this.#freeAt() - clock.monotonic()),
    );
    this.#stopTimer = () => {
      clock.clearTimeout(timer);
    };
  }
}

/**
 * Lets only so many calls of a step begin within any stretch of time, whoever makes them; the others
 * wait in order of arrival. A wait that would pass the deadline is not begun: it is a `RateLimitError`.
 *
 * The limit belongs to the primitive, so build it once and share it.
 *
 * @throws {TypeError} When the step is no step, or an option is missing, unknown or of the wrong type.
 * @throws {RangeError} When an option is out of range.
 * @example
 * ```ts
 * const search = rateLimit(async (term: string) => `found ${term}`, { limit: 10, per: '1s' });
 * await map(search).execute(['tea', 'milk']); // ['found tea', 'found milk']
 * ```
 */
export function rateLimit<Input, Output>(
  step: Step<Input, Output>,
  options: RateLimitOptions,
): RateLimitPrimitive<Input, Output> {
  return new RateLimitPrimitive(step, options);
}
