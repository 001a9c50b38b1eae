import type { WorkflowContext } from './context.ts';
import { UndoError } from './errors.ts';
import { enter, stamp, type Frame } from './frame.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { Scope } from './scope.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { show } from './validation.ts';

/** A step and what takes it back. */
export interface Undoable<Input, Output> {
  /** Does it. */
  readonly do: Step<Input, Output>;
  /** Takes it back, given what it returned. */
  readonly undo: Step<Output, unknown>;
}

/** A part of a saga: a step that can be undone, or one that needs no undoing. */
export type SagaStep<Input, Output> = Undoable<Input, Output> | Step<Input, Output>;

interface Part {
  readonly step: Runnable<unknown, unknown>;
  readonly undo: Runnable<unknown, unknown> | undefined;
}

/**
 * Runs steps one after the other, and takes back those that succeeded when a later one fails.
 *
 * @example
 * ```ts
 * const removed: string[] = [];
 * const publish = new SagaPrimitive<string, string>([
 *   { do: (name: string) => `${name}.draft`, undo: (file) => removed.push(String(file)) },
 *   () => { throw new Error('disk full'); },
 * ]);
 * await publish.execute('page'); // throws Error
 * removed; // ['page.draft']
 * ```
 */
export class SagaPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #parts: readonly Part[];

  /**
   * @param steps - One step or more. The factory `saga` also checks that they fit together.
   * @throws {TypeError} When the list is empty or holds something that is no step.
   */
  constructor(steps: readonly SagaStep<never, unknown>[]) {
    super();
    if (!Array.isArray(steps) || steps.length === 0) {
      throw new TypeError(`Expected saga to get one step or more, got ${show(steps)}`);
    }
    // A saga inside a saga becomes part of it, or what it did would stay when a later step fails.
    this.#parts = Array.from(steps as readonly SagaStep<never, unknown>[], (step) =>
      step instanceof SagaPrimitive ? step.#parts : [toPart(step)],
    ).flat();
  }

  /** Runs the steps, and undoes them if one fails. */
  override async run(input: Input, context: WorkflowContext): Promise<Output> {
    const frame = enter(context, this);
    const outputs: unknown[] = [];
    let value: unknown = input;
    try {
      for (const [index, { step }] of this.#parts.entries()) {
        context.scope?.throwIfAborted();
        frame.index = index;
        value = await call(step, value, context);
        outputs.push(value);
      }
    } catch (error) {
      const failures = await this.#undo(outputs, context, frame.parent);
      if (failures.length === 0) throw error;
      stamp(context, error);
      const message = `The saga failed, and so did ${String(failures.length)} of its undo steps`;
      throw new UndoError([error, ...failures], message, { cause: error });
    }
    context.frame = frame.parent;
    return value as Output;
  }

  /** @internal */
  label(index: number): string {
    if (index >= 0) return labelOf(`saga[${String(index)}]`, this.#parts[index]?.step);
    return labelOf(`saga undo[${String(~index)}]`, this.#parts[~index]?.undo);
  }

  /** Undoes in reverse, out of reach of the abort that may have been the failure. */
  async #undo(
    outputs: readonly unknown[],
    context: WorkflowContext,
    parent: Frame | undefined,
  ): Promise<unknown[]> {
    const failures: unknown[] = [];
    const shielded = context.fork(new Scope());
    for (let index = outputs.length - 1; index >= 0; index--) {
      const undo = this.#parts[index]?.undo;
      if (undo === undefined) continue;
      shielded.frame = { parent, owner: this, index: ~index };
      try {
        await call(undo, outputs[index], shielded);
      } catch (error) {
        stamp(shielded, error);
        context.log.error(`${shielded.path} failed`, error);
        failures.push(error);
      }
    }
    context.merge([shielded]);
    return failures;
  }
}

function toPart(step: SagaStep<never, unknown>): Part {
  if (typeof step === 'object' && (step as unknown) !== null && 'do' in step) {
    return {
      step: toRunnable('saga', step.do as Step<unknown, unknown>),
      undo: toRunnable('the undo of saga', step.undo),
    };
  }
  return { step: toRunnable('saga', step as Step<unknown, unknown>), undo: undefined };
}
