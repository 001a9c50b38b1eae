import { describe, expect, test, vi } from 'vitest';
import {
  circuitBreaker,
  CircuitOpenError,
  retry,
  sequential,
  timeout,
  WorkflowContext,
  type Step,
} from '@slo/primitives';
import { ManualClock, mock } from '@slo/primitives/testing';

function withClock() {
  const clock = new ManualClock();
  return { clock, context: new WorkflowContext('demo', { clock }) };
}

/** Runs to the end; says how it ended. */
async function ending(running: Promise<unknown>): Promise<string> {
  return running.then(String, (error: unknown) => (error as Error).message);
}

const options = { maxFailures: 2, cooldown: 1_000 };
const open = /^The circuit is open/;

describe('circuitBreaker', () => {
  test('opens after so many failures in a row, and not before', async () => {
    const { context } = withClock();
    const down = new Error('down');
    const step = mock<number, string>()
      .throwsOnce(down)
      .returnsOnce('ok')
      .throwsOnce(down)
      .throwsOnce(down);
    const flow = circuitBreaker(step, options);
    const endings: string[] = [];
    for (let n = 0; n < 4; n++) endings.push(await ending(flow.execute(n, context)));
    expect(endings).toEqual(['down', 'ok', 'down', 'down']);
    expect(flow.state).toBe('open');
    const refused = flow.execute(5, context);
    await expect(refused).rejects.toBeInstanceOf(CircuitOpenError);
    await expect(refused).rejects.toMatchObject({ retryAfter: 1_000, retryable: false });
    expect(step.callCount).toBe(4);
  });

  test('lets one call at a time probe after the cooldown; its success closes the circuit', async () => {
    const { clock, context } = withClock();
    const down = new Error('down');
    let answer: (text: string) => void = () => undefined;
    const step = mock<number, string>()
      .throwsOnce(down)
      .throwsOnce(down)
      .implementationOnce(() => new Promise((resolve) => (answer = resolve)))
      .returns('ok');
    const flow = circuitBreaker(step, options);
    await ending(flow.execute(1, context));
    await ending(flow.execute(2, context));
    await clock.advance(999);
    expect(await ending(flow.execute(3, context))).toMatch(open);
    await clock.advance(1);
    const probe = flow.execute(4, context);
    expect(flow.state).toBe('half-open');
    expect(await ending(flow.execute(5, context))).toMatch(open);
    answer('probed');
    await expect(probe).resolves.toBe('probed');
    expect(flow.state).toBe('closed');
    await expect(flow.execute(6, context)).resolves.toBe('ok');
  });

  test('a probe that fails opens the circuit for another cooldown', async () => {
    const { clock, context } = withClock();
    const flow = circuitBreaker(mock<number, string>().throws(new Error('down')), options);
    await ending(flow.execute(1, context));
    await ending(flow.execute(2, context));
    await clock.advance(1_000);
    expect(await ending(flow.execute(3, context))).toBe('down');
    expect(await ending(flow.execute(4, context))).toMatch(open);
    await clock.advance(1_000);
    expect(await ending(flow.execute(5, context))).toBe('down');
  });

  test.for<[string, (flow: Step<number, string>) => Step<number, string>]>([
    ['never ends', (flow) => flow],
    ['was given up by a timeout', (flow) => timeout(flow, 10)],
  ])('a probe that %s makes room for the next after another cooldown', async ([, wrap]) => {
    const { clock, context } = withClock();
    let answer: (text: string) => void = () => undefined;
    const step = mock<number, string>()
      .throwsOnce(new Error('down'))
      .implementationOnce(() => new Promise((resolve) => (answer = resolve)))
      .throwsOnce(new Error('still down'))
      .returns('ok');
    const flow = circuitBreaker(step, { maxFailures: 1, cooldown: 1_000 });
    await ending(flow.execute(1, context));
    await clock.advance(1_000);
    void ending(sequential(wrap(flow)).execute(2, context));
    await clock.advance(999);
    await expect(flow.execute(3, context)).rejects.toMatchObject({ retryAfter: 1 });
    await clock.advance(1);
    expect(await ending(flow.execute(4, context))).toBe('still down');
    answer('too late to count');
    await clock.advance(0);
    expect(flow.state).toBe('open');
    await clock.advance(1_000);
    await expect(flow.execute(5, context)).resolves.toBe('ok');
    expect(flow.state).toBe('closed');
  });

  test('what began before the circuit opened says nothing about it after', async () => {
    const { clock, context } = withClock();
    const calls: { resolve: (text: string) => void; reject: (error: Error) => void }[] = [];
    const flow = circuitBreaker(
      () => new Promise<string>((resolve, reject) => calls.push({ resolve, reject })),
      options,
    );
    const running = [1, 2, 3, 4].map((n) => ending(flow.execute(n, context)));
    calls[0]?.reject(new Error('down'));
    calls[1]?.reject(new Error('down'));
    await Promise.all(running.slice(0, 2));
    expect(flow.state).toBe('open');
    await clock.advance(1_000);
    calls[2]?.reject(new Error('stale'));
    calls[3]?.resolve('stale');
    await Promise.all(running);
    expect(flow.state).toBe('open');
    const probe = flow.execute(5, context);
    calls[4]?.resolve('fresh');
    await expect(probe).resolves.toBe('fresh');
  });

  test.for<[string, unknown]>([
    ['a programming error', new TypeError('x is not a function')],
    ['what says so itself', Object.assign(new Error('404'), { retryable: false })],
    ['an abort of its own', new DOMException('stopped', 'AbortError')],
  ])('does not count %s', async ([, error]) => {
    const flow = circuitBreaker(mock<number, string>().throws(error), { maxFailures: 1 });
    await ending(flow.execute(1));
    expect(flow.state).toBe('closed');
  });

  test('does not count an abort by the caller, and probes again after one', async () => {
    const { clock } = withClock();
    const controller = new AbortController();
    const aborted = new WorkflowContext('demo', { clock, signal: controller.signal });
    const context = new WorkflowContext('demo', { clock });
    const step = mock<number, string>()
      .throwsOnce(new Error('down'))
      .implementationOnce((_, { signal }) => {
        controller.abort(new Error('stop'));
        signal.throwIfAborted();
        return '';
      })
      .returns('ok');
    const flow = circuitBreaker(step, { ...options, maxFailures: 1 });
    await ending(flow.execute(1, context));
    await clock.advance(1_000);
    expect(await ending(flow.execute(2, aborted))).toBe('stop');
    await expect(flow.execute(3, context)).resolves.toBe('ok');
  });

  test('failureIf decides alone, by the error alone', async () => {
    const error = new TypeError('mine');
    const failureIf = vi.fn(() => true);
    const step = mock<number, string>().throws(error);
    const flow = circuitBreaker(step, { maxFailures: 1, failureIf });
    await ending(flow.execute(1));
    expect(flow.state).toBe('open');
    expect(failureIf.mock.calls).toEqual([[error]]);
  });

  test.for<[string, () => unknown]>([
    [
      'fails',
      () => {
        throw new Error('predicate');
      },
    ],
    ['gives no boolean', () => Promise.resolve(true)],
  ])('a failureIf that %s hides no error, and counts none', async ([, failureIf]) => {
    const error = new Error('down');
    const step = mock<number, string>('ping').throws(error);
    const flow = circuitBreaker(step, { maxFailures: 1, failureIf: failureIf as () => boolean });
    await expect(flow.execute(1, new WorkflowContext('demo'))).rejects.toMatchObject({
      errors: [error, expect.any(Error)],
      stepPath: 'demo › circuitBreaker › ping',
    });
    expect(flow.state).toBe('closed');
  });

  test('retry does not try again while it is open', async () => {
    const step = mock<number, string>().throws(new Error('down'));
    const flow = retry(circuitBreaker(step, { maxFailures: 1 }), {
      maxAttempts: 9,
      initialDelay: 0,
    });
    await expect(flow.execute(1)).rejects.toBeInstanceOf(CircuitOpenError);
    expect(step.callCount).toBe(1);
  });
});
