import type { WorkflowContext } from './context.ts';
import type { Frame } from './frame.ts';
import { Group, toGrouping, type Grouping, type GroupOptions } from './group.ts';
import { fromSource, toSource, type AsyncSource, type Items, type SyncSource } from './items.ts';
import type { Outcome } from './observer.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { isPromiseLike } from './promise.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { orAbort } from './waiting.ts';

/** How many items run at once, and what a failure does to the others. */
export interface MapOptions<
  Mode extends 'cancel' | 'collect' = 'cancel' | 'collect',
> extends GroupOptions {
  /** How many items run at once; no more than that are taken from the source ahead. Default: 16. */
  readonly concurrency?: number | undefined;
  /**
   * `'cancel'`: the first failure aborts the others, waits for them, and is thrown. `'collect'`: all
   * run to their end, and the output holds what became of each. Default: `'cancel'`.
   */
  readonly onError?: Mode | undefined;
}

/**
 * Runs one step over many items, several at once.
 *
 * @example
 * ```ts
 * const pages = new MapPrimitive<string, string>(load, { concurrency: 2 });
 * await pages.execute(['/a', '/b']); // ['page of /a', 'page of /b']
 * ```
 */
export class MapPrimitive<in Item, out Output> extends WorkflowPrimitive<Items<Item>, Output[]> {
  readonly #inner: Runnable<Item, unknown>;
  readonly #options: Grouping;

  /**
   * @throws {TypeError} When the step is no step, or an option is unknown or of the wrong type.
   * @throws {RangeError} When `concurrency` is below 1.
   */
  constructor(step: Step<Item, unknown>, options: MapOptions = {}) {
    super();
    this.#inner = toRunnable('map', step);
    this.#options = toGrouping('map', options, 16);
  }

  /** Runs the step over the items. */
  override async run(items: Items<Item>, context: WorkflowContext): Promise<Output[]> {
    const source = toSource('map', this, items, context);
    const group = new Group(context, this.#options.onError);
    await (source.answersLater
      ? this.#drainLater(source, group, context.frame)
      : this.#drain(source, group, context.frame));
    if (!source.ended) await source.stop(context.log);
    return group.finish() as Output[];
  }

  /** @internal */
  label(index: number): string {
    return index === fromSource ? 'map source' : labelOf(`map[${String(index)}]`, this.#inner);
  }

  /** As many workers as may run at once take from one source, so nothing is queued. */
  async #drain(source: SyncSource<Item>, group: Group, parent: Frame | undefined): Promise<void> {
    let taken = 0;

    const work = async (): Promise<void> => {
      const frame = { parent, owner: this, index: fromSource };
      const fork = group.fork(frame);
      while (group.open) {
        let index: number | undefined;
        frame.index = fromSource;
        fork.frame = frame;
        try {
          const item = source.next();
          if (item.done === true) return;
          index = taken++;
          frame.index = index;
          const output = call(this.#inner, item.value, fork);
          group.succeed(index, isPromiseLike(output) ? await output : output, fork);
        } catch (error) {
          group.fail(error, fork, index);
        }
      }
    };

    const workers: Promise<void>[] = [];
    while (workers.length < this.#options.concurrency && group.open && !source.ended) {
      workers.push(work());
    }
    await Promise.all(workers);
  }

  /** One item is asked for at a time, and none while all hands are busy. */
  async #drainLater(
    source: AsyncSource<Item>,
    group: Group,
    parent: Frame | undefined,
  ): Promise<void> {
    const asking = group.fork({ parent, owner: this, index: fromSource });
    let running = 0;
    let wake: (() => void) | undefined;
    const oneEnds = (): Promise<void> =>
      new Promise((resolve) => {
        wake = resolve;
      });

    const work = async (item: Item, index: number): Promise<void> => {
      const fork = group.fork({ parent, owner: this, index });
      try {
        group.succeed(index, await call(this.#inner, item, fork), fork);
      } catch (error) {
        group.fail(error, fork, index);
      }
      running--;
      wake?.();
    };

    try {
      for (let index = 0; group.open; index++) {
        const next = source.next();
        const item = await orAbort(next, group.scope, () => {
          next.catch((error: unknown) => {
            group.fail(error, asking);
          });
        });
        if (item.done === true) break;
        running++;
        void work(item.value, index);
        while (running >= this.#options.concurrency) await oneEnds();
      }
    } catch (error) {
      group.fail(error, asking);
    }
    while (running > 0) await oneEnds();
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
