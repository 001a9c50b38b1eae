import type { WorkflowContext } from './context.ts';
import { BulkheadFullError } from './errors.ts';
import { enter } from './frame.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { refuseUnknownOptions, toCount } from './validation.ts';
import { turn } from './waiting.ts';

/** How many calls may run and wait. */
export interface BulkheadOptions {
  /** How many calls run at once. */
  readonly concurrency: number;
  /** How many more may wait; 0 for none. Default: any number. */
  readonly maxQueue?: number | undefined;
}

/**
 * Lets only so many calls of a step run at once, whoever makes them.
 *
 * @example
 * ```ts
 * const query = new BulkheadPrimitive(async (sql: string) => sql.length, { concurrency: 2 });
 * await map(query).execute(['select 1', 'commit']); // [8, 6]
 * ```
 */
export class BulkheadPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #inner: Runnable<Input, Output>;
  readonly #concurrency: number;
  readonly #maxQueue: number;
  /** In order of arrival; calling one lets it in. */
  readonly #waiting = new Set<() => void>();
  #running = 0;

  /**
   * @throws {TypeError} When the step is no step, or an option is missing, unknown or of the wrong type.
   * @throws {RangeError} When an option is out of range.
   */
  constructor(step: Step<Input, Output>, options: BulkheadOptions) {
    super();
    this.#inner = toRunnable('bulkhead', step);
    refuseUnknownOptions('bulkhead', options, ['concurrency', 'maxQueue']);
    const { concurrency, maxQueue = Infinity } = options;
    this.#concurrency = toCount('concurrency', concurrency);
    this.#maxQueue = toCount('maxQueue', maxQueue, 0);
  }

  /** Runs the step as soon as there is room. */
  override async run(input: Input, context: WorkflowContext): Promise<Output> {
    const frame = enter(context, this);
    if (this.#running < this.#concurrency) this.#running++;
    else await this.#wait(context);
    try {
      context.scope?.throwIfAborted();
      const output = await call(this.#inner, input, context);
      context.frame = frame.parent;
      return output;
    } finally {
      this.#next();
    }
  }

  /** @internal */
  label(): string {
    return labelOf('bulkhead', this.#inner);
  }

  /** Waits to be let in by one who leaves, who hands over the place. */
  async #wait({ scope }: WorkflowContext): Promise<void> {
    if (this.#waiting.size >= this.#maxQueue) {
      throw new BulkheadFullError(this.#concurrency, this.#maxQueue);
    }
    let own: (() => void) | undefined;
    try {
      await turn(scope, (letIn) => {
        own = letIn;
        this.#waiting.add(letIn);
      });
    } catch (error) {
      if (own !== undefined) this.#waiting.delete(own);
      throw error;
    }
  }

  #next(): void {
    const [letIn] = this.#waiting;
    if (letIn === undefined) {
      this.#running--;
      return;
    }
    this.#waiting.delete(letIn);
    letIn();
  }
}

/**
 * Lets only so many calls of a step run at once, whoever makes them; the others wait in order of arrival.
 *
 * The bound belongs to the primitive, so build it once and share it.
 *
 * @throws {TypeError} When the step is no step, or an option is missing, unknown or of the wrong type.
 * @throws {RangeError} When an option is out of range.
 * @example
 * ```ts
 * const query = bulkhead(async (sql: string) => sql.length, { concurrency: 4, maxQueue: 100 });
 * await parallel([query, query]).execute('select 1'); // [8, 8]
 * ```
 */
export function bulkhead<Input, Output>(
  step: Step<Input, Output>,
  options: BulkheadOptions,
): BulkheadPrimitive<Input, Output> {
  return new BulkheadPrimitive(step, options);
}
