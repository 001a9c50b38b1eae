/** A pending call of {@link Clock.setTimeout}; only the clock that made it knows what it is. */
export type Timer = unknown;

/** Where primitives get the time from, so that a test can turn the hands itself. */
export interface Clock {
  /** Wall-clock time in milliseconds since 1970, for what outlives the process. */
  now(): number;
  /** Milliseconds from an arbitrary start that never run backwards, for measuring. */
  monotonic(): number;
  /** Calls back once, after at least so many milliseconds. */
  setTimeout(callback: () => void, milliseconds: number): Timer;
  /** Forgets a call that is still pending. */
  clearTimeout(timer: Timer): void;
}

/**
 * The time of the machine.
 *
 * @example
 * ```ts
 * const yesterday = { ...systemClock, now: () => systemClock.now() - 86_400_000 };
 * const context = new WorkflowContext('report', { clock: yesterday });
 * context.clock.now() < systemClock.now(); // true
 * ```
 */
export const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (callback: () => void, milliseconds: number) => setTimeout(callback, milliseconds),
  clearTimeout(timer: Timer) {
    clearTimeout(timer as ReturnType<typeof setTimeout>);
  },
});
