import { SagaPrimitive, type SagaStep } from './saga-primitive.ts';

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
