import { WorkflowPrimitive } from './primitive.ts';
import type { WorkflowContext } from './context.ts';
import { toRunnable, type Runnable, type Step } from './step.ts';
import { toName } from './validation.ts';

/**
 * Gives a step the name that paths and logs call it by.
 *
 * @example
 * ```ts
 * const greet = new LambdaPrimitive('greet', (name: string) => `hello ${name}`);
 * greet.name; // 'greet'
 * await greet.execute('Ada'); // 'hello Ada'
 * ```
 */
export class LambdaPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #name: string;
  readonly #inner: Runnable<Input, Output>;

  /** @throws {TypeError} When the name is empty or the step is no step. */
  constructor(name: string, step: Step<Input, Output>) {
    super();
    this.#name = toName('the name of a lambda', name);
    this.#inner = toRunnable('lambda', step);
  }

  /** The name given. */
  override get name(): string {
    return this.#name;
  }

  /** Runs the step. */
  override run(input: Input, context: WorkflowContext): Output | PromiseLike<Output> {
    return this.#inner.run(input, context);
  }
}

/**
 * Gives a step a name. A function needs it only where its own name does not do; a chain, where a
 * path should show it as a whole.
 *
 * @throws {TypeError} When the name is empty or the step is no step.
 * @example
 * ```ts
 * const double = lambda('double', (n: number) => n * 2);
 * await double.execute(21); // 42
 * ```
 */
export function lambda<Input, Output>(
  name: string,
  step: Step<Input, Output>,
): LambdaPrimitive<Input, Output> {
  return new LambdaPrimitive(name, step);
}
