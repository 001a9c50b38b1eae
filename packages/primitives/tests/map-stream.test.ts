import { describe, expect, test, vi } from 'vitest';
import {
  map,
  mapStream,
  sequential,
  WorkflowContext,
  type Items,
  type Step,
} from '@slo/primitives';
import { ManualClock, mock } from '@slo/primitives/testing';

function* numbers(count: number, log: string[] = []): Generator<number> {
  try {
    for (let n = 0; n < count; n++) yield n;
  } finally {
    log.push('closed');
  }
}

async function* numbersLater(count: number, log: string[] = []): AsyncGenerator<number> {
  try {
    for (let n = 0; n < count; n++) yield await Promise.resolve(n);
  } finally {
    log.push('closed');
  }
}

async function gather<Output>(stream: Promise<AsyncIterable<Output>>): Promise<Output[]> {
  const outputs: Output[] = [];
  for await (const output of await stream) outputs.push(output);
  return outputs;
}

const sources: [string, (count: number, log?: string[]) => Items<number>][] = [
  ['a generator', numbers],
  ['an async generator', numbersLater],
];
const double = (n: number): Promise<number> => Promise.resolve(n * 2);

describe('mapStream', () => {
  test.for(sources)('gives away the outputs of %s in order', async ([, source]) => {
    const expected = Array.from({ length: 50 }, (_, n) => n * 2);
    expect(await gather(mapStream(double).execute(source(50)))).toEqual(expected);
    expect(await gather(mapStream((n: number) => n * 2).execute(source(50)))).toEqual(expected);
  });

  test.for(sources)('keeps order whoever ends first, with %s', async ([, source]) => {
    const clock = new ManualClock();
    const step = (n: number): Promise<number> =>
      new Promise((resolve) => {
        clock.setTimeout(() => {
          resolve(n);
        }, 100 - n);
      });
    const context = new WorkflowContext('demo', { clock });
    const outputs = gather(mapStream(step, { concurrency: 4 }).execute(source(9), context));
    await clock.run();
    expect(await outputs).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test.for(sources)('takes from %s no further than the window', async ([, source]) => {
    let taken = 0;
    const step = (n: number): Promise<number> => {
      taken = n + 1;
      return Promise.resolve(n);
    };
    const stream = await mapStream(step, { concurrency: 3 }).execute(source(100));
    expect(taken).toBe(0);
    for (let given = 1; given < 20; given++) {
      await stream.next();
      await new Promise(setImmediate);
      expect(taken - given).toBeLessThanOrEqual(3);
    }
    await stream.return();
  });

  test.for(sources)('leaving the loop early aborts the work and closes %s', async ([, source]) => {
    const log: string[] = [];
    const begun = new Set<number>();
    const step = (n: number, { signal }: WorkflowContext): Promise<number> => {
      if (n === 0) return Promise.resolve(n);
      begun.add(n);
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          begun.delete(n);
          reject(signal.reason);
        });
      });
    };
    const stream = await mapStream(step, { concurrency: 3 }).execute(source(9, log));
    for await (const output of stream) {
      await new Promise(setImmediate);
      expect({ output, working: begun.size > 0 }).toEqual({ output: 0, working: true });
      break;
    }
    expect(begun).toEqual(new Set());
    expect(log).toEqual(['closed']);
  });

  test.for(sources)(
    'a failure that who left the loop did not see is logged, of %s',
    async ([, source]) => {
      const warn = vi.fn();
      const context = new WorkflowContext('demo', { log: { ...console, warn } });
      const error = new Error('broken');
      const step = async function score(n: number): Promise<number> {
        if (n === 0) return n;
        await new Promise(setImmediate);
        throw error;
      };
      const stream = await mapStream(step, { concurrency: 2 }).execute(source(9), context);
      for await (const output of stream) {
        await new Promise(setImmediate);
        await new Promise(setImmediate);
        expect(output).toBe(0);
        break;
      }
      expect(warn.mock.calls).toEqual([
        ['demo › mapStream[1] › score failed after the last output was taken', error],
      ]);
    },
  );

  test.for<[string, Step<number, unknown>]>([
    ['at once', (n, { state }) => [state['last'], (state['last'] = n)]],
    ['later', (n, { state }) => Promise.resolve([state['last'], (state['last'] = n)])],
  ])('items that answer %s keep their state to themselves', async ([, step]) => {
    const flow = mapStream(step, { concurrency: 2 });
    const outputs = await gather(flow.execute([1, 2, 3, 4, 5]));
    expect(outputs).toEqual([1, 2, 3, 4, 5].map((n) => [undefined, n]));
  });

  test('closes a source that is slow when the loop is left', async () => {
    const closed = vi.fn(() => Promise.resolve({ done: true, value: undefined } as const));
    let given = 0;
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          given++ === 0 ? Promise.resolve({ done: false, value: 0 }) : new Promise(() => undefined),
        return: closed,
      }),
    };
    for await (const output of await mapStream(double).execute(source)) {
      expect(output).toBe(0);
      break;
    }
    expect(closed).toHaveBeenCalledOnce();
  });

  test.for(sources)(
    'a failure aborts the others and is thrown with its path, of %s',
    async ([, source]) => {
      const log: string[] = [];
      const error = new Error('broken');
      const step = function score(n: number): Promise<number> {
        return n === 3 ? Promise.reject(error) : Promise.resolve(n);
      };
      const context = new WorkflowContext('demo');
      const outputs = gather(mapStream(step, { concurrency: 2 }).execute(source(9, log), context));
      await expect(outputs).rejects.toBe(error);
      expect(error).toHaveProperty('stepPath', 'demo › mapStream[3] › score');
      expect(log).toEqual(['closed']);
    },
  );

  test('gives away what is ready while the source is slow', async () => {
    const clock = new ManualClock();
    const source = async function* (): AsyncGenerator<number> {
      for (let n = 0; n < 3; n++) {
        yield n;
        await new Promise<void>((resolve) => {
          clock.setTimeout(resolve, 1_000);
        });
      }
    };
    const stream = await mapStream(double).execute(source());
    await expect(stream.next()).resolves.toEqual({ done: false, value: 0 });
    expect(clock.monotonic()).toBe(0);
    const next = stream.next();
    await clock.advance(1_000);
    await expect(next).resolves.toEqual({ done: false, value: 2 });
    const closed = stream.return();
    await clock.run();
    await closed;
  });

  test('streams feed maps', async () => {
    const store = mock<number, number>().implementation((n) => n + 1);
    const flow = sequential(mapStream(double), map(store));
    await expect(flow.execute(numbers(4))).resolves.toEqual([1, 3, 5, 7]);
  });
});
