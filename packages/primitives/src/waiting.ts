import type { WorkflowContext } from './context.ts';
import type { Scope } from './scope.ts';

/** Waits on the context's clock; an abort ends the wait at once with its reason. */
export function sleep(milliseconds: number, { clock, scope }: WorkflowContext): Promise<void> {
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

/** Waits for a promise no longer than the scope lives; what comes of it later is nobody's concern. */
export function orAbort<Value>(promise: Promise<Value>, scope: Scope | undefined): Promise<Value> {
  if (scope === undefined) return promise;
  return new Promise((resolve, reject) => {
    if (scope.aborted) {
      promise.catch(() => undefined);
      reject(scope.reason);
      return;
    }
    const onAbort = (): void => {
      reject(scope.reason);
    };
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
