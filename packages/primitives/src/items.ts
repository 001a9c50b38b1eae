import type { Logger } from './environment.ts';
import { show } from './validation.ts';

/** What a map runs over. */
export type Items<Item> = Iterable<Item> | AsyncIterable<Item>;

/** Items being taken, from a source of either kind. */
export interface Source<Item> {
  /** Whether `next` answers with a promise. */
  readonly answersLater: boolean;
  /** Whether there is nothing more to come, because all was taken or the source has failed. */
  readonly ended: boolean;
  /** The next item. */
  next(): IteratorResult<Item> | Promise<IteratorResult<Item>>;
  /** Lets a source that was not read to its end clean up; what fails in that is only logged. */
  stop(log: Logger): Promise<void>;
}

/**
 * Begins to take from a list, a generator or the like.
 *
 * @throws {TypeError} When there is nothing to take from.
 */
export function toSource<Item>(owner: string, items: Items<Item>): Source<Item> {
  const given = items as Partial<AsyncIterable<Item> & Iterable<Item>> | null | undefined;
  const later = given?.[Symbol.asyncIterator]?.();
  if (later !== undefined) return new AsyncSource(owner, later);
  const now = given?.[Symbol.iterator]?.();
  if (now !== undefined) return new SyncSource(owner, now);
  throw new TypeError(`Expected ${owner} to get an iterable or async iterable, got ${show(items)}`);
}

class SyncSource<Item> implements Source<Item> {
  readonly answersLater = false;
  ended = false;
  readonly #owner: string;
  readonly #iterator: Iterator<Item>;

  constructor(owner: string, iterator: Iterator<Item>) {
    this.#owner = owner;
    this.#iterator = iterator;
  }

  next(): IteratorResult<Item> {
    // Ended until shown otherwise: an iterator that throws must not be asked again.
    this.ended = true;
    const result = this.#iterator.next();
    this.ended = result.done === true;
    return result;
  }

  async stop(log: Logger): Promise<void> {
    await quietly(this.#owner, () => this.#iterator.return?.(), log);
  }
}

class AsyncSource<Item> implements Source<Item> {
  readonly answersLater = true;
  ended = false;
  #asked = false;
  readonly #owner: string;
  readonly #iterator: AsyncIterator<Item>;

  constructor(owner: string, iterator: AsyncIterator<Item>) {
    this.#owner = owner;
    this.#iterator = iterator;
  }

  async next(): Promise<IteratorResult<Item>> {
    this.#asked = true;
    try {
      const result = await this.#iterator.next();
      this.ended = result.done === true;
      return result;
    } catch (error) {
      this.ended = true;
      throw error;
    } finally {
      this.#asked = false;
    }
  }

  async stop(log: Logger): Promise<void> {
    const stopped = quietly(this.#owner, () => this.#iterator.return?.(), log);
    // A generator that still owes an item answers only after it, which may be never.
    if (!this.#asked) await stopped;
  }
}

async function quietly(owner: string, stop: () => unknown, log: Logger): Promise<void> {
  try {
    await stop();
  } catch (error) {
    log.warn(`The source of ${owner} failed to clean up`, error);
  }
}
