import type { WorkflowContext } from './context.ts';
import { fromSource, toSource, type Items } from './items.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { Stream } from './stream.ts';
import { refuseUnknownOptions, toCount } from './validation.ts';

/** How many items are in work at once. */
export interface MapStreamOptions {
  /** How many items are in work, or done and not yet taken, at any time. Default: 16. */
  readonly concurrency?: number | undefined;
}

/**
 * Runs one step over many items and gives the outputs away one by one.
 *
 * @example
 * ```ts
 * const pages = await new MapStreamPrimitive(load, { concurrency: 2 }).execute(['/a', '/b']);
 * (await pages.next()).value; // 'page of /a'
 * ```
 */
export class MapStreamPrimitive<in Item, out Output> extends WorkflowPrimitive<
  Items<Item>,
  AsyncGenerator<Output, void, undefined>
> {
  readonly #inner: Runnable<Item, Output>;
  readonly #concurrency: number;

  /**
   * @throws {TypeError} When the step is no step, or an option is unknown or of the wrong type.
   * @throws {RangeError} When `concurrency` is below 1.
   */
  constructor(step: Step<Item, Output>, options: MapStreamOptions = {}) {
    super();
    this.#inner = toRunnable('mapStream', step);
    refuseUnknownOptions('mapStream', options, ['concurrency']);
    const { concurrency = 16 } = options;
    this.#concurrency = toCount('concurrency', concurrency);
  }

  /** Makes the stream; work begins when the first output is asked for. */
  override run(
    items: Items<Item>,
    context: WorkflowContext,
  ): AsyncGenerator<Output, void, undefined> {
    const source = toSource('mapStream', this, items, context);
    return new Stream(this, this.#inner, source, context, this.#concurrency).outputs();
  }

  /** @internal */
  label(index: number): string {
    return index === fromSource
      ? 'mapStream source'
      : labelOf(`mapStream[${String(index)}]`, this.#inner);
  }
}

/**
 * Runs one step over many items, several at once, and gives the outputs away one by one in the order of
 * the items, in constant memory: items are taken from the source only as outputs are taken from the stream.
 * A failure aborts the items in work and is thrown to whoever takes; leaving the loop early aborts them
 * too, and closes the source. Items keep what they write to `state` to themselves.
 *
 * @throws {TypeError} When the step is no step, or an option is unknown or of the wrong type.
 * @throws {RangeError} When `concurrency` is below 1.
 * @example
 * ```ts
 * const lengths = mapStream(async (line: string) => line.length, { concurrency: 4 });
 * const seen: number[] = [];
 * for await (const length of await lengths.execute(['a', 'bb'])) seen.push(length);
 * seen; // [1, 2]
 * ```
 */
export function mapStream<Item, Output>(
  step: Step<Item, Output>,
  options?: MapStreamOptions,
): MapStreamPrimitive<Item, Output> {
  return new MapStreamPrimitive(step, options);
}
