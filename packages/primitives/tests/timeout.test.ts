import { describe, expect, test } from 'vitest';
import { sequential, timeout, TimeoutError, WorkflowContext } from '@slo/primitives';
import { ManualClock } from '@slo/primitives/testing';

function withClock() {
  const clock = new ManualClock();
  return { clock, context: new WorkflowContext('demo', { clock }) };
}

const never = (): Promise<never> => new Promise(() => undefined);

describe('timeout', () => {
  test('passes on what comes in time, and leaves no timer', async () => {
    const { clock, context } = withClock();
    await expect(timeout(() => 'at once', '1s').execute(0, context)).resolves.toBe('at once');
    await expect(timeout(() => Promise.resolve('later'), '1s').execute(0, context)).resolves.toBe(
      'later',
    );
    await expect(
      timeout(() => Promise.reject(new Error('own')), '1s').execute(0, context),
    ).rejects.toThrow('own');
    expect(clock.pending).toBe(0);
  });

  test('throws a TimeoutError with the path of the step that hung', async () => {
    const { clock, context } = withClock();
    const running = timeout(
      sequential(
        () => 1,
        async function hangs() {
          await never();
        },
      ),
      '30s',
    )
      .execute(0, context)
      .catch((error: unknown) => error);
    await clock.advance(29_999);
    await clock.advance(1);
    const error = await running;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      message: 'The step took longer than 30000 ms',
      milliseconds: 30_000,
      stepPath: 'demo › timeout › hangs',
    });
    expect(clock.pending).toBe(0);
  });

  test('aborts what it waited for, with its own error as the reason', async () => {
    const { clock, context } = withClock();
    let reason: unknown;
    const running = timeout((_: number, { signal }) => {
      signal.addEventListener('abort', () => {
        reason = signal.reason;
      });
      return never();
    }, 10).execute(0, context);
    const outcome = expect(running).rejects.toThrow(TimeoutError);
    await clock.run();
    await outcome;
    await expect(running).rejects.toBe(reason);
  });

  test('never claims the TimeoutError of another', async () => {
    const { context } = withClock();
    const other = new TimeoutError(7);
    const running = timeout(() => Promise.reject(other), '1s').execute(0, context);
    await expect(running).rejects.toBe(other);
  });

  test('an inner limit that passes first is the one reported', async () => {
    const { clock, context } = withClock();
    const running = timeout(timeout(never, 10), 20).execute(0, context);
    const outcome = expect(running).rejects.toMatchObject({ milliseconds: 10 });
    await clock.run();
    await outcome;
    expect(clock.monotonic()).toBe(10);
  });

  test('tells the step its deadline, the nearest of all around it', async () => {
    const { context } = withClock();
    const read = (_: unknown, { deadline }: WorkflowContext) => deadline;
    expect(context.deadline).toBe(Infinity);
    await expect(timeout(timeout(read, '1m'), '1s').execute(0, context)).resolves.toBe(1_000);
    await expect(timeout(timeout(read, '1s'), '1m').execute(0, context)).resolves.toBe(1_000);
  });

  test('a failure after the limit is nobody’s unhandled rejection', async () => {
    const { clock, context } = withClock();
    const running = timeout(
      (_: number, { signal }) =>
        new Promise<never>((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('late'));
          });
        }),
      10,
    ).execute(0, context);
    const outcome = expect(running).rejects.toThrow(TimeoutError);
    await clock.run();
    await outcome;
  });

  test('a step that was given up on can write no state any more', async () => {
    const { clock, context } = withClock();
    const late = async (_: unknown, own: WorkflowContext) => {
      own.state['early'] = true;
      await new Promise<void>((resolve) => {
        clock.setTimeout(resolve, 50);
      });
      own.state['late'] = true;
    };
    const running = timeout(late, 10).execute(0, context);
    const outcome = expect(running).rejects.toThrow(TimeoutError);
    await clock.run();
    await outcome;
    expect({ ...context.state }).toEqual({});
    await timeout((_, own) => (own.state['kept'] = true), 10).execute(0, context);
    expect({ ...context.state }).toEqual({ kept: true });
  });
});
