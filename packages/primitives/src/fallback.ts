import type { WorkflowContext } from './context.ts';
import { enter, stamp } from './frame.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { show } from './validation.ts';

type Alternatives<Input> = readonly [Step<Input, unknown>, ...Step<Input, unknown>[]];

/** What every alternative accepts. */
type InputOf<All extends Alternatives<never>> = [All[number]] extends [Step<infer Input, unknown>]
  ? Input
  : never;

/** What one of the alternatives returns. */
type OutputOf<All extends Alternatives<never>> = {
  [Key in keyof All]: All[Key] extends Step<never, infer Output> ? Output : never;
}[number];

/**
 * Tries alternatives in order until one succeeds.
 *
 * @example
 * ```ts
 * const mirrors = ['one', 'two'].map((host) => (file: string) => {
 *   if (host === 'one') throw new Error(`${host} is down`);
 *   return `${file} from ${host}`;
 * });
 * await new FallbackPrimitive(mirrors).execute('a.zip'); // 'a.zip from two'
 * ```
 */
export class FallbackPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #steps: readonly Runnable<Input, Output>[];

  /** @throws {TypeError} When there is no step, or something that is no step. */
  constructor(steps: readonly Step<Input, Output>[]) {
    super();
    if (!Array.isArray(steps) || steps.length === 0) {
      throw new TypeError(`Expected fallback to get one step or more, got ${show(steps)}`);
    }
    this.#steps = Array.from(steps as readonly Step<Input, Output>[], (step) =>
      toRunnable('fallback', step),
    );
  }

  /** Tries the steps one by one. */
  override async run(input: Input, context: WorkflowContext): Promise<Output> {
    const frame = enter(context, this);
    const errors: unknown[] = [];
    for (const [index, step] of this.#steps.entries()) {
      frame.index = index;
      context.frame = frame;
      try {
        const output = await call(step, input, context);
        context.frame = frame.parent;
        return output;
      } catch (error) {
        if (context.scope?.aborted === true) throw error;
        stamp(context, error);
        context.log.info(`${context.path} failed`, error);
        errors.push(error);
      }
    }
    context.frame = frame.parent;
    throw new AggregateError(errors, `All ${String(errors.length)} alternatives failed`);
  }

  /** @internal */
  label(index: number): string {
    return labelOf(`fallback[${String(index)}]`, this.#steps[index]);
  }
}

/**
 * Tries alternatives in order until one succeeds. An abort ends the attempts.
 *
 * When all fail, the run rejects with an `AggregateError` that holds every error, in order.
 *
 * @throws {TypeError} When there is no step, or something that is no step.
 * @example
 * ```ts
 * const load = fallback(
 *   async (id: string) => { throw new Error(`no cache for ${id}`); },
 *   async (id: string) => `fresh ${id}`,
 * );
 * await load.execute('a'); // 'fresh a'
 * ```
 */
export function fallback<Input, const All extends Alternatives<Input>>(
  ...steps: All
): FallbackPrimitive<Input, OutputOf<All>>;
export function fallback<const All extends Alternatives<never>>(
  ...steps: All
): FallbackPrimitive<InputOf<All>, OutputOf<All>>;
export function fallback(...steps: Alternatives<never>): unknown {
  return new FallbackPrimitive(steps);
}
