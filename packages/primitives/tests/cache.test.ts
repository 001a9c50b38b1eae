import { describe, expect, test, vi } from 'vitest';
import {
  cache,
  CachePrimitive,
  MemoryStore,
  parallel,
  timeout,
  WorkflowContext,
  type Store,
  type StoredEntry,
} from '@slo/primitives';
import { ManualClock, mock } from '@slo/primitives/testing';

function withClock(signal?: AbortSignal) {
  const clock = new ManualClock();
  return { clock, context: new WorkflowContext('demo', signal ? { clock, signal } : { clock }) };
}

const one = (input: object): number => Object.keys(input).length;

/** A step whose calls end when the test says so. */
function gate() {
  const calls: { resolve: (value: string) => void; signal: AbortSignal }[] = [];
  const step = (_: string, { signal }: WorkflowContext): Promise<string> =>
    new Promise((resolve, reject) => {
      calls.push({ resolve, signal });
      signal.addEventListener('abort', () => {
        reject(signal.reason);
      });
    });
  return { calls, step };
}

/** A store on the far side of a wire. */
class SlowStore implements Store {
  readonly #inner = new MemoryStore();

  async get(key: string): Promise<StoredEntry | undefined> {
    await Promise.resolve();
    return this.#inner.get(key);
  }

  async set(key: string, value: unknown, expiresAt: number): Promise<void> {
    await Promise.resolve();
    this.#inner.set(key, value, expiresAt);
  }

  async delete(key: string): Promise<void> {
    await Promise.resolve();
    this.#inner.delete(key);
  }

  async purge(now: number): Promise<void> {
    await Promise.resolve();
    this.#inner.purge(now);
  }
}

