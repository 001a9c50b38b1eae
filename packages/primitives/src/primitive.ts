import { WorkflowContext } from './context.ts';
import { runInTurns, runTogether } from './branches.ts';
import { runInOrder } from './chain.ts';
import { stamp } from './frame.ts';
import { defaultEnvironment } from './environment.ts';
import { toGrouping, type Grouping, type GroupOptions } from './group.ts';
import { isPromiseLike } from './promise.ts';
import { labelOf, primitiveMark, toRunnable, type Runnable, type Step } from './step.ts';
import { show, toNamed } from './validation.ts';

/**
 * What all primitives have in common. A primitive of your own extends this class and implements `run`.
 *
 * @example
 * ```ts
 * class LoggedPrimitive<Input, Output> extends WorkflowPrimitive<Input, Output> {
 *   readonly #inner: WorkflowPrimitive<Input, Output>;
 *
 *   constructor(inner: WorkflowPrimitive<Input, Output>) {
 *     super();
 *     this.#inner = inner;
 *   }
 *
 *   override run(input: Input, context: WorkflowContext) {
 *     context.log.info('about to run');
 *     return this.#inner.run(input, context);
 *   }
 * }
 * ```
 */
export abstract class WorkflowPrimitive<in Input, out Output> {
  /** @internal */
  // eslint-disable-next-line @typescript-eslint/class-literal-property-style -- a field shows in every log
  get [primitiveMark](): true {
    return true;
  }

  /** What a path calls this primitive as a whole; `undefined` if its parts speak for themselves. */
  get name(): string | undefined {
    return undefined;
  }

  /**
   * Whether `run` answers with a real promise whose errors carry their path already, which spares
   * the run a promise of its own.
   *
   * @internal
   */
  // eslint-disable-next-line @typescript-eslint/class-literal-property-style -- a field shows in every log
  get stamps(): boolean {
    return false;
  }

  /**
   * Does the work inside a run, at once where it can. Call {@link WorkflowPrimitive.execute} to start
   * a run; only a primitive that wraps another calls this.
   */
  abstract run(input: Input, context: WorkflowContext): Output | PromiseLike<Output>;

  /**
   * Runs the primitive.
   *
   * @param input - What the first step gets.
   * @param context - The context of the run, or of the step this is called in. Default: a new one.
   * @returns A promise of the output. It rejects with the very error that a step threw; its
   * `stepPath` tells which step that was.
   */
  execute(input: Input, context?: WorkflowContext): Promise<Output> {
    let own: WorkflowContext | undefined;
    try {
      own = enterRun(context, this.name);
      own.scope?.throwIfAborted();
      const output = this.run(input, own);
      if (!isPromiseLike(output)) return Promise.resolve(output);
      return this.stamps ? (output as Promise<Output>) : stamped(output, own);
    } catch (error) {
      if (own !== undefined) stamp(own, error);
      return Promise.reject(error);
    }
  }

  /** `a >> b`: runs this, then gives its output to the step. Chains are flat, however long. */
  pipe<Next>(step: Step<Output, Next>): SequentialPrimitive<Input, Next> {
    return new SequentialPrimitive([this, step]);
  }

  /**
   * `a | b`: gives the same input to this and to the step at once; the outputs come as a tuple.
   * `a.and(b).and(c)` is one tuple of three, as long as the type still says that it is a parallel.
   */
  and<Outputs extends readonly unknown[], OtherInput, OtherOutput>(
    this: ParallelPrimitive<Input, Outputs>,
    step: Step<OtherInput, OtherOutput>,
  ): ParallelPrimitive<Input & OtherInput, [...Outputs, OtherOutput]>;
  and<OtherInput, OtherOutput>(
    step: Step<OtherInput, OtherOutput>,
  ): ParallelPrimitive<Input & OtherInput, [Output, OtherOutput]>;
  and(step: Step<never, unknown>): unknown {
    return this instanceof ParallelPrimitive
      ? this.withBranch(step)
      : new ParallelPrimitive([this, step]);
  }
}

async function stamped<Output>(
  output: PromiseLike<Output>,
  context: WorkflowContext,
): Promise<Output> {
  try {
    return await output;
  } catch (error) {
    stamp(context, error);
    throw error;
  }
}

function enterRun(context: WorkflowContext | undefined, name: string | undefined): WorkflowContext {
  if (context === undefined) {
    const environment =
      name === undefined ? defaultEnvironment : { ...defaultEnvironment, id: name };
    return new WorkflowContext(environment, undefined);
  }
  if (context instanceof WorkflowContext) return context.view();
  throw new TypeError(`Expected the context to be a WorkflowContext, got ${show(context)}`);
}

