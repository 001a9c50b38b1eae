import type { WorkflowContext } from './context.ts';
import type { Logger } from './environment.ts';
import { enter, type Frame } from './frame.ts';
import { show } from './validation.ts';

/** What a map runs over. */
export type Items<Item> = Iterable<Item> | AsyncIterable<Item>;

/** Stands for the source itself where a path would tell the index of an item. */
export const fromSource = -1;

/** Items being taken, from a source of either kind. */
export type Source<Item> = SyncSource<Item> | AsyncSource<Item>;

/**
 * Begins to take from a list, a generator or the like; what fails in that has the path of the source.
 *
 * @throws {TypeError} When there is nothing to take from, or what can be read but once was read before.
 */
export function toSource<Item>(
  name: string,
  owner: Frame['owner'],
  items: Items<Item>,
  context: WorkflowContext,
): Source<Item> {
  const frame = enter(context, owner);
  frame.index = fromSource;
  const source = begin(name, items, context);
  context.frame = frame.parent;
  return source;
}

function begin<Item>(owner: string, items: Items<Item>, context: WorkflowContext): Source<Item> {
  // A stream makes a new iterator whenever it is asked for one, and can be read but once all the same.
  if (isStream(items)) claim(owner, items, items, context);
  const given = items as Partial<AsyncIterable<Item> & Iterable<Item>> | null | undefined;
  const later = given?.[Symbol.asyncIterator]?.();
  const iterator: unknown = later ?? given?.[Symbol.iterator]?.();
  if (!isIterator<Item>(iterator)) {
    throw new TypeError(
      `Expected ${owner} to get an iterable or async iterable, got ${show(items)}`,
    );
  }
  if (later !== undefined || iterator === (items as unknown))
    claim(owner, items, iterator, context);
  return later === undefined
    ? new SyncSource(owner, iterator as Iterator<Item>)
    : new AsyncSource(owner, iterator as AsyncIterator<Item>);
}

/** Read again, it would give what the first reading has left, or nothing: a wrong answer, and no error. */
function claim(owner: string, items: unknown, source: object, context: WorkflowContext): void {
  if (context.claim(source)) return;
  throw new TypeError(
    `Expected ${owner} to get a source that nothing in this run has read, got ${show(items)}, which gives ` +
      'its items only once; pass a list, or make the source in the step before',
  );
}

function isStream(items: unknown): items is object {
  const given = items as { pipe?: unknown; getReader?: unknown } | null | undefined;
  return typeof given?.pipe === 'function' || typeof given?.getReader === 'function';
}

function isIterator<Item>(value: unknown): value is Iterator<Item> | AsyncIterator<Item> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<Iterator<Item>>).next === 'function'
  );
}

/** Refuses, as a loop would, what is no result: taken for one, it would never end. */
function toResult<Item>(owner: string, result: IteratorResult<Item>): IteratorResult<Item> {
  if (typeof result === 'object' && (result as unknown) !== null) return result;
  throw new TypeError(
    `Expected the source of ${owner} to give { done, value }, got ${show(result)}`,
  );
}

/** One that answers at once. */
export class SyncSource<Item> {
  readonly answersLater = false;
  /** Whether there is nothing more to come, because all was taken or the source has failed. */
  ended = false;
  readonly #owner: string;
  readonly #iterator: Iterator<Item>;

  constructor(owner: string, iterator: Iterator<Item>) {
    this.#owner = owner;
    this.#iterator = iterator;
  }

  /** The next item. */
  next(): IteratorResult<Item> {
    // Ended until shown otherwise: an iterator that throws must not be asked again.
    this.ended = true;
    const result = toResult(this.#owner, this.#iterator.next());
    this.ended = result.done === true;
    return result;
  }

  /** Lets a source that was not read to its end clean up; what fails in that is only logged. */
  async stop(log: Logger): Promise<void> {
    await quietly(this.#owner, () => this.#iterator.return?.(), log);
  }
}

/** One that answers with promises. */
export class AsyncSource<Item> {
  readonly answersLater = true;
  /** Whether there is nothing more to come, because all was taken or the source has failed. */
  ended = false;
  #asked = false;
  readonly #owner: string;
  readonly #iterator: AsyncIterator<Item>;

  constructor(owner: string, iterator: AsyncIterator<Item>) {
    this.#owner = owner;
    this.#iterator = iterator;
  }

  /** The next item. */
  async next(): Promise<IteratorResult<Item>> {
    this.#asked = true;
    try {
      const result = toResult(this.#owner, await this.#iterator.next());
      this.ended = result.done === true;
      return result;
    } catch (error) {
      this.ended = true;
      throw error;
    } finally {
      this.#asked = false;
    }
  }

  /** Lets a source that was not read to its end clean up; what fails in that is only logged. */
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
