import { describe, expect, test, vi } from 'vitest';
import {
  mapStream,
  sequential,
  sleep,
  timeout,
  TimeoutError,
  WorkflowContext,
} from '@slo/primitives';
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

  test('a limit inside that was kept has no say in the path of a later one', async () => {
    const { clock, context } = withClock();
    const flow = timeout(
      sequential(
        timeout(() => Promise.resolve(1), '1s'),
        never,
      ),
      '5s',
    );
    const outcome = flow.execute(0, context).catch((error: unknown) => error);
    await clock.run();
    expect(await outcome).toHaveProperty('stepPath', 'demo › timeout › never');
  });

  test('logs what a step that was given up on throws later, unless it is the reason to stop', async () => {
    const { clock } = withClock();
    const warn = vi.fn();
    const context = new WorkflowContext('demo', { clock, log: { ...console, warn } });
    const late = new Error('late');
    const endsLater = (error: (signal: AbortSignal) => unknown) =>
      timeout(async function slow(_: number, { signal }) {
        await sleep('20ms', new WorkflowContext('own', { clock }));
        throw error(signal);
      }, '10ms');
    const outcomes = Promise.allSettled([
      endsLater(() => late).execute(0, context),
      endsLater(({ reason }) => reason as unknown).execute(0, context),
    ]);
    await clock.run();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(warn.mock.calls).toEqual([['demo › timeout › slow failed after its time', late]]);
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

  test('leaves no deadline behind for what the step has made and others use', async () => {
    const flow = timeout(
      timeout(
        mapStream((_: number, { deadline }) => deadline),
        '1s',
      ),
      '1m',
    );
    const deadlines = await flow.execute([1]);
    expect((await deadlines.next()).value).toBe(Infinity);
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
