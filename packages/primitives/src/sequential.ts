import { SequentialPrimitive } from './primitive.ts';
import type { Step } from './step.ts';

/**
 * Runs steps one after the other, each with what the one before it returned. A step that does not
 * fit the one before it is a compile error, and functions need no annotation after the first.
 *
 * @throws {TypeError} When there is no step, or something that is no step.
 * @example
 * ```ts
 * const countWords = sequential(
 *   (text: string) => text.split(' '),
 *   (words) => words.length,
 * );
 * await countWords.execute('one two three'); // 3
 * ```
 */
export function sequential<Input, A = never>(step1: Step<Input, A>): SequentialPrimitive<Input, A>;
export function sequential<Input, A = never, B = never>(
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
): SequentialPrimitive<Input, B>;
export function sequential<Input, A = never, B = never, C = never>(
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
  step3: Step<NoInfer<B>, C>,
): SequentialPrimitive<Input, C>;
export function sequential<Input, A = never, B = never, C = never, D = never>(
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
  step3: Step<NoInfer<B>, C>,
  step4: Step<NoInfer<C>, D>,
): SequentialPrimitive<Input, D>;
export function sequential<Input, A = never, B = never, C = never, D = never, E = never>(
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
  step3: Step<NoInfer<B>, C>,
  step4: Step<NoInfer<C>, D>,
  step5: Step<NoInfer<D>, E>,
): SequentialPrimitive<Input, E>;
export function sequential<Input, A = never, B = never, C = never, D = never, E = never, F = never>(
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
  step3: Step<NoInfer<B>, C>,
  step4: Step<NoInfer<C>, D>,
  step5: Step<NoInfer<D>, E>,
  step6: Step<NoInfer<E>, F>,
): SequentialPrimitive<Input, F>;
export function sequential<
  Input,
  A = never,
  B = never,
  C = never,
  D = never,
  E = never,
  F = never,
  G = never,
>(
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
  step3: Step<NoInfer<B>, C>,
  step4: Step<NoInfer<C>, D>,
  step5: Step<NoInfer<D>, E>,
  step6: Step<NoInfer<E>, F>,
  step7: Step<NoInfer<F>, G>,
): SequentialPrimitive<Input, G>;
export function sequential<
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
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
  step3: Step<NoInfer<B>, C>,
  step4: Step<NoInfer<C>, D>,
  step5: Step<NoInfer<D>, E>,
  step6: Step<NoInfer<E>, F>,
  step7: Step<NoInfer<F>, G>,
  step8: Step<NoInfer<G>, H>,
): SequentialPrimitive<Input, H>;
export function sequential<
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
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
  step3: Step<NoInfer<B>, C>,
  step4: Step<NoInfer<C>, D>,
  step5: Step<NoInfer<D>, E>,
  step6: Step<NoInfer<E>, F>,
  step7: Step<NoInfer<F>, G>,
  step8: Step<NoInfer<G>, H>,
  step9: Step<NoInfer<H>, J>,
): SequentialPrimitive<Input, J>;
export function sequential<
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
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
  step3: Step<NoInfer<B>, C>,
  step4: Step<NoInfer<C>, D>,
  step5: Step<NoInfer<D>, E>,
  step6: Step<NoInfer<E>, F>,
  step7: Step<NoInfer<F>, G>,
  step8: Step<NoInfer<G>, H>,
  step9: Step<NoInfer<H>, J>,
  step10: Step<NoInfer<J>, K>,
): SequentialPrimitive<Input, K>;
export function sequential<
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
  L = never,
>(
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
  step3: Step<NoInfer<B>, C>,
  step4: Step<NoInfer<C>, D>,
  step5: Step<NoInfer<D>, E>,
  step6: Step<NoInfer<E>, F>,
  step7: Step<NoInfer<F>, G>,
  step8: Step<NoInfer<G>, H>,
  step9: Step<NoInfer<H>, J>,
  step10: Step<NoInfer<J>, K>,
  step11: Step<NoInfer<K>, L>,
): SequentialPrimitive<Input, L>;
export function sequential<
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
  L = never,
  M = never,
>(
  step1: Step<Input, A>,
  step2: Step<NoInfer<A>, B>,
  step3: Step<NoInfer<B>, C>,
  step4: Step<NoInfer<C>, D>,
  step5: Step<NoInfer<D>, E>,
  step6: Step<NoInfer<E>, F>,
  step7: Step<NoInfer<F>, G>,
  step8: Step<NoInfer<G>, H>,
  step9: Step<NoInfer<H>, J>,
  step10: Step<NoInfer<J>, K>,
  step11: Step<NoInfer<K>, L>,
  step12: Step<NoInfer<L>, M>,
): SequentialPrimitive<Input, M>;
export function sequential(
  ...steps: readonly Step<never, unknown>[]
): SequentialPrimitive<never, unknown> {
  return new SequentialPrimitive(steps);
}
