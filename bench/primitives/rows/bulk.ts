import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { importOurs } from '../ours.ts';
import { defineRow, equals, type Call, type Make } from '../row.ts';

type Step = (value: number) => Promise<number>;

interface BulkParts {
  /** The numbers below a count, one by one. */
  readonly source: (count: number) => Iterable<number>;
  readonly step: Step;
}

const concurrency = 16;
const million = 1_000_000;

export const mapOfMillion = defineRow<BulkParts>({
  name: 'map of a million, 16 at once',
  target: 2.5,
  megabytes: 160,
  floor:
    ({ source, step }) =>
    async (count) => {
      const outputs: number[] = [];
      const items = source(count)[Symbol.iterator]();
      let next = 0;
      async function work(): Promise<void> {
        for (let item = items.next(); item.done !== true; item = items.next()) {
          const index = next++;
          outputs[index] = await step(item.value);
        }
      }
      await Promise.all(Array.from({ length: concurrency }, work));
      return outputs;
    },
  ours: {
    async slo({ source, step }) {
      const { map } = await importOurs();
      const flow = map(step, { concurrency });
      return (count) => flow.execute(source(count));
    },
  },
  peers: {
    async 'p-map'({ source, step }) {
      const { default: pMap } = await import('p-map');
      return (count) => pMap(source(count), step, { concurrency });
    },
    async Effect({ source, step }) {
      const { Effect } = await import('effect');
      return (count) =>
        Effect.runPromise(
          Effect.forEach(source(count), (value) => Effect.promise(() => step(value)), {
            concurrency,
          }),
        );
    },
    async radashi({ source, step }) {
      const { parallel } = await import('radashi');
      return (count) => parallel(concurrency, [...source(count)], step);
    },
    async 'es-toolkit'({ source, step }) {
      const { mapAsync } = await import('es-toolkit');
      return (count) => mapAsync([...source(count)], step, { concurrency });
    },
    async 'p-limit'({ source, step }) {
      const { default: pLimit } = await import('p-limit');
      const limit = pLimit(concurrency);
      return (count) => limit.map(source(count), step);
    },
    async 'p-queue'({ source, step }) {
      const { default: PQueue } = await import('p-queue');
      const queue = new PQueue({ concurrency });
      return (count) => queue.addAll(Array.from(source(count), (value) => () => step(value)));
    },
    async rxjs({ source, step }) {
      const { from, lastValueFrom, mergeMap, toArray } = await import('rxjs');
      return (count) =>
        lastValueFrom(
          from(source(count)).pipe(
            mergeMap(async (value, index) => [index, await step(value)] as const, concurrency),
            toArray(),
          ),
        ).then((pairs) => pairs.sort(([a], [b]) => a - b).map(([, value]) => value));
    },
  },
  timed: {
    parts: { source: numbersBelow, step: async (value) => value * 2 },
    input: million,
    check(answer) {
      assert(Array.isArray(answer) && answer.length === million);
      for (let index = 0; index < million; index++) assert(answer[index] === index * 2);
    },
  },
  async prove(make) {
    const expected = Array.from({ length: 100 }, (_, index) => index * 2);
    assert.deepEqual(await proveBounded(make), expected, 'the outputs are in order');
  },
});

export const streamOfMillion = defineRow<BulkParts>({
  name: 'stream of a million, 16 at once',
  target: 5,
  megabytes: 90,
  floor:
    ({ source, step }) =>
    async (count) => {
      const items = source(count)[Symbol.iterator]();
      let sum = 0;
      async function work(): Promise<void> {
        for (let item = items.next(); item.done !== true; item = items.next()) {
          // Not `sum +=`, which would read the sum before it waits.
          const value = await step(item.value);
          sum += value;
        }
      }
      await Promise.all(Array.from({ length: concurrency }, work));
      return sum;
    },
  ours: {
    async slo({ source, step }) {
      const { mapStream } = await importOurs();
      const flow = mapStream(step, { concurrency });
      return async (count) => sumOf(await flow.execute(source(count)));
    },
  },
  peers: {
    async 'p-map'({ source, step }) {
      const { pMapIterable } = await import('p-map');
      return (count) => sumOf(pMapIterable(source(count), step, { concurrency }));
    },
    async 'Effect Stream'({ source, step }) {
      const { Effect, Stream } = await import('effect');
      return (count) =>
        Effect.runPromise(
          Stream.fromIterable(source(count)).pipe(
            Stream.mapEffect((value) => Effect.promise(() => step(value)), { concurrency }),
            Stream.runFold(
              () => 0,
              (sum, value) => sum + value,
            ),
          ),
        );
    },
    async 'p-queue, onSizeLessThan'({ source, step }) {
      const { default: PQueue } = await import('p-queue');
      return async (count) => {
        const queue = new PQueue({ concurrency });
        let sum = 0;
        for (const value of source(count)) {
          await queue.onSizeLessThan(concurrency);
          void queue.add(async () => {
            const output = await step(value);
            sum += output;
          });
        }
        await queue.onIdle();
        return sum;
      };
    },
  },
  timed: {
    parts: { source: numbersBelow, step: async (value) => value * 2 },
    input: million,
    check: equals(million * (million - 1)),
  },
  async prove(make) {
    assert.equal(await proveBounded(make), 100 * 99, 'each item counts once');

    let read = 0;
    let done = 0;
    let ahead = 0;
    const call = await make({
      *source(count) {
        for (const value of numbersBelow(count)) {
          ahead = Math.max(ahead, ++read - done);
          yield value;
        }
      },
      async step(value) {
        done++;
        return value;
      },
    });
    await call(50_000);
    assert(ahead < 10_000, `reads ${String(ahead)} items ahead`);
  },
});

function* numbersBelow(count: number): Generator<number, void> {
  for (let value = 0; value < count; value++) yield value;
}

async function sumOf(values: AsyncIterable<number>): Promise<number> {
  let sum = 0;
  for await (const value of values) sum += value;
  return sum;
}

/** Maps a hundred items that end out of order; returns what came out. */
async function proveBounded(make: Make<BulkParts>): Promise<unknown> {
  let running = 0;
  let most = 0;
  const call: Call = await make({
    source: numbersBelow,
    async step(value) {
      most = Math.max(most, ++running);
      await sleep((value * 7) % 5);
      running--;
      return value * 2;
    },
  });
  const answer = await call(100);
  assert.equal(most, concurrency, 'as many at once as asked for, and no more');
  return answer;
}
