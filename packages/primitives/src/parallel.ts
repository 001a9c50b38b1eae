import type { GroupOptions } from './group.ts';
import type { Outcome } from './observer.ts';
import { ParallelPrimitive, type WorkflowPrimitive } from './primitive.ts';
import type { Step } from './step.ts';

/** Steps by position or by name. */
type Branches<Input> =
  readonly Step<Input, unknown>[] | [] | Readonly<Record<string, Step<Input, unknown>>>;

/** What every branch accepts. Steps consume their input, so inferring it once meets all of them. */
type InputOf<All> = [All extends readonly unknown[] ? All[number] : All[keyof All]] extends [
  Step<infer Input, unknown>,
]
  ? Input
  : never;

/** What the branches return, in their shape. */
type OutputsOf<All, Mode> = {
  -readonly [Key in keyof All]: All[Key] extends Step<never, infer Output>
    ? Mode extends 'collect'
      ? Outcome<Output>
      : Output
    : never;
};

type Gathered<Input, All, Mode> = Mode extends 'collect'
  ? WorkflowPrimitive<Input, OutputsOf<All, Mode>>
  : ParallelPrimitive<Input, OutputsOf<All, Mode>>;

/** How many branches run at once, and what a failure does to the others. */
export interface ParallelOptions<
  Mode extends 'cancel' | 'collect' = 'cancel' | 'collect',
> extends GroupOptions {
  /** How many branches run at once. Default: all. */
  readonly concurrency?: number | undefined;
  /**
   * `'cancel'`: the first failure aborts the others, waits for them, and is thrown. `'collect'`: all
   * run to their end, and the output holds what became of each. Default: `'cancel'`.
   */
  readonly onError?: Mode | undefined;
}

/**
 * Gives one input to several steps at once. The outputs come in the shape of the branches: a tuple
 * for a list, a record for a record, in order, however the branches end.
 *
 * @throws {TypeError} When there is no branch, something that is no step, or a bad option.
 * @example
 * ```ts
 * const describe = parallel({
 *   length: (text: string) => text.length,
 *   words: async (text: string) => text.split(' '),
 * });
 * await describe.execute('one two'); // { length: 7, words: ['one', 'two'] }
 * ```
 */
export function parallel<
  Input,
  const All extends Branches<Input>,
  Mode extends 'cancel' | 'collect' = 'cancel',
>(branches: All, options?: ParallelOptions<Mode>): Gathered<Input, All, Mode>;
export function parallel<
  const All extends Branches<never>,
  Mode extends 'cancel' | 'collect' = 'cancel',
>(branches: All, options?: ParallelOptions<Mode>): Gathered<InputOf<All>, All, Mode>;
export function parallel(branches: Branches<never>, options?: ParallelOptions): unknown {
  return new ParallelPrimitive(branches, options);
}
