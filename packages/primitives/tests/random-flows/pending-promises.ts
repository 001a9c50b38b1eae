import { AsyncLocalStorage, createHook } from 'node:async_hooks';

/** Counts the promises that a piece of work makes and that have not settled. */
export class PendingPromises {
  readonly #inside = new AsyncLocalStorage<this>();
  readonly #pending = new Set<number>();
  readonly #hook = createHook({
    init: (id, type) => {
      if (type === 'PROMISE' && this.#inside.getStore() === this) this.#pending.add(id);
    },
    promiseResolve: (id) => this.#pending.delete(id),
  }).enable();

  /** Does something that belongs to the work. */
  within<Value>(work: () => Value): Value {
    return this.#inside.run(this, work);
  }

  /** Ends the counting. */
  count(): number {
    this.#hook.disable();
    // Node 20 asks every storage that was ever used about every promise.
    this.#inside.disable();
    return this.#pending.size;
  }
}