/**
 * Runs steps one after the other, each with what the one before it returned.
 *
 * @example
 * ```ts
 * const steps = ['-', ' '].map((mark) => (text: string) => text.replaceAll(mark, ''));
 * const digits = new SequentialPrimitive<string, string>(steps);
 * await digits.execute('12-34 5'); // '12345'
 * ```
 */
export class SequentialPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #steps: readonly Runnable<unknown, unknown>[];

  /**
   * @param steps - One step or more. The factory `sequential` also checks that they fit together.
   * @throws {TypeError} When the list is empty or holds something that is no step.
   */
  constructor(steps: readonly Step<never, unknown>[]) {
    super();
    if (!Array.isArray(steps) || steps.length === 0) {
      throw new TypeError(`Expected sequential to get one step or more, got ${show(steps)}`);
    }
    // A chain inside a chain becomes part of it: one loop, whatever the nesting. It is copied by
    // hand: `flatMap` takes seconds on Node 20 for a chain that grew to thousands by `pipe`.
    const flat: Runnable<unknown, unknown>[] = [];
    for (const step of steps as readonly Step<unknown, unknown>[]) {
      if (step instanceof SequentialPrimitive) for (const inner of step.#steps) flat.push(inner);
      else flat.push(toRunnable('sequential', step));
    }
    this.#steps = flat;
  }

  /** @internal */
  override get stamps(): true {
    return true;
  }

  /** Runs the steps, at once as long as they answer at once. */
  override run(input: Input, context: WorkflowContext): Output | PromiseLike<Output> {
    return runInOrder(this, this.#steps, input, context) as Output | Promise<Output>;
  }

  /** @internal */
  label(index: number): string {
    const name = this.#steps[index]?.name ?? '';
    return this.#steps[index]?.name === '' ? `step ${String(index + 1)}` : name;
  }
}

/**
 * Gives one input to several steps at once and gathers what they return.
 *
 * @example
 * ```ts
 * const checks = ['a', 'z'].map((letter) => (text: string) => text.includes(letter));
 * const check = new ParallelPrimitive<string, boolean[]>(checks, { concurrency: 8 });
 * await check.execute('cat'); // [true, false]
 * ```
 */
export class ParallelPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #sources: readonly Step<never, unknown>[];
  readonly #steps: readonly Runnable<unknown, unknown>[];
  readonly #keys: readonly string[] | undefined;
  readonly #options: Grouping;

  /**
   * @param branches - The steps, in a list or by name. The factory `parallel` infers their types.
   * @param options - How many run at once, and what a failure does.
   * @throws {TypeError} When there is no step, something that is no step, or a bad option.
   */
  constructor(
    branches: readonly Step<never, unknown>[] | Readonly<Record<string, Step<never, unknown>>>,
    options: GroupOptions = {},
  ) {
    super();
    if (typeof branches !== 'object' || (branches as unknown) === null) {
      throw new TypeError(`Expected parallel to get a list or a record, got ${show(branches)}`);
    }
    if (Array.isArray(branches)) {
      this.#sources = [...(branches as readonly Step<never, unknown>[])];
    } else {
      const named = toNamed('parallel', branches as Readonly<Record<string, Step<never, unknown>>>);
      this.#sources = named.map(([, step]) => step);
      this.#keys = named.map(([name]) => name);
    }
    if (this.#sources.length === 0) {
      throw new TypeError(`Expected parallel to get one step or more, got ${show(branches)}`);
    }
    this.#options = toGrouping('parallel', options, Infinity);
    this.#steps = this.#sources.map((step) =>
      toRunnable('parallel', step as Step<unknown, unknown>),
    );
  }

  /** @internal */
  override get stamps(): true {
    return true;
  }

  /** Runs the branches, at once if all of them answer at once. */
  override run(input: Input, context: WorkflowContext): Output | PromiseLike<Output> {
    const { concurrency, onError } = this.#options;
    const outputs =
      onError === 'cancel' && concurrency >= this.#steps.length
        ? runTogether(this, this.#steps, this.#keys, input, context)
        : runInTurns(this, this.#steps, this.#keys, input, context, this.#options);
    return outputs as Output | Promise<Output>;
  }

  /**
   * Adds a branch to a list of them; anything else becomes the first branch of two.
   *
   * @internal
   */
  withBranch(step: Step<never, unknown>): ParallelPrimitive<never, unknown> {
    const flat = this.#keys === undefined && this.#options.onError === 'cancel';
    return flat
      ? new ParallelPrimitive([...this.#sources, step], this.#options)
      : new ParallelPrimitive([this, step]);
  }

  /** @internal */
  label(index: number): string {
    const key = this.#keys?.[index];
    const own = key === undefined ? `parallel[${String(index)}]` : `parallel.${key}`;
    return labelOf(own, this.#steps[index]);
  }
}
