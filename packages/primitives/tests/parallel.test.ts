import { describe, expect, test } from 'vitest';
import { lambda, parallel, sequential, WorkflowContext } from '@slo/primitives';
import { ManualClock, mock } from '@slo/primitives/testing';

/** A step that takes its time on the context's clock and heeds its signal. */
function after<Output>(milliseconds: number, output: Output) {
  return (_input: unknown, { clock, signal }: WorkflowContext): Promise<Output> =>
    new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => {
        resolve(output);
      }, milliseconds);
      signal.addEventListener('abort', () => {
        clock.clearTimeout(timer);
        reject(signal.reason);
      });
    });
}

function withClock() {
  const clock = new ManualClock();
  return { clock, context: new WorkflowContext('demo', { clock }) };
}

describe('parallel', () => {
  test('keeps the order of a list, whoever ends first', async () => {
    const { clock, context } = withClock();
    const running = parallel([after(30, 'slow'), after(10, 'fast'), () => 'at once']).execute(
      undefined,
      context,
    );
    await clock.advance(30);
    await expect(running).resolves.toEqual(['slow', 'fast', 'at once']);
  });

  test('keeps the names of a record', async () => {
    const flow = parallel({ double: (n: number) => n * 2, __proto__x: (n: number) => n });
    await expect(flow.execute(2)).resolves.toEqual({ double: 4, __proto__x: 2 });
  });

  test('gives every branch the same input', async () => {
    const branches = [
      mock<string, number>().returns(1),
      mock<string, number>().returns(2),
    ] as const;
    await parallel(branches).execute('same');
    expect(branches.map((branch) => branch.inputs)).toEqual([['same'], ['same']]);
  });

  test('is a | b: and makes one flat tuple', async () => {
    const flow = lambda('a', (n: number) => n)
      .and((n: number) => n + 1)
      .and((n: number) => n + 2);
    await expect(flow.execute(1)).resolves.toEqual([1, 2, 3]);
  });

  test('nests what is no list of plain outputs', async () => {
    const collected = parallel([(n: number) => n], { onError: 'collect' }).and((n: number) => n);
    await expect(collected.execute(1)).resolves.toEqual([[{ status: 'fulfilled', value: 1 }], 1]);
    const named = parallel({ a: (n: number) => n }).and((n: number) => n);
    await expect(named.execute(1)).resolves.toEqual([{ a: 1 }, 1]);
  });

  test('the first failure aborts the others, waits for them, and is thrown as it is', async () => {
    const { clock, context } = withClock();
    const error = new Error('broken');
    const events: string[] = [];
    const running = parallel({
      fails: sequential(after(10, 0), () => {
        throw error;
      }),
      cleansUp: async (_: unknown, branch: WorkflowContext) => {
        try {
          await after(60_000, 0)(_, branch);
        } catch (reason) {
          events.push(`told: ${String(reason)}`);
          await clockPause(branch, 50);
          events.push('cleaned up');
          throw reason;
        }
      },
    })
      .execute(undefined, context)
      .finally(() => events.push('rejected'));
    const outcome = expect(running).rejects.toBe(error);
    await clock.advance(100);
    await outcome;
    expect(events).toEqual([
      'told: AbortError: Cancelled because a sibling failed',
      'cleaned up',
      'rejected',
    ]);
    expect(error).toHaveProperty('stepPath', 'demo › parallel.fails › step 2');
    expect(clock.pending).toBe(0);
  });

  test.for([
    ['all at once', {}],
    ['two at a time', { concurrency: 2 }],
  ] as const)('a failure tells the branches beside it to stop, %s', async ([, options]) => {
    const { clock, context } = withClock();
    const error = new Error('broken');
    const told: unknown[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const beside = (_: unknown, { signal }: WorkflowContext): Promise<void> => {
      signal.addEventListener('abort', () => told.push(signal.reason));
      return held;
    };
    const fails = () => Promise.reject(error);
    const running = parallel([fails, beside, () => held], options).execute(undefined, context);
    const outcome = expect(running).rejects.toBe(error);
    await clock.advance(0);
    release();
    await outcome;
    expect(told).toMatchObject([{ name: 'AbortError', cause: error }]);
  });

  test('starts no branch after one has failed at once', async () => {
    const never = mock<unknown, number>().returns(1);
    const flow = parallel([mock<unknown, number>().throws(new Error('no')), never]);
    await expect(flow.execute(undefined)).rejects.toThrow('no');
    expect(never.callCount).toBe(0);
  });

  test('collect lets all run to their end and tells what became of each', async () => {
    const error = new Error('broken');
    const flow = parallel([mock<unknown, number>().throws(error), () => Promise.resolve('fine')], {
      onError: 'collect',
    });
    await expect(flow.execute(undefined)).resolves.toEqual([
      { status: 'rejected', reason: error },
      { status: 'fulfilled', value: 'fine' },
    ]);
  });

  test('collect does not take an abort from outside for an outcome', async () => {
    const { clock } = withClock();
    const controller = new AbortController();
    const context = new WorkflowContext('demo', { clock, signal: controller.signal });
    const running = parallel([after(10, 1)], { onError: 'collect' }).execute(undefined, context);
    controller.abort(new Error('stop'));
    await expect(running).rejects.toThrow('stop');
  });

  test.for([
    ['all at once', {}],
    ['in turns', { concurrency: 1 }],
  ] as const)('an abort from outside counts though no branch heeds it, %s', async ([, options]) => {
    const { clock } = withClock();
    const controller = new AbortController();
    const context = new WorkflowContext('demo', { clock, signal: controller.signal });
    const deaf = (_: unknown, branch: WorkflowContext) => clockPause(branch, 10);
    const running = parallel([deaf, deaf], options).execute(undefined, context);
    const stop = new Error('stop');
    const outcome = expect(running).rejects.toBe(stop);
    controller.abort(stop);
    await clock.run();
    await outcome;
    expect(stop).toHaveProperty('stepPath', 'demo');
  });

  test('a branch that fails after an abort from outside does not hide its reason from the others', async () => {
    const { clock } = withClock();
    const controller = new AbortController();
    const context = new WorkflowContext('demo', { clock, signal: controller.signal });
    const stop = new Error('stop');
    const seen: unknown[] = [];
    const running = parallel([
      async (_: unknown, branch: WorkflowContext) => {
        await clockPause(branch, 10);
        throw new Error('no clean-up');
      },
      async (_: unknown, branch: WorkflowContext) => {
        await clockPause(branch, 20);
        seen.push(branch.signal.reason);
      },
    ]).execute(undefined, context);
    const outcome = expect(running).rejects.toThrow('no clean-up');
    controller.abort(stop);
    await clock.run();
    await outcome;
    expect(seen).toEqual([stop]);
  });

  test.for([1, 2, 3])('runs no more than %i at once', async (concurrency) => {
    const { clock, context } = withClock();
    let now = 0;
    let most = 0;
    const branch = async (_: unknown, own: WorkflowContext) => {
      most = Math.max(most, ++now);
      await after(10, 0)(_, own);
      now--;
    };
    const running = parallel([branch, branch, branch, branch], { concurrency }).execute(0, context);
    await clock.run();
    await running;
    expect(most).toBe(concurrency);
  });

  test('branches do not see what the others write until all have ended', async () => {
    const context = new WorkflowContext('demo');
    const seen: unknown[] = [];
    const flow = sequential(
      (_: string, own) => {
        own.state['before'] = 1;
      },
      parallel([
        (_: unknown, own: WorkflowContext) => {
          own.state['a'] = own.state['before'];
        },
        (_: unknown, own: WorkflowContext) => {
          seen.push(own.state['a'], own.state['before']);
          own.state['b'] = 2;
        },
      ]),
      (_, own) => [own.state['a'], own.state['b']],
    );
    await expect(flow.execute('', context)).resolves.toEqual([1, 2]);
    expect(seen).toEqual([undefined, 1]);
  });
});

function clockPause({ clock }: WorkflowContext, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimeout(resolve, milliseconds);
  });
}
