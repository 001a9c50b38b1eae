import type { WorkflowContext } from './context.ts';
import { show } from './validation.ts';

/** The plainest step: a function of its input, at once or later. */
export type StepFunction<Input, Output> = (
  input: Input,
  context: WorkflowContext,
) => Output | PromiseLike<Output>;

/** Anything with an `execute`, primitives of this package among them. */
export interface Executable<Input, Output> {
  // A property and not a method: inputs must be compared strictly, or misfits pass.
  readonly execute: (input: Input, context: WorkflowContext) => Output | PromiseLike<Output>;
}

/** What every primitive takes: a function, or something that can be executed. */
export type Step<Input, Output> = StepFunction<Input, Output> | Executable<Input, Output>;

/**
 * A step made ready to be called from inside a run.
 *
 * @internal
 */
export interface Runnable<Input, Output> {
  readonly run: (input: Input, context: WorkflowContext) => Output | PromiseLike<Output>;
  /** What a path calls it: `''` when it has no name, `undefined` for what labels itself. */
  readonly name: string | undefined;
}

/** The mark of the primitives of this package, which can answer at once when run from inside. */
export const primitiveMark: unique symbol = Symbol('primitive');

interface Primitive<Input, Output> extends Runnable<Input, Output> {
  readonly [primitiveMark]: true;
}

/**
 * Makes a step ready to be called.
 *
 * @throws {TypeError} When it is neither a function nor anything with an `execute`.
 */
export function toRunnable<Input, Output>(
  owner: string,
  step: Step<Input, Output>,
): Runnable<Input, Output> {
  if (typeof step === 'function') return { run: step, name: step.name };
  if (isPrimitive(step)) {
    return { run: (input, context) => step.run(input, context), name: step.name };
  }
  if (
    typeof step === 'object' &&
    (step as unknown) !== null &&
    typeof step.execute === 'function'
  ) {
    const name = step.constructor === Object ? '' : step.constructor.name;
    return { run: (input, context) => step.execute(input, context), name };
  }
  throw new TypeError(
    `Expected a step of ${owner} to be a function or to have an execute method, got ${show(step)}`,
  );
}

/** The label of a primitive followed by the name of the step inside it, where that has one. */
export function labelOf(own: string, step: Runnable<never, unknown> | undefined): string {
  return step?.name === undefined || step.name === '' ? own : `${own} › ${step.name}`;
}

/** Whether a step answered with a promise, or with something that can be awaited like one. */
export function isPromiseLike<Value>(
  value: Value | PromiseLike<Value>,
): value is PromiseLike<Value> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { then?: unknown }).then === 'function'
  );
}

/** A real promise of the same; foreign thenables are met on neutral ground. */
export function toPromise<Value>(value: PromiseLike<Value>): Promise<Value> {
  return value instanceof Promise ? (value as Promise<Value>) : Promise.resolve(value);
}

function isPrimitive<Input, Output>(
  step: Step<Input, Output>,
): step is Executable<Input, Output> & Primitive<Input, Output> {
  return typeof step === 'object' && (step as unknown) !== null && primitiveMark in step;
}
