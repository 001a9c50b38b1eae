import { describe, expect, test } from 'vitest';
import { rateLimit, RateLimitError, timeout, WorkflowContext } from '@slo/primitives';
import { ManualClock } from '@slo/primitives/testing';

function timed() {
  const clock = new ManualClock();
  const begun: [number, number][] = [];
  const step = (n: number, own: WorkflowContext): number => {
    begun.push([n, own.clock.monotonic()]);
    return n;
  };
  return { clock, begun, step, context: new WorkflowContext('demo', { clock }) };
}

describe('rateLimit', () => {
  test('lets so many begin in any stretch of time, in order of arrival', async () => {
    const { clock, begun, step, context } = timed();
    const flow = rateLimit(step, { limit: 2, per: '1s' });
    const running = [flow.execute(1, context)];
    await clock.advance(400);
    for (const n of [2, 3, 4, 5]) running.push(flow.execute(n, context));
    await clock.run();
    await expect(Promise.all(running)).resolves.toEqual([1, 2, 3, 4, 5]);
    expect(begun).toEqual([
      [1, 0],
      [2, 400],
      [3, 1_000],
      [4, 1_400],
      [5, 2_000],
    ]);
    expect(clock.pending).toBe(0);
  });

  test('is free again when the time is over', async () => {
    const { clock, begun, step, context } = timed();
    const flow = rateLimit(step, { limit: 1, per: 10 });
    await flow.execute(1, context);
    await clock.advance(10);
    await flow.execute(2, context);
    expect(begun).toEqual([
      [1, 0],
      [2, 10],
    ]);
  });

  test('whoever is aborted while waiting leaves the line to the others', async () => {
    const { clock, begun, step, context } = timed();
    const controller = new AbortController();
    const flow = rateLimit(step, { limit: 1, per: 100 });
    await flow.execute(1, context);
    const leaver = flow.execute(
      2,
      new WorkflowContext('demo', { clock, signal: controller.signal }),
    );
    const next = flow.execute(3, context);
    controller.abort(new Error('gone'));
    await expect(leaver).rejects.toThrow('gone');
    await clock.run();
    await expect(next).resolves.toBe(3);
    expect(begun).toEqual([
      [1, 0],
      [3, 100],
    ]);
    expect(clock.pending).toBe(0);
  });

  test('begins no wait that would pass the deadline', async () => {
    const { clock, step, context } = timed();
    const limited = rateLimit(step, { limit: 1, per: 100 });
    const flow = timeout(limited, 150);
    await limited.execute(1, context);
    const inTime = flow.execute(2, context);
    const tooLate = flow.execute(3, context);
    await expect(tooLate).rejects.toBeInstanceOf(RateLimitError);
    await expect(tooLate).rejects.toMatchObject({ retryAfter: 200 });
    await clock.run();
    await expect(inTime).resolves.toBe(2);
  });
});
