import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { bulkhead, BulkheadFullError, WorkflowContext } from '@slo/primitives';
import { ManualClock } from '@slo/primitives/testing';

/** A step whose calls take ten milliseconds, and what was seen of them. */
function slowStep() {
  const seen = { begun: [] as number[], running: 0, most: 0 };
  const step = async (n: number, { clock }: WorkflowContext): Promise<number> => {
    seen.begun.push(n);
    seen.most = Math.max(seen.most, ++seen.running);
    await new Promise<void>((resolve) => {
      clock.setTimeout(resolve, 10);
    });
    seen.running--;
    return n;
  };
  return { seen, step };
}

describe('bulkhead', () => {
  test('lets only so many run at once, the others in order of arrival', async () => {
    const clock = new ManualClock();
    const { seen, step } = slowStep();
    const flow = bulkhead(step, { concurrency: 2 });
    const running = [1, 2, 3, 4, 5].map((n) =>
      flow.execute(n, new WorkflowContext('demo', { clock })),
    );
    await clock.run();
    await expect(Promise.all(running)).resolves.toEqual([1, 2, 3, 4, 5]);
    expect(seen).toMatchObject({ begun: [1, 2, 3, 4, 5], most: 2 });
    expect(clock.monotonic()).toBe(30);
  });

  test('refuses at once when as many wait as may', async () => {
    const clock = new ManualClock();
    const context = new WorkflowContext('demo', { clock });
    const { step } = slowStep();
    const flow = bulkhead(step, { concurrency: 1, maxQueue: 1 });
    const running = [flow.execute(1, context), flow.execute(2, context)];
    await expect(flow.execute(3, context)).rejects.toBeInstanceOf(BulkheadFullError);
    await expect(flow.execute(3, context)).rejects.toThrow(
      'The bulkhead is full: 1 run at once and 1 wait',
    );
    await clock.run();
    await Promise.all(running);
    const again = flow.execute(4, context);
    await clock.run();
    await expect(again).resolves.toBe(4);
  });

  test('whoever is aborted while waiting leaves the line', async () => {
    const clock = new ManualClock();
    const context = new WorkflowContext('demo', { clock });
    const controller = new AbortController();
    const { seen, step } = slowStep();
    const flow = bulkhead(step, { concurrency: 1, maxQueue: 1 });
    const first = flow.execute(1, context);
    const leaver = flow.execute(
      2,
      new WorkflowContext('demo', { clock, signal: controller.signal }),
    );
    controller.abort(new Error('gone'));
    await expect(leaver).rejects.toThrow('gone');
    const next = flow.execute(3, context);
    await clock.run();
    await expect(Promise.all([first, next])).resolves.toEqual([1, 3]);
    expect(seen.begun).toEqual([1, 3]);
  });

  test('whoever is let in and aborted at the same moment passes the place on', async () => {
    const controller = new AbortController();
    let release: (n: number) => void = () => undefined;
    const begun: number[] = [];
    const flow = bulkhead(
      (n: number) => {
        begun.push(n);
        return n === 1 ? new Promise<number>((resolve) => (release = resolve)) : n;
      },
      { concurrency: 1 },
    );
    const first = flow.execute(1).then((n) => {
      return n;
    });
    const leaver = flow.execute(2, new WorkflowContext('demo', { signal: controller.signal }));
    const last = flow.execute(3);
    release(1);
    for (let tick = 0; tick < 2; tick++) await Promise.resolve();
    controller.abort(new Error('gone'));
    await expect(leaver).rejects.toThrow('gone');
    await expect(Promise.all([first, last])).resolves.toEqual([1, 3]);
    expect(begun).toEqual([1, 3]);
  });

  test('leaves no listener behind for those who had to wait', async () => {
    const clock = new ManualClock();
    const { signal } = new AbortController();
    const context = new WorkflowContext('demo', { clock, signal });
    const flow = bulkhead(slowStep().step, { concurrency: 1 });
    const running = Promise.all([flow.execute(1, context), flow.execute(2, context)]);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await clock.run();
    await running;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('a failure gives its place back', async () => {
    let calls = 0;
    const flow = bulkhead(
      () => {
        if (++calls === 1) throw new Error('broken');
        return calls;
      },
      { concurrency: 1 },
    );
    await expect(flow.execute(0)).rejects.toThrow('broken');
    await expect(flow.execute(0)).resolves.toBe(2);
  });
});