describe('cache', () => {
  test.for([
    ['a memory store', () => new MemoryStore()],
    ['a store that takes its time', () => new SlowStore()],
  ] as const)('in %s, runs the step once for a key until the time is over', async ([, store]) => {
    const { clock, context } = withClock();
    const step = mock<string, number>('count').implementation(() => step.callCount);
    const flow = cache(step, { ttl: '1h', store: store() });
    expect(await flow.execute('a', context)).toBe(1);
    expect(await flow.execute('a', context)).toBe(1);
    expect(await flow.execute('b', context)).toBe(2);
    await clock.advance(3_599_999);
    expect(await flow.execute('a', context)).toBe(1);
    await clock.advance(1);
    expect(await flow.execute('a', context)).toBe(3);
  });

  test.for([[undefined], [null], [0], ['']])('takes %o for a hit', async ([value]) => {
    const step = mock<string, unknown>().returns(value);
    const flow = cache(step);
    expect([await flow.execute('a'), await flow.execute('a')]).toEqual([value, value]);
    expect(step.callCount).toBe(1);
  });

  test('remembers no error', async () => {
    const step = mock<string, string>().throwsOnce(new Error('busy')).returns('ok');
    const flow = cache(step);
    await expect(flow.execute('a')).rejects.toThrow('busy');
    await expect(flow.execute('a')).resolves.toBe('ok');
  });

  test('callers at the same time share one call, and its failure', async () => {
    const step = mock<string, string>().implementation(() => Promise.reject(new Error('busy')));
    const flow = cache(step);
    const outcomes = await Promise.allSettled([flow.execute('a'), flow.execute('a')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(step.callCount).toBe(1);
  });

  test('a caller who leaves takes nothing from the others', async () => {
    const { calls, step } = gate();
    const flow = cache(step);
    const leaver = new AbortController();
    const first = flow.execute('a', withClock(leaver.signal).context);
    const second = flow.execute('a');
    leaver.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    expect(calls[0]?.signal.aborted).toBe(false);
    calls[0]?.resolve('ok');
    await expect(second).resolves.toBe('ok');
    expect(calls).toHaveLength(1);
  });

  test('the call is aborted when the last caller has left', async () => {
    const { calls, step } = gate();
    const flow = cache(step);
    const leavers = [new AbortController(), new AbortController()];
    const waits = leavers.map(({ signal }) => flow.execute('a', withClock(signal).context));
    const outcomes = Promise.allSettled(waits);
    leavers[0]?.abort(new Error('gone'));
    expect(calls[0]?.signal.aborted).toBe(false);
    leavers[1]?.abort(new Error('gone too'));
    await outcomes;
    expect(calls[0]?.signal.aborted).toBe(true);
    const again = flow.execute('a');
    calls[1]?.resolve('fresh');
    await expect(again).resolves.toBe('fresh');
  });

  test('the call is aborted when its only caller leaves while it begins', async () => {
    const leaver = new AbortController();
    const { calls, step } = gate();
    const flow = cache((text: string, context: WorkflowContext) => {
      leaver.abort(new Error('gone'));
      return step(text, context);
    });
    await expect(flow.execute('a', withClock(leaver.signal).context)).rejects.toThrow('gone');
    expect(calls[0]?.signal.aborted).toBe(true);
  });

  test('a caller who comes while the aborted call winds up starts a new one', async () => {
    const { clock, context } = withClock();
    let call = 0;
    const flow = cache(async (_: string, { signal }) => {
      const own = ++call;
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          clock.setTimeout(resolve, 50);
        });
        if (own === 2) resolve();
      });
      return own;
    });
    const first = timeout(flow, 10).execute('a', context);
    const outcome = expect(first).rejects.toThrow('took longer');
    await clock.advance(20);
    await expect(flow.execute('a', context)).resolves.toBe(2);
    await clock.run();
    await outcome;
  });

  test('when it is given up on, no timer of the call inside is left', async () => {
    const { clock, context } = withClock();
    const hangs = (): Promise<never> => new Promise(() => undefined);
    const running = timeout(cache(timeout(hangs, '1h'), { key: () => 'a' }), 10);
    const outcome = expect(running.execute('a', context)).rejects.toThrow('took longer than 10 ms');
    await clock.advance(10);
    await outcome;
    await clock.advance(0);
    expect(clock.pending).toBe(0);
  });

  test('gives a stale result at once and fetches a new one behind it', async () => {
    const { clock, context } = withClock();
    const step = mock<string, number>('count').implementation(() => step.callCount);
    const flow = cache(step, { ttl: '1m', stale: '1m' });
    expect(await flow.execute('a', context)).toBe(1);
    await clock.advance(60_000);
    expect(await flow.execute('a', context)).toBe(1);
    await clock.advance(1);
    expect(await flow.execute('a', context)).toBe(2);
    await clock.advance(120_000);
    expect(await flow.execute('a', context)).toBe(3);
    expect(step.callCount).toBe(3);
  });

  test('a refresh that fails leaves the stale result, and says so in the log', async () => {
    const warnings: unknown[] = [];
    const clock = new ManualClock();
    const silent = () => undefined;
    const log = {
      debug: silent,
      info: silent,
      warn: (message: string) => warnings.push(message),
      error: silent,
    };
    const context = new WorkflowContext('demo', { clock, log });
    const step = mock<string, number>().returnsOnce(1).throws(new Error('busy'));
    const flow = cache(step, { ttl: 10, stale: 10 });
    await flow.execute('a', context);
    await clock.advance(15);
    expect(await flow.execute('a', context)).toBe(1);
    await clock.advance(0);
    expect(warnings).toEqual(['Refreshing a stale result failed']);
  });

  test('disposing the context ends a refresh and waits for it', async () => {
    const { clock, context } = withClock();
    const { calls, step } = gate();
    const flow = cache(step, { ttl: 10, stale: 10 });
    const first = flow.execute('a', context);
    calls[0]?.resolve('old');
    await first;
    await clock.advance(15);
    expect(await flow.execute('a', context)).toBe('old');
    expect(calls).toHaveLength(2);
    await context[Symbol.asyncDispose]();
    expect(calls[1]?.signal.aborted).toBe(true);
  });

  test('a refresh goes on while another run waits for it', async () => {
    const { clock, context } = withClock();
    const { calls, step } = gate();
    const flow = cache(step, { ttl: 10, stale: 10 });
    const first = flow.execute('a', context);
    calls[0]?.resolve('old');
    await first;
    await clock.advance(15);
    expect(await flow.execute('a', context)).toBe('old');
    await clock.advance(15);
    const other = flow.execute('a', new WorkflowContext('other', { clock }));
    await context[Symbol.asyncDispose]();
    calls[1]?.resolve('new');
    expect(await other).toBe('new');
  });

  test('a caller who leaves a refresh leaves it to the run that began it', async () => {
    const { clock, context } = withClock();
    const { calls, step } = gate();
    const flow = cache(step, { ttl: 10, stale: 10 });
    const first = flow.execute('a', context);
    calls[0]?.resolve('old');
    await first;
    await clock.advance(15);
    await flow.execute('a', context);
    await clock.advance(15);
    const impatient = timeout(flow, 1).execute('a', new WorkflowContext('other', { clock }));
    const outcome = expect(impatient).rejects.toThrow('took longer than 1 ms');
    await clock.advance(1);
    await outcome;
    calls[1]?.resolve('new');
    await clock.advance(0);
    expect(await flow.execute('a', context)).toBe('new');
  });

  test('keeps the caches that share a store apart', async () => {
    const store = new MemoryStore();
    const one = cache(mock<string, number>('one').returns(1), { store });
    const two = cache(mock<string, number>('two').returns(2), { store });
    const three = cache(mock<string, number>('two').returns(3), { store, name: 'three' });
    const all = parallel([one, two, three]);
    await expect(all.execute('a')).resolves.toEqual([1, 2, 3]);
    expect(store.size).toBe(3);
  });

  test('tells a number from the text of it by default', async () => {
    const step = mock<string | number, string>().implementation((input) => typeof input);
    const flow = cache(step);
    const inputs = [1, '1', ':1', '::1', NaN, 'NaN'];
    for (const input of inputs) expect(await flow.execute(input)).toBe(typeof input);
    expect(step.inputs).toEqual(inputs);
  });

  test('tells keys apart by the function given', async () => {
    const step = mock<{ id: string }, number>().returns(1);
    const flow = cache(step, { key: ({ id }) => id });
    await flow.execute({ id: 'a' });
    await flow.execute({ id: 'a' });
    await flow.execute({ id: 'b' });
    expect(step.callCount).toBe(2);
  });

  test('refuses a key that is no string or number, and an input it has no key for', async () => {
    const bad = cache(one, { key: () => null as unknown as string });
    await expect(bad.execute({})).rejects.toThrow(
      'Expected the key of a cache to be a string or a number, got null',
    );
    await expect(new CachePrimitive(one).execute({})).rejects.toThrow('needs a key');
    const later = cache(one, { key: () => Promise.resolve('a') as unknown as string });
    await expect(later.execute({})).rejects.toThrow(
      'got an instance of Promise; it must be known at once',
    );
  });

  test('refuses what a store answers that is no entry', async () => {
    const store = new MemoryStore();
    for (const answer of [null, { value: 1 }, 5]) {
      vi.spyOn(store, 'get').mockReturnValueOnce(answer as unknown as StoredEntry);
      const flow = cache(one, { store, key: () => 'a' });
      await expect(flow.execute({}, new WorkflowContext('demo'))).rejects.toMatchObject({
        message: expect.stringContaining('{ value, expiresAt } or undefined, got') as unknown,
        stepPath: 'demo › cache › one',
      });
    }
  });

  test('the failure of a key has the path of the cache', async () => {
    const error = new Error('no key');
    const flow = cache(one, {
      key: () => {
        throw error;
      },
    });
    await expect(flow.execute({}, new WorkflowContext('demo'))).rejects.toBe(error);
    expect(error).toHaveProperty('stepPath', 'demo › cache › one');
  });

  test('refuses a shared store without a name to keep its keys apart', () => {
    const store = new MemoryStore();
    expect(() => cache(() => 1, { store })).toThrow('needs a name');
  });
});
