import { describe, expect, test, vi } from 'vitest';
import { hedge, parallel, timeout, WorkflowContext } from '@slo/primitives';
import { ManualClock } from '@slo/primitives/testing';

type Plan = [milliseconds: number, outcome: string | Error];

/** A step whose calls take the time and end in the way planned, and what was seen of them. */
function planned(...plans: Plan[]) {
  const clock = new ManualClock();
  const begun: number[] = [];
  const aborted: number[] = [];
  const step = (_: string, { signal }: WorkflowContext): Promise<string> => {
    const call = begun.push(clock.monotonic()) - 1;
    const [milliseconds, outcome] = plans[call] ?? [0, 'unplanned'];
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => {
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      }, milliseconds);
      signal.addEventListener('abort', () => {
        aborted.push(call);
        clock.clearTimeout(timer);
        reject(signal.reason);
      });
    });
  };
  return { clock, begun, aborted, step, context: new WorkflowContext('demo', { clock }) };
}

describe('hedge', () => {
  test('makes no second call when the first is quick', async () => {
    const { clock, begun, step, context } = planned([99, 'first']);
    const running = hedge(step, { after: 100 }).execute('', context);
    await clock.run();
    await expect(running).resolves.toBe('first');
    expect(begun).toEqual([0]);
    expect(clock.pending).toBe(0);
  });

  test('takes what comes first and aborts the other', async () => {
    const { clock, begun, aborted, step, context } = planned([500, 'first'], [50, 'second']);
    const running = hedge(step, { after: 100 }).execute('', context);
    await clock.run();
    await expect(running).resolves.toBe('second');
    expect({ begun, aborted }).toEqual({ begun: [0, 100], aborted: [0] });
    expect(clock.monotonic()).toBe(150);
    expect(clock.pending).toBe(0);
  });

  test('what runs deep inside the slower call is aborted too', async () => {
    const { clock, aborted, step, context } = planned([500, 'first'], [50, 'second']);
    const running = hedge(parallel([step]), { after: 100 }).execute('', context);
    await clock.run();
    await expect(running).resolves.toEqual(['second']);
    expect(aborted).toEqual([0]);
    expect(clock.pending).toBe(0);
  });

  test('a call that fails has the next begin at once', async () => {
    const { clock, begun, step, context } = planned([10, new Error('down')], [10, 'second']);
    const running = hedge(step, { after: 100 }).execute('', context);
    await clock.run();
    await expect(running).resolves.toBe('second');
    expect(begun).toEqual([0, 10]);
  });

  test('throws the last error when all fail', async () => {
    const last = new Error('down too');
    const { clock, step, context } = planned([10, new Error('a')], [5, new Error('b')], [50, last]);
    const running = hedge(step, { after: 100, maxAttempts: 3 }).execute('', context);
    const outcome = expect(running).rejects.toBe(last);
    await clock.run();
    await outcome;
    expect(last).toHaveProperty('stepPath', 'demo › hedge 3/3 › step');
  });

  test('logs the errors that nobody gets to see', async () => {
    const early = new Error('early');
    const { clock, step } = planned([50, new Error('last')], [10, early]);
    const info = vi.fn();
    const context = new WorkflowContext('demo', { clock, log: { ...console, info } });
    const outcome = hedge(step, { after: 20 }).execute('', context).catch(String);
    await clock.run();
    expect(await outcome).toBe('Error: last');
    expect(info.mock.calls).toEqual([['demo › hedge 2/2 › step failed', early]]);
  });

  test('an abort stops all calls and starts none', async () => {
    const { clock, begun, aborted, step } = planned([500, 'first'], [500, 'second']);
    const controller = new AbortController();
    const context = new WorkflowContext('demo', { clock, signal: controller.signal });
    const running = hedge(step, { after: 100, maxAttempts: 3 }).execute('', context);
    await clock.advance(150);
    controller.abort(new Error('stop'));
    await expect(running).rejects.toThrow('stop');
    await clock.run();
    expect({ begun, aborted }).toEqual({ begun: [0, 100], aborted: [0, 1] });
    expect(clock.pending).toBe(0);
  });

  test('leaves no timer when it is given up on', async () => {
    const clock = new ManualClock();
    const hangs = (): Promise<never> => new Promise(() => undefined);
    const flow = timeout(hedge(timeout(hangs, '1h'), { after: 30, maxAttempts: 9 }), 100);
    const running = flow.execute('', new WorkflowContext('demo', { clock }));
    const outcome = expect(running).rejects.toThrow('longer than 100 ms');
    await clock.advance(100);
    await outcome;
    expect(clock.pending).toBe(0);
  });

  test('keeps the state of the winner alone', async () => {
    const { clock, step, context } = planned([500, 'first'], [50, 'second']);
    let call = 0;
    const running = hedge(
      async (text: string, own) => {
        own.state[`call ${++call}`] = true;
        return step(text, own);
      },
      { after: 100 },
    ).execute('', context);
    await clock.run();
    await running;
    expect({ ...context.state }).toEqual({ 'call 2': true });
  });
});
