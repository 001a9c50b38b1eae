import type { WorkflowContext } from './context.ts';
import { UndoError } from './errors.ts';
import { enter } from './frame.ts';
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
    this.#parts = (steps as readonly SagaStep<never, unknown>[]).map(toPart);
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
      const failures = await this.#undo(outputs, context);
      if (failures.length === 0) throw error;
      const message = `The saga failed, and so did ${String(failures.length)} of its undoing`;
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
  async #undo(outputs: readonly unknown[], context: WorkflowContext): Promise<unknown[]> {
    const failures: unknown[] = [];
    const shielded = context.fork(new Scope());
    for (let index = outputs.length - 1; index >= 0; index--) {
      const undo = this.#parts[index]?.undo;
      if (undo === undefined) continue;
      shielded.frame = { parent: context.frame, owner: this, index: ~index };
      try {
        await call(undo, outputs[index], shielded);
      } catch (error) {
        context.log.error(`${shielded.path} failed`, error);
        failures.push(error);
      }
    }
    context.merge(shielded);
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

/**
 * Runs steps one after the other, each with what the one before it returned. When one fails or the run
 * is aborted, those that had succeeded are undone in reverse, each given what it had returned.
 *
 * The error of the step is thrown as it is. If some of the undoing fails, the rest is still undone, and an
 * `UndoError` holds all errors. Undoing is not reached by the abort, and a timeout around the saga does
 * not wait for it: put timeouts inside.
 *
 * @throws {TypeError} When there is no step, or something that is no step.
 * @example
 * ```ts
 * const seats = new Set<string>();
 * const book = saga(
 *   {
 *     do: (seat: string) => (seats.add(seat), seat),
 *     undo: (seat) => seats.delete(seat),
 *   },
 *   () => { throw new Error('card declined'); },
 * );
 * await book.execute('12A').catch(() => seats.size); // 0
 * ```
 */
export function saga<Input, A = never>(step1: SagaStep<Input, A>): SagaPrimitive<Input, A>;
export function saga<Input, A = never, B = never>(
  step1: SagaStep<Input, A>,
  step2: SagaStep<NoInfer<A>, B>,
): SagaPrimitive<Input, B>;
export function saga<Input, A = never, B = never, C = never>(
  step1: SagaStep<Input, A>,
  step2: SagaStep<NoInfer<A>, B>,
  step3: SagaStep<NoInfer<B>, C>,
): SagaPrimitive<Input, C>;
export function saga<Input, A = never, B = never, C = never, D = never>(
  step1: SagaStep<Input, A>,
  step2: SagaStep<NoInfer<A>, B>,
  step3: SagaStep<NoInfer<B>, C>,
  step4: SagaStep<NoInfer<C>, D>,
): SagaPrimitive<Input, D>;
export function saga<Input, A = never, B = never, C = never, D = never, E = never>(
  step1: SagaStep<Input, A>,
  step2: SagaStep<NoInfer<A>, B>,
  step3: SagaStep<NoInfer<B>, C>,
  step4: SagaStep<NoInfer<C>, D>,
  step5: SagaStep<NoInfer<D>, E>,
): SagaPrimitive<Input, E>;
export function saga<Input, A = never, B = never, C = never, D = never, E = never, F = never>(
  step1: SagaStep<Input, A>,
  step2: SagaStep<NoInfer<A>, B>,
  step3: SagaStep<NoInfer<B>, C>,
  step4: SagaStep<NoInfer<C>, D>,
  step5: SagaStep<NoInfer<D>, E>,
  step6: SagaStep<NoInfer<E>, F>,
): SagaPrimitive<Input, F>;
export function saga<
  Input,
  A = never,
  B = never,
  C = never,
  D = never,
  E = never,
  F = never,
  G = never,
>(
  step1: SagaStep<Input, A>,
  step2: SagaStep<NoInfer<A>, B>,
  step3: SagaStep<NoInfer<B>, C>,
  step4: SagaStep<NoInfer<C>, D>,
  step5: SagaStep<NoInfer<D>, E>,
  step6: SagaStep<NoInfer<E>, F>,
  step7: SagaStep<NoInfer<F>, G>,
): SagaPrimitive<Input, G>;
export function saga<
  Input,
  A = never,
  B = never,
  C = never,
  D = never,
  E = never,
  F = never,
  G = never,
  H = never,
>(
  step1: SagaStep<Input, A>,
  step2: SagaStep<NoInfer<A>, B>,
  step3: SagaStep<NoInfer<B>, C>,
  step4: SagaStep<NoInfer<C>, D>,
  step5: SagaStep<NoInfer<D>, E>,
  step6: SagaStep<NoInfer<E>, F>,
  step7: SagaStep<NoInfer<F>, G>,
  step8: SagaStep<NoInfer<G>, H>,
): SagaPrimitive<Input, H>;
export function saga<
  Input,
  A = never,
  B = never,
  C = never,
  D = never,
  E = never,
  F = never,
  G = never,
  H = never,
  J = never,
>(
  step1: SagaStep<Input, A>,
  step2: SagaStep<NoInfer<A>, B>,
  step3: SagaStep<NoInfer<B>, C>,
  step4: SagaStep<NoInfer<C>, D>,
  step5: SagaStep<NoInfer<D>, E>,
  step6: SagaStep<NoInfer<E>, F>,
  step7: SagaStep<NoInfer<F>, G>,
  step8: SagaStep<NoInfer<G>, H>,
  step9: SagaStep<NoInfer<H>, J>,
): SagaPrimitive<Input, J>;
export function saga<
  Input,
  A = never,
  B = never,
  C = never,
  D = never,
  E = never,
  F = never,
  G = never,
  H = never,
  J = never,
  K = never,
>(
  step1: SagaStep<Input, A>,
  step2: SagaStep<NoInfer<A>, B>,
  step3: SagaStep<NoInfer<B>, C>,
  step4: SagaStep<NoInfer<C>, D>,
  step5: SagaStep<NoInfer<D>, E>,
  step6: SagaStep<NoInfer<E>, F>,
  step7: SagaStep<NoInfer<F>, G>,
  step8: SagaStep<NoInfer<G>, H>,
  step9: SagaStep<NoInfer<H>, J>,
  step10: SagaStep<NoInfer<J>, K>,
): SagaPrimitive<Input, K>;
export function saga(...steps: readonly SagaStep<never, unknown>[]): SagaPrimitive<never, unknown> {
  return new SagaPrimitive(steps);
}
