import { describe, expect, test } from 'vitest';
import {
  retry,
  sequential,
  timeout,
  TimeoutError,
  WorkflowContext,
  type RetryOptions,
} from '@slo/primitives';
import { ManualClock, mock, seededRandom } from '@slo/primitives/testing';

/** Runs a retry to its end on a manual clock; tells how long the waits were. */
async function waits(
  failures: unknown[],
  options: RetryOptions,
  random = () => 1,
): Promise<{ waits: number[]; outcome: unknown }> {
  const clock = new ManualClock();
  const times: number[] = [];
  const context = new WorkflowContext('demo', { clock, random });
  const step = mock<undefined, string>().implementation(() => {
    times.push(clock.monotonic());
    if (failures.length > 0) throw failures.shift();
    return 'ok';
  });
  const running = retry(step, options)
    .execute(undefined, context)
    .catch((error: unknown) => error);
  await clock.run();
  expect(clock.pending).toBe(0);
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return { waits: pauses, outcome: await running };
}

const busy = () => new Error('busy');

const unreadable: unknown = new Proxy(new Error(), {
  has: () => {
    throw new Error('no access');
  },
});

describe('retry', () => {
  test('tries three times in all unless told otherwise, and throws the last error as it is', async () => {
    const errors = [new Error('1'), new Error('2'), new Error('3'), new Error('4')];
    const { waits: pauses, outcome } = await waits([...errors], { jitter: 'none' });
    expect(pauses).toEqual([1_000, 2_000]);
    expect(outcome).toBe(errors[2]);
    expect(outcome).toHaveProperty('stepPath', 'demo › retry 3/3 › mock');
  });

  test('stops at the first success', async () => {
    const { waits: pauses, outcome } = await waits([busy()], { maxAttempts: 9, jitter: 'none' });
    expect({ pauses, outcome }).toEqual({ pauses: [1_000], outcome: 'ok' });
  });

  test.for<[string, RetryOptions, number[]]>([
    ['grow by the factor', { backoffFactor: 3 }, [100, 300, 900, 2_700]],
    ['stay the same with factor 1', { backoffFactor: 1 }, [100, 100, 100, 100]],
    ['are capped', { maxDelay: '250ms' }, [100, 200, 250, 250]],
    ['may be nothing', { initialDelay: 0 }, [0, 0, 0, 0]],
  ])('waits %s', async ([, options, expected]) => {
    const errors = [busy(), busy(), busy(), busy()];
    const all = { maxAttempts: 5, initialDelay: 100, jitter: 'none', ...options } as const;
    expect((await waits(errors, all)).waits).toEqual(expected);
  });

  test.for<[string, RetryOptions, number]>([
    ['the longest', { initialDelay: 100, jitter: 'none' }, 30_000],
    ['nothing, with none to begin with', { initialDelay: 0, jitter: 'none' }, 0],
    ['nothing, where the dice have it', { initialDelay: 100, jitter: 'full' }, 0],
    ['the longest, whatever the factor', { backoffFactor: Infinity, jitter: 'none' }, 30_000],
  ])('after a thousand attempts, waits %s', async ([, options, expected]) => {
    const failures = Array.from({ length: 1_100 }, busy);
    const { waits: pauses } = await waits(failures, { maxAttempts: 1_101, ...options }, () => 0);
    expect(pauses).toHaveLength(1_100);
    expect(pauses.at(-1)).toBe(expected);
  });

  test('full jitter takes a part of the delay, also of the longest', async () => {
    const options = { maxAttempts: 4, initialDelay: 100, maxDelay: 150 };
    const { waits: pauses } = await waits([busy(), busy(), busy()], options, () => 0.5);
    expect(pauses).toEqual([50, 75, 75]);
  });

  test('decorrelated jitter stays between the first delay and three times the last', async () => {
    const options = { maxAttempts: 20, initialDelay: 100, maxDelay: 5_000 };
    const { waits: pauses } = await waits(
      Array.from({ length: 19 }, busy),
      { ...options, jitter: 'decorrelated' },
      seededRandom(1),
    );
    let last = 100;
    for (const pause of pauses) {
      expect(pause).toBeGreaterThanOrEqual(100);
      expect(pause).toBeLessThanOrEqual(Math.min(5_000, last * 3) + 1e-6);
      last = pause;
    }
  });

  test.for<[string, unknown, number]>([
    ['a plain error', new Error('busy'), 2],
    ['what is no error', 'busy', 2],
    ['a failure of the network', new TypeError('fetch failed', { cause: new Error('reset') }), 2],
    ['a TimeoutError', new TimeoutError(5), 2],
    [
      'an error that calls itself retryable',
      Object.assign(new RangeError(), { retryable: true }),
      2,
    ],
    ['a TypeError', new TypeError('x is not a function'), 1],
    ['a ReferenceError', new ReferenceError('x is not defined'), 1],
    ['a RangeError', new RangeError('Invalid array length'), 1],
    ['an error that says so', Object.assign(new Error(), { retryable: false }), 1],
    ['an abort of its own', new DOMException('stopped', 'AbortError'), 1],
    ['an error that cannot be read', unreadable, 1],
  ])('after %s', async ([, error, expected]) => {
    const step = mock<undefined, string>().throwsOnce(error).returns('ok');
    await retry(step, { initialDelay: 0 })
      .execute(undefined)
      .catch(() => undefined);
    expect(step.callCount).toBe(expected);
  });

  test('retryIf decides alone, by error and attempt', async () => {
    const asked: [unknown, number][] = [];
    const error = new TypeError('mine');
    const step = mock<undefined, string>().throws(error);
    const flow = retry(step, {
      maxAttempts: 5,
      initialDelay: 0,
      retryIf: (reason, attempt) => {
        asked.push([reason, attempt]);
        return attempt < 2;
      },
    });
    await expect(flow.execute(undefined)).rejects.toBe(error);
    expect(asked).toEqual([
      [error, 1],
      [error, 2],
    ]);
  });

  test.for<[string, () => unknown]>([
    [
      'fails',
      () => {
        throw new Error('predicate');
      },
    ],
    ['gives no boolean', () => Promise.resolve(false)],
  ])('a retryIf that %s hides no error, and nothing is tried again', async ([, retryIf]) => {
    const error = new Error('busy');
    const step = mock<string, string>('ask').throws(error);
    const flow = sequential(retry(step, { retryIf: retryIf as () => boolean }));
    await expect(flow.execute('', new WorkflowContext('demo'))).rejects.toMatchObject({
      message: 'The step failed, and so did retryIf when it was asked about the error',
      errors: [error, expect.any(Error)],
      stepPath: 'demo › retry 1/3 › ask',
    });
    expect(error).toHaveProperty('stepPath', 'demo › retry 1/3 › ask');
    expect(step.callCount).toBe(1);
  });

  test.for<[string, unknown, number]>([
    ['milliseconds', 5_000, 5_000],
    ['the seconds of a header', '7', 7_000],
    ['the date of a header', 'Thu, 01 Jan 2026 00:00:09 GMT', 9_000],
    ['a Date', new Date(Date.UTC(2026, 0, 1, 0, 0, 3)), 3_000],
    ['more than maxDelay', 60_000, 60_000],
    ['less than the delay', 1, 100],
    ['nonsense', 'soon', 100],
    ['a date gone by', new Date(0), 100],
  ])('honours retryAfter: %s', async ([, retryAfter, expected]) => {
    const error = Object.assign(new Error('slow down'), { retryAfter });
    const options = { initialDelay: 100, maxDelay: 1_000, jitter: 'none' } as const;
    expect((await waits([error], options)).waits).toEqual([expected]);
  });

  test('an abort ends a wait at once', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const context = new WorkflowContext('demo', { clock, signal: controller.signal });
    const step = mock<undefined, string>().throws(busy());
    const running = retry(step, { initialDelay: '1h', maxDelay: '1h' }).execute(undefined, context);
    await clock.advance(1);
    expect(clock.pending).toBe(1);
    controller.abort(new Error('stop'));
    await expect(running).rejects.toThrow('stop');
    expect(clock.pending).toBe(0);
    expect(step.callCount).toBe(1);
  });

  test('begins no wait that would pass the deadline', async () => {
    const clock = new ManualClock();
    const error = busy();
    const step = mock<undefined, string>().throws(error);
    const flow = timeout(retry(step, { initialDelay: '20s', jitter: 'none' }), '10s');
    await expect(flow.execute(undefined, new WorkflowContext('demo', { clock }))).rejects.toBe(
      error,
    );
    expect(clock.monotonic()).toBe(0);
  });

  test('perAttempt limits each attempt, total all of them', async () => {
    const clock = new ManualClock();
    const context = new WorkflowContext('demo', { clock });
    const signals: AbortSignal[] = [];
    const hangs = mock<undefined, string>().implementation((_, { signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    const flow = retry(hangs, {
      maxAttempts: 10,
      initialDelay: 0,
      perAttempt: '1s',
      total: '2500ms',
    });
    const running = flow.execute(undefined, context).catch((error: unknown) => error);
    await clock.run();
    expect(await running).toMatchObject({ name: 'TimeoutError', milliseconds: 2_500 });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
    expect(clock.monotonic()).toBe(2_500);
  });
});
