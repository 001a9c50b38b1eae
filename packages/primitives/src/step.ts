import type { WorkflowContext } from './context.ts';
import type { Observer, Outcome } from './observer.ts';
import { isPromiseLike, toPromise } from './promise.ts';
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

/** A step made ready to be called from inside a run. */
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
  if (typeof step === 'function') return { run: step, name: toText(step.name) };
  if (isPrimitive(step)) {
    return { run: (input, context) => step.run(input, context), name: step.name };
  }
  if (
    typeof step === 'object' &&
    (step as unknown) !== null &&
    typeof step.execute === 'function'
  ) {
    return { run: (input, context) => step.execute(input, context), name: classNameOf(step) };
  }
  const hint = isPromiseLike(step as unknown) ? '; pass the function that makes it' : '';
  throw new TypeError(
    `Expected a step of ${owner} to be a function or to have an execute method, got ${show(step)}${hint}`,
  );
}

/** Runs a step inside a run, in sight of whoever observes it. */
export function call<Input, Output>(
  step: Runnable<Input, Output>,
  input: Input,
  context: WorkflowContext,
): Output | PromiseLike<Output> {
  if (context.observers !== undefined && step.name !== undefined) {
    return observed(context.observers, step, input, context);
  }
  const { run } = step;
  return run(input, context);
}

/** The label of a primitive followed by the name of the step inside it, where that has one. */
export function labelOf(own: string, step: Runnable<never, unknown> | undefined): string {
  return step?.name === undefined || step.name === '' ? own : `${own} › ${step.name}`;
}

function observed<Input, Output>(
  observers: readonly Observer[],
  { run, name = '' }: Runnable<Input, Output>,
  input: Input,
  context: WorkflowContext,
): Output | PromiseLike<Output> {
  const { path } = context;
  const endings = observers.map((begin) => begin({ name, path, input }));
  const end = (outcome: Outcome<Output>): void => {
    for (const ending of endings) ending?.(outcome);
  };
  const succeed = (value: Output): Output => {
    end({ status: 'fulfilled', value });
    return value;
  };
  const fail = (reason: unknown): never => {
    end({ status: 'rejected', reason });
    throw reason;
  };
  let output: Output | PromiseLike<Output>;
  try {
    output = run(input, context);
  } catch (error) {
    return fail(error);
  }
  return isPromiseLike(output) ? toPromise(output).then(succeed, fail) : succeed(output);
}

/** What an object's class is called; a namespace of a module has none, like what came from `{}`. */
function classNameOf(step: object): string {
  const { constructor } = step as { readonly constructor?: unknown };
  return typeof constructor === 'function' && constructor !== Object
    ? toText(constructor.name)
    : '';
}

/** A name as paths can show it: a class may have given its own, a static `name`, to anything. */
function toText(name: unknown): string {
  return typeof name === 'string' ? name : '';
}

function isPrimitive<Input, Output>(
  step: Step<Input, Output>,
): step is Executable<Input, Output> & Primitive<Input, Output> {
  return typeof step === 'object' && (step as unknown) !== null && primitiveMark in step;
}
