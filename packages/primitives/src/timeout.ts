import type { WorkflowContext } from './context.ts';
import { enter, stamp, type Frame } from './frame.ts';
import { toLimit, type Duration } from './duration.ts';
import { TimeoutError } from './errors.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { Scope } from './scope.ts';
import { isPromiseLike, toPromise } from './promise.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';

/**
 * Gives up on a step that takes too long, and tells it to stop.
 *
 * @example
 * ```ts
 * const hurried = new TimeoutPrimitive(load, '30s');
 * await hurried.execute('/a'); // 'page of /a'
 * ```
 */
export class TimeoutPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #inner: Runnable<Input, Output>;
  readonly #milliseconds: number;

  /**
   * @throws {TypeError} When the step is no step or the limit no duration.
   * @throws {RangeError} When the limit is not above zero, or longer than a timer can run (24.8 days).
   */
  constructor(step: Step<Input, Output>, limit: Duration) {
    super();
    this.#inner = toRunnable('timeout', step);
    this.#milliseconds = toLimit('the limit of timeout', limit);
  }

  /** @internal */
  override get stamps(): true {
    return true;
  }

  /** Runs the step against the clock. */
  override run(input: Input, context: WorkflowContext): Output | PromiseLike<Output> {
    const frame = enter(context, this);
    return runWithin(this.#milliseconds, this.#inner, input, context, frame.parent);
  }

  /** @internal */
  label(): string {
    return labelOf('timeout', this.#inner);
  }
}

/**
 * Gives up on a step that takes longer than the limit: its signal is aborted, and a `TimeoutError`
 * is thrown at once, whether the step heeds the signal or not. What a step that was given up throws
 * later is logged as a warning.
 *
 * `timeout(retry(step), '30s')` limits all attempts together, `retry(timeout(step, '30s'))` each one.
 *
 * @throws {TypeError} When the step is no step or the limit no duration.
 * @throws {RangeError} When the limit is not above zero, or longer than a timer can run (24.8 days).
 * @example
 * ```ts
 * const download = timeout(
 *   (url: string, { signal }) => fetch(url, { signal }).then((response) => response.text()),
 *   '30s',
 * );
 * ```
 */
export function timeout<Input, Output>(
  step: Step<Input, Output>,
  limit: Duration,
): TimeoutPrimitive<Input, Output> {
  return new TimeoutPrimitive(step, limit);
}

/**
 * Runs a step in a scope of its own that is aborted when the time is over.
 * `outer` is where the path goes back to when the step has succeeded.
 */
export function runWithin<Input, Output>(
  milliseconds: number,
  step: Runnable<Input, Output>,
  input: Input,
  context: WorkflowContext,
  outer: Frame | undefined,
): Output | Promise<Output> {
  const { clock } = context;
  const around = context.scope?.limit;
  const scope = new Scope(context.scope, clock.monotonic() + milliseconds);
  const fork = context.fork(scope);

  function succeed(output: Output): Output {
    scope.close();
    context.merge([fork]);
    context.frame = outer;
    return output;
  }
  function fail(): void {
    scope.close();
    context.frame = fork.frame;
  }

  let output: Output | PromiseLike<Output>;
  try {
    output = call(step, input, fork);
  } catch (error) {
    fail();
    throw error;
  }
  if (!isPromiseLike(output)) return succeed(output);
  const pending = toPromise(output);

  return new Promise((resolve, reject) => {
    let over = false;

    function end(): void {
      over = true;
      clock.clearTimeout(timer);
      around?.removeWait(giveUp);
    }
    function giveUp(reason: unknown): void {
      end();
      scope.giveUp(reason);
      fail();
      stamp(context, scope.reason);
      reject(scope.reason);
    }

    const timer = clock.setTimeout(() => {
      giveUp(new TimeoutError(milliseconds));
    }, milliseconds);
    around?.addWait(giveUp);
    pending.then(
      (value) => {
        if (over) return;
        end();
        resolve(succeed(value));
      },
      (error: unknown) => {
        if (over) {
          if (!scope.isEcho(error)) context.log.warn(`${fork.path} failed after its time`, error);
          return;
        }
        end();
        fail();
        stamp(context, error);
        reject(error);
      },
    );
  });
}
