import { WorkflowContext } from './context.ts';
import { longestTimer, toMilliseconds, type Duration } from './duration.ts';
import type { Scope } from './scope.ts';
import { show } from './validation.ts';

/**
 * Waits on the context's clock. An abort ends the wait at once, and the promise rejects with its reason.
 *
 * @throws {TypeError} When the first argument is no duration, or the second no context.
 * @throws {RangeError} When the duration is negative, or longer than a timer can run (24.8 days).
 * @example
 * ```ts
 * const untilReady = async (isReady: () => Promise<boolean>, context: WorkflowContext) => {
 *   while (!(await isReady())) await sleep('2s', context);
 * };
 * ```
 */
export function sleep(duration: Duration, context: WorkflowContext): Promise<void> {
  if (!(context instanceof WorkflowContext)) {
    throw new TypeError(`Expected sleep to get the context of the step, got ${show(context)}`);
  }
  return wait(toMilliseconds('the duration of sleep', duration, { most: longestTimer }), context);
}

/** The same for a duration that was checked before. */
export function wait(milliseconds: number, context: WorkflowContext): Promise<void> {
  const { clock, scope } = context;
  return new Promise((resolve, reject) => {
    if (scope?.aborted === true) {
      reject(scope.reason);
      return;
    }
    const onAbort = (): void => {
      clock.clearTimeout(timer);
      reject(scope?.reason);
    };
    const timer = clock.setTimeout(() => {
      scope?.unlisten(onAbort);
      resolve();
    }, milliseconds);
    scope?.listen(onAbort);
  });
}

/** Waits to be let in by whoever gets the function; an abort ends the wait at once with its reason. */
export function turn(scope: Scope | undefined, queue: (letIn: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (scope?.aborted === true) {
      reject(scope.reason);
      return;
    }
    const onAbort = (): void => {
      reject(scope?.reason);
    };
    scope?.listen(onAbort);
    queue(() => {
      scope?.unlisten(onAbort);
      resolve();
    });
  });
}

/** Waits for a promise no longer than the scope lives; `leave` is called when it leaves before. */
export function orAbort<Value>(
  promise: Promise<Value>,
  scope: Scope | undefined,
  leave?: () => void,
): Promise<Value> {
  if (scope === undefined) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(scope.reason);
      leave?.();
    };
    if (scope.aborted) {
      promise.catch(() => undefined);
      onAbort();
      return;
    }
    scope.listen(onAbort);
    promise.then(
      (value) => {
        scope.unlisten(onAbort);
        resolve(value);
      },
      (error: unknown) => {
        scope.unlisten(onAbort);
        reject(error);
      },
    );
  });
}
