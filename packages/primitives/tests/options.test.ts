import { describe, expect, test } from 'vitest';
import {
  cache,
  fallback,
  lambda,
  map,
  MemoryStore,
  parallel,
  ParallelPrimitive,
  retry,
  sequential,
  SequentialPrimitive,
  timeout,
  type Duration,
} from '@slo/primitives';

const step = (n: number): number => n;

/** What a caller without types may pass. */
function any(value: unknown): never {
  return value as never;
}

describe('what is refused at construction, naming the value received', () => {
  test.for<[string, () => unknown, string]>([
    ['sequential()', () => sequential(...(any([]) as [typeof step])), 'one step or more'],
    ['a chain of 5', () => sequential(any(5)), 'a step of sequential to be a function or to have'],
    ['a null step', () => sequential(any(null)), 'got null'],
    ['an object step', () => retry(any({ run: 1 })), 'got an object with run'],
    ['a list for sequential', () => new SequentialPrimitive(any(step)), 'got function step'],
    ['parallel([])', () => parallel([]), 'Expected parallel to get one step or more, got none'],
    ['parallel({})', () => parallel({}), 'Expected parallel to get one step or more, got none'],
    ['parallel(step)', () => new ParallelPrimitive(any(step)), 'to get a list or a record, got'],
    [
      'a text as options',
      () => parallel([step], any('2')),
      'the options of parallel to be an object',
    ],
    ['half a branch', () => parallel([step], { concurrency: 0.5 }), 'a whole number or Infinity'],
    ['no branch', () => parallel([step], { concurrency: 0 }), 'to be 1 or more, got 0'],
    ['a typo', () => map(step, any({ concurency: 2 })), 'map has no option "concurency"'],
    ['a mode', () => map(step, any({ onError: 'x' })), `one of 'cancel', 'collect', got "x"`],
    ['fallback()', () => fallback(...(any([]) as [typeof step])), 'fallback to get one step'],
    ['a name', () => lambda('', step), 'name of a lambda to be a non-empty string, got ""'],
    ['0 attempts', () => retry(step, { maxAttempts: 0 }), 'maxAttempts to be 1 or more, got 0'],
    ['NaN attempts', () => retry(step, { maxAttempts: NaN }), 'maxAttempts to be a whole number'],
    [
      'a shrinking wait',
      () => retry(step, { backoffFactor: 0.5 }),
      'backoffFactor to be 1 or more',
    ],
    ['a jitter', () => retry(step, { jitter: any('some') }), `'decorrelated', 'none', got "some"`],
    ['retryIf', () => retry(step, { retryIf: any(true) }), 'retryIf to be a function, got true'],
    ['a negative delay', () => retry(step, { initialDelay: -1 }), 'initialDelay to be between 0ms'],
    ['an endless delay', () => retry(step, { maxDelay: Infinity }), 'maxDelay to be between 0ms'],
    ['no time at all', () => timeout(step, 0), 'Expected the limit of timeout to be between'],
    ['too long a limit', () => timeout(step, '25d'), 'got "25d"'],
    ['a key', () => cache(step, { key: any('id') }), 'key to be a function, got "id"'],
    ['a negative ttl', () => cache(step, { ttl: -1 }), 'Expected ttl to be 0ms or more, got -1'],
    ['no entries', () => new MemoryStore({ maxEntries: 0 }), 'maxEntries to be 1 or more, got 0'],
  ])('%s', ([, make, message]) => {
    expect(make).toThrow(message);
  });

  test.for([['30'], ['s'], ['1 h'], ['-1s'], ['1e3ms'], [''], [NaN], [null], [true], ['1w']])(
    'a duration of %o',
    ([duration]) => {
      expect(() => timeout(step, duration as Duration)).toThrow(
        /^Expected the limit of timeout to be milliseconds or a string such as '30s', got /,
      );
    },
  );
});

test.for<[Duration, number]>([
  [250, 250],
  ['250ms', 250],
  ['1.5s', 1_500],
  ['10m', 600_000],
  ['1h', 3_600_000],
  ['2d', 172_800_000],
])('a duration of %s is %i milliseconds', async ([duration, milliseconds]) => {
  const deadline = timeout(
    (_: number, context) => context.deadline - context.clock.monotonic(),
    duration,
  );
  const left = await deadline.execute(0);
  expect(left).toBeLessThanOrEqual(milliseconds);
  expect(left).toBeGreaterThan(milliseconds - 100);
});
