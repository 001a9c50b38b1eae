import type { WorkflowContext } from './context.ts';
import { isAbortError } from './errors.ts';
import { stamp } from './frame.ts';
import { show } from './validation.ts';

/**
 * Whether an error may be gone at the next attempt. Mistakes in the program will not be, and who aborts
 * wants no other; what a network failure looks like in `fetch`, a TypeError with a cause, may.
 */
export function isTransient(error: unknown): boolean {
  try {
    if (typeof error === 'object' && error !== null && 'retryable' in error) {
      return error.retryable !== false;
    }
    if (isAbortError(error)) return false;
    if (error instanceof TypeError) return error.cause !== undefined;
    return !(error instanceof ReferenceError || error instanceof RangeError);
  } catch {
    // An error that cannot even be looked at gives no reason for another attempt.
    return false;
  }
}

/**
 * Asks the caller's own predicate about an error.
 *
 * @throws {AggregateError} When the predicate itself fails: of both errors, so that neither hides the other.
 */
export function judge(
  error: unknown,
  option: string,
  predicate: () => unknown,
  context: WorkflowContext,
): boolean {
  try {
    const verdict = predicate();
    if (typeof verdict === 'boolean') return verdict;
    throw new TypeError(`Expected ${option} to return a boolean, got ${show(verdict)}`);
  } catch (fault) {
    const message = `The step failed, and so did ${option} when it was asked about the error`;
    const both = new AggregateError([error, fault], message, { cause: fault });
    for (const each of [error, fault, both]) stamp(context, each);
    throw both;
  }
}

/** How many milliseconds an error itself asks to wait, or 0. */
export function retryAfterOf(error: unknown, now: number): number {
  if (typeof error !== 'object' || error === null || !('retryAfter' in error)) return 0;
  const { retryAfter } = error;
  if (typeof retryAfter === 'number') return Number.isNaN(retryAfter) ? 0 : retryAfter;
  if (retryAfter instanceof Date) return positive(retryAfter.getTime() - now);
  if (typeof retryAfter !== 'string') return 0;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1_000;
  return positive(Date.parse(retryAfter) - now);
}

function positive(milliseconds: number): number {
  return milliseconds > 0 ? milliseconds : 0;
}
