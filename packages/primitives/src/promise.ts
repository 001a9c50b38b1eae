/** Whether a step answered with a promise, or with something that can be awaited like one. */
export function isPromiseLike<Value>(
  value: Value | PromiseLike<Value>,
): value is PromiseLike<Value> {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    typeof (value as { then?: unknown }).then === 'function'
  );
}

/**
 * A real promise of the same. What a foreign `then` returns cannot be relied on, and calling it a second
 * time may do its work again.
 */
export function toPromise<Value>(value: PromiseLike<Value>): Promise<Value> {
  return value instanceof Promise ? (value as Promise<Value>) : Promise.resolve(value);
}
