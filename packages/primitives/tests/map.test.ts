import { describe, expect, test } from 'vitest';
import { map, WorkflowContext, type Items } from '@slo/primitives';
import { ManualClock, mock } from '@slo/primitives/testing';

const double = (n: number): Promise<number> => Promise.resolve(n * 2);

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

const sources: [string, (count: number, log?: string[]) => Items<number>][] = [
  ['a generator', numbers],
  ['an async generator', numbersLater],
];

describe('map', () => {
  test('keeps the order of a list', async () => {
    await expect(map(double).execute([3, 1, 2])).resolves.toEqual([6, 2, 4]);
  });

  test('takes any iterable', async () => {
    await expect(map(double).execute(new Set([1, 2]))).resolves.toEqual([2, 4]);
    await expect(map((c: string) => c).execute('ab')).resolves.toEqual(['a', 'b']);
    await expect(map(double).execute([])).resolves.toEqual([]);
  });

  test.for(sources)('reads %s to its end', async ([, source]) => {
    await expect(map(double).execute(source(40))).resolves.toEqual(
      [...numbers(40)].map((n) => n * 2),
    );
  });

  test.for(sources)('takes from %s only as fast as it works', async ([, source]) => {
    const clock = new ManualClock();
    let taken = 0;
    let ended = 0;
    let furthest = 0;
    const counted = (n: number, context: WorkflowContext) =>
      new Promise<number>((resolve) => {
        furthest = Math.max(furthest, ++taken - ended);
        context.clock.setTimeout(() => {
          ended++;
          resolve(n);
        }, 1);
      });
    const running = map(counted, { concurrency: 3 }).execute(
      source(10),
      new WorkflowContext('demo', { clock }),
    );
    await clock.run();
    await expect(running).resolves.toHaveLength(10);
    expect(furthest).toBe(3);
  });

  test.for(sources)('a failure is thrown with its path and closes %s', async ([, source]) => {
    const log: string[] = [];
    const error = new Error('broken');
    const step = mock<number, number>('score').returnsOnce(1).returnsOnce(1).throws(error);
    const running = map(step, { concurrency: 1 }).execute(
      source(9, log),
      new WorkflowContext('demo'),
    );
    await expect(running).rejects.toBe(error);
    expect(error).toHaveProperty('stepPath', 'demo › map[2] › score');
    expect(step.callCount).toBe(3);
    expect(log).toEqual(['closed']);
  });

  test('collect keeps the outputs of the items that succeed', async () => {
    const error = new Error('broken');
    const step = mock<number, number>().returnsOnce(1).throwsOnce(error).returns(3);
    const flow = map(step, { concurrency: 1, onError: 'collect' });
    await expect(flow.execute([1, 2, 3])).resolves.toEqual([
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: error },
      { status: 'fulfilled', value: 3 },
    ]);
  });
});
