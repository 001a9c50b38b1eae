import type { WorkflowContext } from './context.ts';
import { enter, leave } from './frame.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { isPromiseLike, toPromise } from './promise.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { show, toFunction } from './validation.ts';

/** Decides by the input, at once or later. */
export type Predicate<Input> = (
  input: Input,
  context: WorkflowContext,
) => boolean | PromiseLike<boolean>;

/** What an input is known to be when the condition holds; a plain condition narrows nothing. */
type Chosen<Input, Narrow> = [Narrow] extends [never] ? Input : Narrow;

/** What it is known to be when it does not. */
type Rest<Input, Narrow> = [Narrow] extends [never] ? Input : Exclude<Input, Narrow>;

const parts = ['condition', 'then', 'else'] as const;

/**
 * Runs one step or another, as a condition has it.
 *
 * @example
 * ```ts
 * const halve = new ConditionalPrimitive(
 *   (n: number) => n % 2 === 0,
 *   (n) => n / 2,
 * );
 * await map(halve).execute([3, 4]); // [3, 2]
 * ```
 */
export class ConditionalPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #predicate: Predicate<Input>;
  readonly #then: Runnable<Input, Output>;
  readonly #else: Runnable<Input, Output> | undefined;

  /** @throws {TypeError} When the predicate is no function, or a step is no step. */
  constructor(
    predicate: Predicate<Input>,
    whenTrue: Step<Input, Output>,
    whenFalse?: Step<Input, Output>,
  ) {
    super();
    this.#predicate = toFunction('the predicate of conditional', predicate);
    this.#then = toRunnable('conditional', whenTrue);
    this.#else = whenFalse === undefined ? undefined : toRunnable('conditional', whenFalse);
  }

  /** Runs the step that the condition chooses. */
  override run(input: Input, context: WorkflowContext): Output | PromiseLike<Output> {
    const frame = enter(context, this);
    const choose = (condition: unknown): Output | PromiseLike<Output> => {
      if (typeof condition !== 'boolean') {
        throw new TypeError(`Expected the predicate to return a boolean, got ${show(condition)}`);
      }
      context.scope?.throwIfAborted();
      frame.index = condition ? 1 : 2;
      const step = condition ? this.#then : this.#else;
      // Without an else, the input goes on as it is: it is part of the output's type then.
      return leave(
        context,
        frame,
        step ? call(step, input, context) : (input as unknown as Output),
      );
    };
    const condition = this.#predicate(input, context);
    return isPromiseLike(condition) ? toPromise(condition).then(choose) : choose(condition);
  }

  /** @internal */
  label(index: number): string {
    const step = [undefined, this.#then, this.#else][index];
    return labelOf(`conditional.${String(parts[index])}`, step);
  }
}

/**
 * Runs one step if the condition holds, and another if not; without the other, the input passes as it
 * is. A predicate that narrows the type of the input narrows it for both steps.
 *
 * @throws {TypeError} When the predicate is no function, or a step is no step.
 * @example
 * ```ts
 * const shorten = conditional(
 *   (text: string) => text.length > 10,
 *   (text) => `${text.slice(0, 9)}…`,
 * );
 * await shorten.execute('workflow blocks'); // 'workflow …'
 * ```
 */
export function conditional<
  Input,
  Output,
  Narrow extends Input = never,
  Other = Rest<Input, Narrow>,
>(
  predicate: Predicate<Input> | ((input: Input, context: WorkflowContext) => input is Narrow),
  whenTrue: Step<NoInfer<Chosen<Input, Narrow>>, Output>,
  whenFalse?: Step<NoInfer<Rest<Input, Narrow>>, Other>,
): ConditionalPrimitive<Input, Output | Other>;
export function conditional(
  predicate: Predicate<never>,
  whenTrue: Step<never, unknown>,
  whenFalse?: Step<never, unknown>,
): ConditionalPrimitive<never, unknown> {
  return new ConditionalPrimitive(predicate, whenTrue, whenFalse);
}
