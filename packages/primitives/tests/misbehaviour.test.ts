import { describe, expect, test, vi } from 'vitest';
import {
  bulkhead,
  cache,
  circuitBreaker,
  conditional,
  fallback,
  hedge,
  lambda,
  map,
  parallel,
  rateLimit,
  retry,
  router,
  saga,
  sequential,
  timeout,
  WorkflowContext,
  type Step,
  type Store,
} from '@slo/primitives';
import { ManualClock, mock } from '@slo/primitives/testing';

const never = (): Promise<never> => new Promise(() => undefined);

/** Throws whatever is asked of it, as an object behind a membrane does. */
const unreadable: unknown = new Proxy(new Error('unreadable'), {
  get: () => {
    throw new Error('no access');
  },
});

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable(new Error('revoked'), {});
  revoke();
  return proxy;
}

/** Every way to run one step inside something that catches, waits or counts. */
const wrappers: [string, (step: Step<number, unknown>) => Step<number, unknown>][] = [
  ['sequential', (step) => sequential(step)],
  ['parallel', (step) => parallel([step])],
  ['parallel in turns', (step) => parallel([step], { concurrency: 1 })],
  ['map', (step) => sequential((n: number) => [n], map(step))],
  ['retry', (step) => retry(step, { maxAttempts: 1 })],
  ['timeout', (step) => timeout(step, '1s')],
  ['hedge', (step) => hedge(step, { after: '1s', maxAttempts: 1 })],
  ['cache', (step) => cache(step)],
  ['conditional', (step) => conditional(() => true, step)],
  ['router', (step) => router(() => 'a', { a: step })],
  ['saga', (step) => saga(step)],
  ['circuitBreaker', (step) => circuitBreaker(step)],
  ['bulkhead', (step) => bulkhead(step, { concurrency: 1 })],
  ['rateLimit', (step) => rateLimit(step, { limit: 1, per: 1 })],
  ['lambda', (step) => lambda('named', step)],
];

type Resolve = (value: unknown) => void;

/** What may be awaited and is no promise; all answer with the same text, if they do. */
const thenables: [string, () => object][] = [
  [
    'answers at once',
    () => ({
      then: (resolve: Resolve) => {
        resolve('answer');
      },
    }),
  ],
  [
    'answers later',
    () => ({
      then: (resolve: Resolve) => {
        setImmediate(resolve, 'answer');
      },
    }),
  ],
  [
    'answers twice',
    () => ({
      then(resolve: Resolve, reject: Resolve) {
        resolve('answer');
        reject(new Error('second'));
      },
    }),
  ],
  [
    'throws after its answer',
    () => ({
      then(resolve: Resolve) {
        resolve('answer');
        throw new Error('after');
      },
    }),
  ],
  [
    'is a function',
    () =>
      Object.assign(() => 'called', {
        then: (resolve: Resolve) => {
          resolve('answer');
        },
      }),
  ],
  [
    'answers with another',
    () => ({
      then: (resolve: Resolve) => {
        resolve(Promise.resolve('answer'));
      },
    }),
  ],
];

describe.for([
  ...wrappers,
  ['fallback', (step: Step<number, unknown>) => fallback(step)],
] as typeof wrappers)('a thenable in %s', ([, wrap]) => {
  test.for(thenables)('that %s is awaited', async ([, make]) => {
    const flow = sequential(
      wrap(() => make() as PromiseLike<unknown>),
      (output) => JSON.stringify(output),
    );
    expect(await flow.execute(1)).toMatch(/^\[?"answer"\]?$/);
  });
});

