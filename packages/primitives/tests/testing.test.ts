import { describe, expect, test } from 'vitest';
import { lambda, parallel, sequential, WorkflowContext } from '@slo/primitives';
import { ManualClock, mock, recorded, seededRandom } from '@slo/primitives/testing';

describe('MockPrimitive', () => {
  test('does what is planned for a call, then what is planned for all', async () => {
    const step = mock<number, string>()
      .throwsOnce(new Error('first'))
      .returnsOnce('second')
      .implementation((n) => `call ${n}`);
    await expect(step.execute(1)).rejects.toThrow('first');
    await expect(step.execute(2)).resolves.toBe('second');
    await expect(step.execute(3)).resolves.toBe('call 3');
    expect(step.inputs).toEqual([1, 2, 3]);
    expect(step.callCount).toBe(3);
  });

  test('fails a call that nothing is planned for', async () => {
    await expect(mock<number, string>('fetch').execute(1)).rejects.toThrow(
      'Nothing is planned for this call of fetch; say returns(…) or throws(…)',
    );
  });

  test('is a primitive like any other', async () => {
    const flow = mock<string, number>()
      .returns(1)
      .pipe((n) => n + 1);
    await expect(flow.execute('')).resolves.toBe(2);
  });
});

describe('ManualClock', () => {
  test('takes any duration, and does not go back', async () => {
    const clock = new ManualClock(0);
    await clock.advance('1.5s');
    await clock.advance(1);
    expect(clock.monotonic()).toBe(1_501);
    await expect(clock.advance(-1)).rejects.toThrow(
      'the time to advance to be 0 ms or more, got -1',
    );
  });

  test('rings timers in order of time, then of setting, as the hands pass them', async () => {
    const clock = new ManualClock(1_000);
    const rung: string[] = [];
    const alarm = (name: string, at: number) =>
      clock.setTimeout(() => rung.push(`${name} ${clock.now()}`), at);
    alarm('late', 20);
    alarm('a', 10);
    alarm('b', 10);
    clock.clearTimeout(alarm('never', 5));
    await clock.advance(10);
    expect(rung).toEqual(['a 1010', 'b 1010']);
    expect(clock.pending).toBe(1);
    await clock.run();
    expect(rung).toEqual(['a 1010', 'b 1010', 'late 1020']);
    expect(clock.monotonic()).toBe(20);
  });
});

describe('seededRandom', () => {
  test('gives the same numbers for a seed, spread from 0 up to 1', () => {
    const [a, b, c] = [seededRandom(1), seededRandom(1), seededRandom(2)];
    const numbers = Array.from({ length: 1_000 }, a);
    expect(Array.from({ length: 1_000 }, b)).toEqual(numbers);
    expect(c()).not.toBe(numbers[0]);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    const mean = numbers.reduce((sum, n) => sum + n) / numbers.length;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
  });
});

describe('recorded', () => {
  test('tells which steps ran with what, and what became of them', async () => {
    const context = new WorkflowContext('demo');
    const steps = recorded(context);
    const error = new Error('broken');
    const flow = sequential(
      lambda('trim', (text: string) => text.trim()),
      parallel({
        length: (text: string) => Promise.resolve(text.length),
        fails: lambda('breaks', () => {
          throw error;
        }),
      }),
    );
    await flow.execute(' ab ', context).catch(() => undefined);
    expect(steps).toEqual([
      {
        name: 'trim',
        path: 'demo › trim',
        input: ' ab ',
        outcome: { status: 'fulfilled', value: 'ab' },
      },
      {
        name: 'length',
        path: 'demo › parallel.length › length',
        input: 'ab',
        outcome: { status: 'fulfilled', value: 2 },
      },
      {
        name: 'breaks',
        path: 'demo › parallel.fails › breaks',
        input: 'ab',
        outcome: { status: 'rejected', reason: error },
      },
    ]);
  });

  test('sees only what runs in its context from then on', async () => {
    const context = new WorkflowContext('demo');
    const flow = sequential((n: number) => n);
    await flow.execute(1, context);
    const steps = recorded(context);
    await flow.execute(2);
    await flow.execute(3, context);
    expect(steps.map(({ input }) => input)).toEqual([3]);
  });
});
