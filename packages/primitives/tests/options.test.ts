import { describe, expect, test } from 'vitest';
import {
  bulkhead,
  cache,
  circuitBreaker,
  conditional,
  fallback,
  FallbackPrimitive,
  hedge,
  lambda,
  map,
  mapStream,
  MemoryStore,
  parallel,
  ParallelPrimitive,
  rateLimit,
  retry,
  router,
  RouterPrimitive,
  saga,
  SagaPrimitive,
  sequential,
  SequentialPrimitive,
  sleep,
  timeout,
  WorkflowContext,
  type Duration,
  type Step,
} from '@slo/primitives';

const step = (n: number): number => n;
const gap = [step, , step] as Step<number, number>[];

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
    ['parallel([])', () => parallel([]), 'parallel to get one step or more, got an array of 0'],
    ['parallel({})', () => parallel({}), 'one step or more, got an object with no keys'],
    ['parallel(flow)', () => parallel(any(retry(step))), 'more, got an instance of RetryPrimitive'],
    ['a gap in parallel', () => parallel(gap), 'a step of parallel to be a function or to'],
    ['a gap in fallback', () => new FallbackPrimitive(gap), 'a step of fallback to be a function'],
    ['a gap in saga', () => new SagaPrimitive(gap), 'a step of saga to be a function or to have'],
    [
      'a branch under a symbol',
      () => parallel(any({ [Symbol('a')]: step })),
      'names, got Symbol(a)',
    ],
    [
      'a route under a symbol',
      () => router(() => 'b' as const, any({ [Symbol('a')]: step, b: step })),
      'Expected the steps of router to have texts for names, got Symbol(a)',
    ],
    ['a large integer', () => timeout(step, any(5n)), "a string such as '30s', got 5n"],
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
    [
      'a negative delay',
      () => retry(step, { initialDelay: -1 }),
      'initialDelay to be 0 ms or more',
    ],
    [
      'an endless delay',
      () => retry(step, { maxDelay: Infinity }),
      'maxDelay to be 0 ms or more and at most 2147483647 ms',
    ],
    [
      'no time at all',
      () => timeout(step, 0),
      'Expected the limit of timeout to be more than 0 ms and',
    ],
    [
      'a promise for a step',
      () => timeout(any(Promise.resolve()), '1s'),
      'got an instance of Promise; pass the function that makes it',
    ],
    [
      'a wait without a context',
      () => sleep(1, any(undefined)),
      'context of the step, got undefined',
    ],
    ['too long a limit', () => timeout(step, '25d'), 'got "25d"'],
    ['a key', () => cache(step, { key: any('id') }), 'key to be a function, got "id"'],
    ['a negative ttl', () => cache(step, { ttl: -1 }), 'Expected ttl to be 0 ms or more, got -1'],
    [
      'a shared store without a name',
      () => cache((n: number) => n, { store: new MemoryStore() }),
      'needs a name',
    ],
    [
      'a store that is none',
      () => cache(step, { store: any(new Map()), name: 'step' }),
      'Expected store to have get, set, delete, purge, got an instance of Map',
    ],
    ['stale text', () => cache(step, { stale: any('soon') }), 'Expected stale to be milliseconds'],
    ['no bound', () => bulkhead(step, any({})), 'concurrency to be a whole number or Infinity'],
    ['no options', () => bulkhead(step, any(undefined)), 'options of bulkhead to be an object'],
    ['half a queue', () => bulkhead(step, { concurrency: 1, maxQueue: -1 }), 'maxQueue to be 0'],
    ['no rate', () => rateLimit(step, any({ limit: 1 })), 'Expected per to be milliseconds'],
    ['any rate', () => rateLimit(step, { limit: Infinity, per: 1 }), 'limit to be finite, got'],
    [
      'no stretch',
      () => rateLimit(step, { limit: 1, per: 0 }),
      'Expected per to be more than 0 ms',
    ],
    ['0 failures', () => circuitBreaker(step, { maxFailures: 0 }), 'maxFailures to be 1 or more'],
    ['a cooldown', () => circuitBreaker(step, { cooldown: any('1w') }), 'Expected cooldown to be'],
    ['failureIf', () => circuitBreaker(step, { failureIf: any(5) }), 'failureIf to be a function'],
    ['no time to hedge', () => hedge(step, any({})), 'Expected after to be milliseconds'],
    ['0 hedges', () => hedge(step, { after: 1, maxAttempts: 0 }), 'maxAttempts to be 1 or more'],
    ['saga()', () => saga(...(any([]) as [typeof step])), 'saga to get one step or more, got an'],
    ['a saga of 5', () => new SagaPrimitive(any(5)), 'saga to get one step or more, got 5'],
    ['half an undo', () => saga(any({ do: step })), 'a step of the undo of saga to be a function'],
    [
      'no condition',
      () => conditional<number, number>(any(true), step),
      'the predicate of conditional to be a',
    ],
    ['no then', () => conditional(() => true, any(null)), 'a step of conditional to be a function'],
    [
      'no selector',
      () => new RouterPrimitive<number, number>(any('a'), { a: step }),
      'the selector of router to be a function',
    ],
    ['no routes', () => router(any(step), {}), 'router to get a record of routes, got an object'],
    ['null routes', () => router(any(step), any(null)), 'a record of routes, got null'],
    ['a wide stream', () => mapStream(step, { concurrency: 0 }), 'concurrency to be 1 or more'],
    ['no entries', () => new MemoryStore({ maxEntries: 0 }), 'maxEntries to be 1 or more, got 0'],
  ])('%s', ([, make, message]) => {
    expect(make).toThrow(message);
  });

  test.for<[string, (given: never) => unknown]>([
    ['concurrency of bulkhead', (concurrency) => bulkhead(step, { concurrency })],
    ['maxQueue of bulkhead', (maxQueue) => bulkhead(step, { concurrency: 1, maxQueue })],
    ['ttl of cache', (ttl) => cache(step, { ttl })],
    ['stale of cache', (stale) => cache(step, { stale })],
    ['key of cache', (key) => cache(step, { key })],
    ['name of cache', (name) => cache(step, { name })],
    ['store of cache', (store) => cache(step, { store })],
    ['maxFailures', (maxFailures) => circuitBreaker(step, { maxFailures })],
    ['cooldown', (cooldown) => circuitBreaker(step, { cooldown })],
    ['failureIf', (failureIf) => circuitBreaker(step, { failureIf })],
    ['the step for no', (other) => conditional<number, number>(() => true, step, other)],
    ['after of hedge', (after) => hedge(step, { after })],
    ['maxAttempts of hedge', (maxAttempts) => hedge(step, { after: 1, maxAttempts })],
    ['concurrency of map', (concurrency) => map(step, { concurrency })],
    ['onError of map', (onError) => map(step, { onError })],
    ['concurrency of mapStream', (concurrency) => mapStream(step, { concurrency })],
    ['maxEntries', (maxEntries) => new MemoryStore({ maxEntries })],
    ['concurrency of parallel', (concurrency) => parallel([step], { concurrency })],
    ['onError of parallel', (onError) => parallel([step], { onError })],
    ['limit', (limit) => rateLimit(step, { limit, per: 1 })],
    ['per', (per) => rateLimit(step, { limit: 1, per })],
    ['maxAttempts of retry', (maxAttempts) => retry(step, { maxAttempts })],
    ['initialDelay', (initialDelay) => retry(step, { initialDelay })],
    ['backoffFactor', (backoffFactor) => retry(step, { backoffFactor })],
    ['maxDelay', (maxDelay) => retry(step, { maxDelay })],
    ['jitter', (jitter) => retry(step, { jitter })],
    ['retryIf', (retryIf) => retry(step, { retryIf })],
    ['perAttempt', (perAttempt) => retry(step, { perAttempt })],
    ['total', (total) => retry(step, { total })],
    ['otherwise', (otherwise) => router((n: number) => String(n), { a: step }, { otherwise })],
    ['limit of timeout', (limit) => timeout(step, limit)],
    ['options', (options) => retry(step, options)],
  ])('null for %s', ([, make]) => {
    expect(() => make(any(null))).toThrow(/got null$/);
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

test.for<[string, () => Step<number, unknown>]>([
  ['bulkhead', () => bulkhead(step, { concurrency: 1, maxQueue: undefined })],
  [
    'cache',
    () =>
      cache(step, {
        key: undefined,
        ttl: undefined,
        stale: undefined,
        store: undefined,
        name: undefined,
      }),
  ],
  [
    'circuitBreaker',
    () =>
      circuitBreaker(step, { maxFailures: undefined, cooldown: undefined, failureIf: undefined }),
  ],
  ['conditional', () => conditional(() => true, step, undefined)],
  ['hedge', () => hedge(step, { after: 1, maxAttempts: undefined })],
  [
    'map',
    () =>
      sequential(
        (n: number) => [n],
        map(step, { concurrency: undefined, onError: undefined }),
        ([n]) => n,
      ),
  ],
  [
    'mapStream',
    () =>
      sequential(
        (n: number) => [n],
        mapStream(step, { concurrency: undefined }),
        async (outputs) => (await outputs.next()).value,
      ),
  ],
  [
    'parallel',
    () =>
      new ParallelPrimitive<number, [number]>([step], {
        concurrency: undefined,
        onError: undefined,
      }).pipe(([n]) => n),
  ],
  [
    'retry',
    () =>
      retry(step, {
        maxAttempts: undefined,
        initialDelay: undefined,
        backoffFactor: undefined,
        maxDelay: undefined,
        jitter: undefined,
        retryIf: undefined,
        perAttempt: undefined,
        total: undefined,
      }),
  ],
  ['options of their own', () => retry(step, undefined)],
])('an option of %s that is undefined has its default', async ([, make]) => {
  const context = new WorkflowContext(undefined, {
    signal: undefined,
    baggage: undefined,
    log: undefined,
    clock: undefined,
    random: undefined,
  });
  await expect(sequential(make()).execute(5, context)).resolves.toBe(5);
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