describe('a thenable', () => {
  const answering = (value: unknown): PromiseLike<never> =>
    ({
      then: (resolve: Resolve) => {
        resolve(value);
      },
    }) as unknown as PromiseLike<never>;
  const nothing = (): PromiseLike<never> => answering(undefined);
  const store: Store = { get: nothing, set: nothing, delete: nothing, purge: nothing };
  const step = (): string => 'answer';

  test.for<[string, Step<number, unknown>]>([
    ['a predicate', conditional(() => answering(true), step)],
    ['a selector', router(() => answering('a'), { a: step })],
    ['a store', cache(step, { store, name: 'text' })],
    ['an undo', saga({ do: step, undo: nothing }, step)],
  ])('from %s is awaited', async ([, flow]) => {
    await expect(sequential(flow).execute(1)).resolves.toBe('answer');
  });

  test('that works only when it is awaited does so once, in a parallel that fails too', async () => {
    let awaited = 0;
    const lazy = {
      then: (resolve: Resolve) => {
        awaited++;
        setImmediate(resolve, 1);
      },
    } as PromiseLike<unknown>;
    const fails = (): Promise<never> => Promise.reject(new Error('broken'));
    await expect(parallel([() => lazy, fails]).execute(1)).rejects.toThrow('broken');
    expect(awaited).toBe(1);
  });
});

describe.for(wrappers)('%s', ([, wrap]) => {
  test.for<[string, unknown]>([
    ['a text', 'text'],
    ['nothing', undefined],
    ['null', null],
    ['a frozen error', Object.freeze(new Error('frozen'))],
    ['an error whose path is fixed', Object.defineProperty(new Error(), 'stepPath', { value: 5 })],
    ['an error that cannot be read', unreadable],
    ['an error that is out of reach', revoked()],
  ])('passes on %s that a step throws as it is', async ([, thrown]) => {
    const flow = sequential(wrap(mock<number, unknown>().throws(thrown)));
    const outcome = await flow.execute(1).then(
      () => 'an output',
      (reason: unknown) => (reason === thrown ? 'the same' : 'another'),
    );
    expect(outcome).toBe('the same');
  });

  test('rejects when the then of a thenable throws', async () => {
    const thenable = {
      then: () => {
        throw new Error('no then');
      },
    };
    const flow = sequential(wrap(() => thenable as unknown as PromiseLike<string>));
    await expect(flow.execute(1)).rejects.toThrow('no then');
  });

  test('is over at the limit around it, though the step never settles and ignores its signal', async () => {
    const clock = new ManualClock();
    const flow = timeout(wrap(never), '500ms');
    const outcome = flow.execute(1, new WorkflowContext('demo', { clock })).catch(String);
    await clock.advance(500);
    expect(await outcome).toBe('TimeoutError: The step took longer than 500 ms');
    expect(clock.pending).toBe(0);
  });
});

describe('a step that ignores its signal', () => {
  test('is waited for after an abort, and the next is not begun', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const context = new WorkflowContext('demo', { clock, signal: controller.signal });
    const deaf = (): Promise<undefined> =>
      new Promise((resolve) => {
        clock.setTimeout(() => {
          resolve(undefined);
        }, 100);
      });
    const next = mock<undefined, string>('next').returns('next');
    const running = sequential(deaf, next).execute(1, context);
    const ended = vi.fn();
    running.catch(ended);
    controller.abort(new Error('stop'));
    await clock.advance(99);
    expect(ended).not.toHaveBeenCalled();
    await clock.advance(1);
    await expect(running).rejects.toThrow('stop');
    expect(next.callCount).toBe(0);
  });
});

describe('a step that fails in its clean-up', () => {
  const untidy = async (_: number, { signal }: WorkflowContext): Promise<never> => {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    throw new Error('no clean-up');
  };

  test('has its error logged beside the one that is thrown', async () => {
    const warn = vi.fn();
    const context = new WorkflowContext('demo', { log: { ...console, warn } });
    const fails = (): Promise<never> => Promise.reject(new Error('first'));
    const flow = parallel({ untidy, fails });
    await expect(flow.execute(1, context)).rejects.toThrow('first');
    expect(warn.mock.calls).toEqual([
      ['demo › parallel.untidy › untidy failed too', new Error('no clean-up')],
    ]);
  });

  test('has its error thrown when the run was aborted from outside', async () => {
    const controller = new AbortController();
    const context = new WorkflowContext('demo', { signal: controller.signal });
    const running = fallback(untidy, () => 'next').execute(1, context);
    controller.abort(new Error('stop'));
    await expect(running).rejects.toThrow('no clean-up');
  });
});
