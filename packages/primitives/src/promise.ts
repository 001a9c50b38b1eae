/**
 * Whether a step answered with a promise, or with something that can be awaited like one.
 *
 * A `switch` asks for the type once. Compared twice, it took as long as calling the step did.
 */
export function isPromiseLike<Value>(
  value: Value | PromiseLike<Value>,
): value is PromiseLike<Value> {
  switch (typeof value) {
    case 'object':
      return value !== null && hasThen(value);
    case 'function':
      return hasThen(value);
    default:
      return false;
  }
}

function hasThen(value: object): boolean {
  return typeof (value as { then?: unknown }).then === 'function';
}

/**
 * A real promise of the same. What a foreign `then` returns cannot be relied on, and calling it a second
 * time may do its work again.
 */
export function toPromise<Value>(value: PromiseLike<Value>): Promise<Value> {
  return value instanceof Promise ? (value as Promise<Value>) : Promise.resolve(value);
}
