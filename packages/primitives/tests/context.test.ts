import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { lambda, parallel, retry, sequential, WorkflowContext } from '@slo/primitives';
import { mock, type ManualClock } from '@slo/primitives/testing';

describe('WorkflowContext', () => {
  test('tells a step where it stands', async () => {
    const step = mock<string, string>('fetch').throwsOnce(new Error('busy')).returns('ok');
    const flow = sequential(
      lambda('prepare', (text: string) => text),
      parallel({ page: retry(step, { initialDelay: 0 }) }),
    );
    await flow.execute('a', new WorkflowContext('demo'));
    expect(step.calls.map(({ path }) => path)).toEqual([
      'demo › parallel.page › retry 1/3 › fetch',
      'demo › parallel.page › retry 2/3 › fetch',
    ]);
  });

  test('a flow that runs inside a step continues its path, and the error is stamped once', async () => {
    const error = new Error('broken');
    const inner = sequential(mock<string, string>('deep').throws(error));
    const outer = parallel({
      branch: async function step(text: string, context: WorkflowContext) {
        return await inner.execute(text, context);
      },
    });
    await expect(outer.execute('a', new WorkflowContext('demo'))).rejects.toBe(error);
    expect(error).toHaveProperty('stepPath', 'demo › parallel.branch › step › deep');
  });

  test('runs side by side in one context keep their paths apart', async () => {
    const context = new WorkflowContext('demo');
    const a = mock<string, string>('a').implementation(() => Promise.resolve('a'));
    const b = mock<string, string>('b').implementation(() => Promise.resolve('b'));
    const pause = () => Promise.resolve('');
    await Promise.all([
      sequential(pause, a).execute('', context),
      sequential(pause, pause, b).execute('', context),
    ]);
    expect([a.calls[0]?.path, b.calls[0]?.path]).toEqual(['demo › a', 'demo › b']);
  });

  test.for<[string, unknown]>([
    ['a frozen error', Object.freeze(new Error('frozen'))],
    ['a string', 'text'],
    ['undefined', undefined],
    ['a plain object', Object.freeze({ code: 5 })],
  ])('passes on %s as it is', async ([, thrown]) => {
    const flow = sequential(mock<string, string>().throws(thrown));
    const caught = await flow.execute('').catch((error: unknown) => [error]);
    expect(caught).toEqual([thrown]);
    expect((caught as unknown[])[0]).toBe(thrown);
  });

  test('the same error thrown again elsewhere gets its new path', async () => {
    const error = new Error('shared');
    const step = mock<string, string>('step').throws(error);
    await sequential(step)
      .execute('', new WorkflowContext('one'))
      .catch(() => undefined);
    await sequential(step)
      .execute('', new WorkflowContext('two'))
      .catch(() => undefined);
    expect(error).toHaveProperty('stepPath', 'two › step');
  });

  test('disposing aborts what still runs', async () => {
    const context = new WorkflowContext('demo');
    const running = sequential(
      (_: string, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason);
          });
        }),
    ).execute('', context);
    const outcome = expect(running).rejects.toMatchObject({
      name: 'AbortError',
      message: 'The context "demo" was disposed',
    });
    await context[Symbol.asyncDispose]();
    await outcome;
  });

  test('does what was deferred when it is disposed, the last first, one after the other', async () => {
    const log: string[] = [];
    const open = (name: string, context: WorkflowContext) => {
      context.defer(async () => {
        log.push(`closing ${name}`);
        await Promise.resolve();
        log.push(`closed ${name}`);
      });
      return `second`;
    };
    {
      await using context = new WorkflowContext('demo');
      await sequential(open, parallel([open])).execute('first', context);
      expect(log).toEqual([]);
    }
    expect(log).toEqual(['closing second', 'closed second', 'closing first', 'closed first']);
  });

  test.for<[string, Error[], unknown]>([
    ['one clean-up', [new Error('a')], { name: 'Error', message: 'a' }],
    [
      'several clean-ups',
      [new Error('a'), new Error('b')],
      { message: '2 clean-ups of "demo" failed', errors: [new Error('b'), new Error('a')] },
    ],
  ])('an error in %s is thrown after all were done', async ([, errors, expected]) => {
    const context = new WorkflowContext('demo');
    const done = vi.fn();
    context.defer(done);
    for (const error of errors) {
      context.defer(() => {
        throw error;
      });
    }
    await expect(context[Symbol.asyncDispose]()).rejects.toMatchObject(expected as object);
    expect(done).toHaveBeenCalledOnce();
    await context[Symbol.asyncDispose]();
    expect(done).toHaveBeenCalledOnce();
  });

  test('does what was deferred twice twice', async () => {
    const context = new WorkflowContext('demo');
    const release = vi.fn();
    context.defer(release);
    context.defer(release);
    await context[Symbol.asyncDispose]();
    expect(release).toHaveBeenCalledTimes(2);
  });

  test('refuses to defer once all is cleaned up, and not before', async () => {
    const context = new WorkflowContext('demo');
    const done: string[] = [];
    context.defer(() => {
      context.defer(() => done.push('deferred while cleaning up'));
    });
    await context[Symbol.asyncDispose]();
    expect(done).toEqual(['deferred while cleaning up']);
    expect(() => {
      context.defer(() => undefined);
    }).toThrow('The context "demo" was disposed, so nothing can be deferred any more');
  });

  test('refuses to defer what nobody would do', async () => {
    const flow = sequential((_: string, context) => {
      context.defer(() => undefined);
    });
    await expect(flow.execute('')).rejects.toThrow('Nobody disposes the context of this run');
    const context = new WorkflowContext('demo');
    expect(() => {
      context.defer(5 as never);
    }).toThrow('Expected what is deferred to be a function, got 5');
  });

  test('leaves no listener on a signal from outside', async () => {
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, 'addEventListener');
    const context = new WorkflowContext('demo', { signal });
    const read = (_: unknown, own: WorkflowContext) => Promise.resolve(own.signal.aborted);
    await sequential(read, parallel([read, read])).execute('', context);
    expect(add).toHaveBeenCalled();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('carries baggage that nobody can change', async () => {
    const context = new WorkflowContext('demo', { baggage: { request: '7' } });
    const read = sequential((_: string, { baggage }) => baggage['request']);
    await expect(read.execute('', context)).resolves.toBe('7');
    expect(Object.isFrozen(context.baggage)).toBe(true);
  });

  test.for<[string, () => unknown, string]>([
    ['an empty id', () => new WorkflowContext(''), 'got ""'],
    ['an id that is no string', () => new WorkflowContext(5 as unknown as string), 'got 5'],
    ['a null id', () => new WorkflowContext(null as unknown as string), 'got null'],
    [
      'options in place of the id',
      () => new WorkflowContext({ signal: 1 } as unknown as string),
      'Expected the id of a context to be a non-empty string, got an object with signal',
    ],
    ['null options', () => new WorkflowContext('demo', null as never), 'to be an object, got null'],
    ['null baggage', () => new WorkflowContext('demo', { baggage: null as never }), 'got null'],
    [
      'baggage of numbers',
      () => new WorkflowContext('demo', { baggage: { page: 7 } as never }),
      'Expected baggage to be a record of texts, got an object with page',
    ],
    [
      'an unknown option',
      () => new WorkflowContext('demo', { sginal: 1 } as object),
      'no option "sginal"; it has signal, baggage, log, clock, random',
    ],
    [
      'a signal that is none',
      () => new WorkflowContext('demo', { signal: {} as AbortSignal }),
      'Expected signal to be an AbortSignal, got an object with no keys',
    ],
    [
      'numbers for random',
      () => new WorkflowContext('demo', { random: 4 as unknown as () => number }),
      'Expected random to be a function, got 4',
    ],
    [
      'half a log',
      () => new WorkflowContext('demo', { log: { info: console.info } as typeof console }),
      'Expected log to have debug, info, warn, error, got an object with info',
    ],
    [
      'a clock that is none',
      () => new WorkflowContext('demo', { clock: Date as unknown as ManualClock }),
      'Expected clock to have now, monotonic, setTimeout, clearTimeout, got function Date',
    ],
  ])('refuses %s', ([, make, message]) => {
    expect(make).toThrow(message);
  });

  test('refuses to run in what is no context', async () => {
    const flow = sequential((text: string) => text);
    const running = flow.execute('', Object.create(null) as WorkflowContext);
    await expect(running).rejects.toThrow('Expected the context to be a WorkflowContext');
  });
});
