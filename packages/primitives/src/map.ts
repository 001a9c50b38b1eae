import type { Frame, WorkflowContext } from './context.ts';
import { Group, toGroupOptions, type GroupOptions, type Outcome } from './group.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { isPromiseLike, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { show } from './validation.ts';
import { orAbort } from './waiting.ts';

/** What a map runs over. */
export type Items<Item> = Iterable<Item> | AsyncIterable<Item>;

/** How many items run at once, and what a failure does to the others. */
export interface MapOptions<
  Mode extends 'cancel' | 'collect' = 'cancel' | 'collect',
> extends GroupOptions {
  /** How many items run at once; no more than that are taken from the source ahead. Default: 16. */
  readonly concurrency?: number;
  /**
   * `'cancel'`: the first failure aborts the others, waits for them, and is thrown. `'collect'`: all
   * run to their end, and the output holds what became of each. Default: `'cancel'`.
   */
  readonly onError?: Mode;
}

/** Stands for the source itself where a path would tell the index of an item. */
const fromSource = -1;

/** Runs one step over many items, several at once. */
export class MapPrimitive<in Item, out Output> extends WorkflowPrimitive<Items<Item>, Output[]> {
  readonly #inner: Runnable<Item, unknown>;
  readonly #options: Required<GroupOptions>;

  /**
   * @throws {TypeError} When the step is no step, or an option is unknown or of the wrong type.
   * @throws {RangeError} When `concurrency` is below 1.
   */
  constructor(step: Step<Item, unknown>, options: MapOptions = {}) {
    super();
    this.#inner = toRunnable('map', step);
    this.#options = toGroupOptions('map', options, 16);
  }

  /** Runs the step over the items. */
  override async run(items: Items<Item>, context: WorkflowContext): Promise<Output[]> {
    const outer = context.frame;
    const group = new Group(context, this.#options.onError);
    if (
      typeof (items as Partial<AsyncIterable<Item>> | null)?.[Symbol.asyncIterator] === 'function'
    ) {
      await this.#drainAsync((items as AsyncIterable<Item>)[Symbol.asyncIterator](), group, outer);
    } else if (typeof (items as Partial<Iterable<Item>> | null)?.[Symbol.iterator] === 'function') {
      await this.#drain((items as Iterable<Item>)[Symbol.iterator](), group, outer);
    } else {
      throw new TypeError(`Expected map to get an iterable or async iterable, got ${show(items)}`);
    }
    const outputs = group.finish();
    context.frame = outer;
    return outputs as Output[];
  }

  /** @internal */
  label(index: number): string {
    return index === fromSource ? 'map source' : labelOf(`map[${String(index)}]`, this.#inner);
  }

  /** As many workers as may run at once take from one iterator, so nothing is queued. */
  async #drain(source: Iterator<Item>, group: Group, parent: Frame | undefined): Promise<void> {
    const { run } = this.#inner;
    const { concurrency } = this.#options;
    const taken = { next: 0, all: false };

    const work = async (): Promise<void> => {
      const frame = { parent, owner: this, index: 0 };
      const fork = group.fork(frame);
      while (group.open && !taken.all) {
        frame.index = fromSource;
        fork.frame = frame;
        const item = take(source, group, fork);
        if (item === undefined) {
          taken.all = true;
          return;
        }
        const index = taken.next++;
        frame.index = index;
        try {
          const output = run(item.value, fork);
          group.succeed(index, isPromiseLike(output) ? await output : output, fork);
        } catch (error) {
          group.fail(error, fork, index);
        }
      }
    };

    const workers: Promise<void>[] = [];
    while (workers.length < concurrency && group.open && !taken.all) workers.push(work());
    await Promise.all(workers);
    if (!taken.all) await stop(() => source.return?.(), group);
  }

  /** One item is asked for at a time, and none while all hands are busy. */
  async #drainAsync(
    source: AsyncIterator<Item>,
    group: Group,
    parent: Frame | undefined,
  ): Promise<void> {
    const { run } = this.#inner;
    let running = 0;
    let wake: (() => void) | undefined;

    const work = async (item: Item, index: number): Promise<void> => {
      const fork = group.fork({ parent, owner: this, index });
      try {
        const output = run(item, fork);
        group.succeed(index, isPromiseLike(output) ? await output : output, fork);
      } catch (error) {
        group.fail(error, fork, index);
      }
      running--;
      wake?.();
    };
    const oneEnds = (): Promise<void> =>
      new Promise((resolve) => {
        wake = resolve;
      });

    let asked = false;
    let exhausted = false;
    try {
      for (let index = 0; group.open; index++) {
        asked = true;
        const result = await orAbort(Promise.resolve(source.next()), group.scope);
        asked = false;
        exhausted = result.done === true;
        if (exhausted) break;
        running++;
        void work(result.value as Item, index);
        while (running >= this.#options.concurrency) await oneEnds();
      }
    } catch (error) {
      exhausted = !group.scope.aborted;
      if (exhausted) group.fail(error, group.fork({ parent, owner: this, index: fromSource }));
    }
    while (running > 0) await oneEnds();
    if (exhausted) return;
    const stopped = stop(() => source.return?.(), group);
    // A generator that still owes an item answers only after it, which may be never.
    if (!asked) await stopped;
  }
}

/** Takes an item, or nothing when there is none or the source fails. */
function take<Item>(
  source: Iterator<Item>,
  group: Group,
  fork: WorkflowContext,
): { readonly value: Item } | undefined {
  try {
    const result = source.next();
    return result.done === true ? undefined : result;
  } catch (error) {
    group.fail(error, fork);
    return undefined;
  }
}

/** Lets a source that was not read to its end clean up; the group has failed for a better reason. */
async function stop(end: () => unknown, group: Group): Promise<void> {
  try {
    await end();
  } catch (error) {
    group.warn('The source of map failed to clean up', error);
  }
}

/**
 * Runs one step over many items, several at once; the outputs come in the order of the items.
 *
 * Items are taken only as fast as they are worked on, from lists and generators, sync or async.
 *
 * @throws {TypeError} When the step is no step, or an option is unknown or of the wrong type.
 * @throws {RangeError} When `concurrency` is below 1.
 * @example
 * ```ts
 * const squares = map(async (n: number) => n * n, { concurrency: 8 });
 * await squares.execute([1, 2, 3]); // [1, 4, 9]
 * ```
 */
export function map<Item, Output>(
  step: Step<Item, Output>,
  options: MapOptions<'collect'> & { readonly onError: 'collect' },
): MapPrimitive<Item, Outcome<Output>>;
export function map<Item, Output>(
  step: Step<Item, Output>,
  options?: MapOptions<'cancel'>,
): MapPrimitive<Item, Output>;
export function map<Item>(
  step: Step<Item, unknown>,
  options?: MapOptions,
): MapPrimitive<Item, unknown> {
  return new MapPrimitive(step, options);
}
