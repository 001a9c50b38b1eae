import { show } from './validation.ts';

/** The units a {@link Duration} string may end in. */
type Unit = 'ms' | 's' | 'm' | 'h' | 'd';

/**
 * A length of time: a number of milliseconds, or a number with its unit.
 *
 * @example
 * ```ts
 * const limits: Duration[] = [250, '250ms', '30s', '1.5m', '1h', '7d'];
 * ```
 */
export type Duration = number | `${number}${Unit}`;

/** Timers of JavaScript hold a signed 32-bit number of milliseconds; more of them fire at once. */
export const longestTimer = 2 ** 31 - 1;

const millisecondsPer: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

interface Limits {
  readonly least?: number;
  readonly most?: number;
}

/**
 * Turns a duration into milliseconds, or refuses it by the name of the option it was given for.
 *
 * @throws {TypeError} When the value is no duration.
 * @throws {RangeError} When the duration is outside the limits.
 */
export function toMilliseconds(
  option: string,
  duration: Duration,
  { least = 0, most = Infinity }: Limits = {},
): number {
  const milliseconds = parse(duration);
  if (Number.isNaN(milliseconds)) {
    throw new TypeError(
      `Expected ${option} to be milliseconds or a string such as '30s', got ${show(duration)}`,
    );
  }
  if (milliseconds < least || milliseconds > most) {
    const from = least === Number.MIN_VALUE ? 'more than 0 ms' : `${least} ms or more`;
    const range = most === Infinity ? from : `${from} and at most ${most} ms`;
    throw new RangeError(`Expected ${option} to be ${range}, got ${show(duration)}`);
  }
  return milliseconds;
}

/** Turns a duration into a limit that a timer can keep, or refuses it. */
export function toLimit(option: string, limit: Duration): number {
  return toMilliseconds(option, limit, { least: Number.MIN_VALUE, most: longestTimer });
}

function parse(duration: unknown): number {
  if (typeof duration === 'number') return duration;
  if (typeof duration !== 'string') return NaN;
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration);
  return match === null ? NaN : Number(match[1]) * (millisecondsPer[match[2] ?? ''] ?? NaN);
}
