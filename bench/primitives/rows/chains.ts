import assert from 'node:assert/strict';
import { importOurs } from '../ours.ts';
import { defineRow, equals, type Make } from '../row.ts';

type Ten<Step> = readonly [Step, Step, Step, Step, Step, Step, Step, Step, Step, Step];
type AsyncStep = (value: number) => Promise<number>;
type SyncStep = (value: number) => number;

// Ten functions of their own each, as in a program: one function ten times would be inlined.
const asyncSteps: Ten<AsyncStep> = [
  async (value) => value + 1,
  async (value) => value + 2,
  async (value) => value + 3,
  async (value) => value + 4,
  async (value) => value + 5,
  async (value) => value + 6,
  async (value) => value + 7,
  async (value) => value + 8,
  async (value) => value + 9,
  async (value) => value + 10,
];
const syncSteps: Ten<SyncStep> = [
  (value) => value + 1,
  (value) => value + 2,
  (value) => value + 3,
  (value) => value + 4,
  (value) => value + 5,
  (value) => value + 6,
  (value) => value + 7,
  (value) => value + 8,
  (value) => value + 9,
  (value) => value + 10,
];

const loop: Make<Ten<AsyncStep | SyncStep>> = (steps) => async (input) => {
  let value = input;
  for (const step of steps) value = await step(value);
  return value;
};

export const asyncChain = defineRow<Ten<AsyncStep>>({
  name: '10 async steps',
  target: 1.2,
  floor:
    ([a, b, c, d, e, f, g, h, i, j]) =>
    async (input) =>
      j(await i(await h(await g(await f(await e(await d(await c(await b(await a(input)))))))))),
  ours: {
    async slo(steps) {
      const { sequential } = await importOurs();
      const flow = sequential(...steps);
      return (input) => flow.execute(input);
    },
    async 'slo, context given'(steps) {
      const { sequential, WorkflowContext } = await importOurs();
      const flow = sequential(...steps);
      const context = new WorkflowContext('bench');
      return (input) => flow.execute(input, context);
    },
  },
  byHand: { loop },
  peers: {
    async 'Effect pipe'(steps) {
      const { Effect } = await import('effect');
      return (input) =>
        Effect.runPromise(
          steps.reduce(
            (flow, step) => Effect.flatMap(flow, (value) => Effect.promise(() => step(value))),
            Effect.succeed(input),
          ),
        );
    },
    async 'Effect gen'(steps) {
      const { Effect } = await import('effect');
      return (input) =>
        Effect.runPromise(
          Effect.gen(function* () {
            let value = input;
            for (const step of steps) {
              const given = value;
              value = yield* Effect.promise(() => step(given));
            }
            return value;
          }),
        );
    },
    async rxjs(steps) {
      const { lastValueFrom, mergeMap, of } = await import('rxjs');
      return (input) =>
        lastValueFrom(steps.reduce((flow, step) => flow.pipe(mergeMap(step)), of(input)));
    },
  },
  timed: { parts: asyncSteps, input: 1, check: equals(56) },
  async prove(make) {
    const seen: number[] = [];
    const spy =
      (step: AsyncStep): AsyncStep =>
      (value) => {
        seen.push(value);
        return step(value);
      };
    const call = await make(tenOf(asyncSteps.map(spy)));
    assert.equal(await call(1), 56);
    assert.deepEqual(seen, [1, 2, 4, 7, 11, 16, 22, 29, 37, 46]);

    const broken = asyncSteps.map((step, index): AsyncStep =>
      index === 5 ? () => Promise.reject(new Error('broken')) : step,
    );
    const failing = await make(tenOf(broken));
    await assert.rejects(async () => failing(1), { message: 'broken' });
  },
});

export const syncChain = defineRow<Ten<SyncStep>>({
  name: '10 sync steps',
  target: 2.5,
  floor:
    ([a, b, c, d, e, f, g, h, i, j]) =>
    async (input) =>
      j(i(h(g(f(e(d(c(b(a(input)))))))))),
  ours: {
    async slo(steps) {
      const { sequential } = await importOurs();
      const flow = sequential(...steps);
      return (input) => flow.execute(input);
    },
    async 'slo, context given'(steps) {
      const { sequential, WorkflowContext } = await importOurs();
      const flow = sequential(...steps);
      const context = new WorkflowContext('bench');
      return (input) => flow.execute(input, context);
    },
  },
  byHand: { 'awaiting loop': loop },
  peers: {
    async 'Effect pipe'(steps) {
      const { Effect } = await import('effect');
      return (input) =>
        Effect.runPromise(
          steps.reduce((flow, step) => Effect.map(flow, step), Effect.succeed(input)),
        );
    },
    async 'Effect gen'(steps) {
      const { Effect } = await import('effect');
      return (input) =>
        Effect.runPromise(
          Effect.gen(function* () {
            let value = input;
            for (const step of steps) {
              const given = value;
              value = yield* Effect.sync(() => step(given));
            }
            return value;
          }),
        );
    },
    async rxjs(steps) {
      const { lastValueFrom, map, of } = await import('rxjs');
      return (input) =>
        lastValueFrom(steps.reduce((flow, step) => flow.pipe(map(step)), of(input)));
    },
    async 'es-toolkit flow'(steps) {
      const { flow } = await import('es-toolkit');
      return flow(...steps);
    },
    async 'radashi chain'(steps) {
      const { chain } = await import('radashi');
      return chain(...steps);
    },
  },
  timed: { parts: syncSteps, input: 1, check: equals(56) },
  async prove(make) {
    const call = await make(syncSteps);
    assert.equal(await call(1), 56);
    assert.equal(await call(2), 57);

    const broken = syncSteps.map((step, index): SyncStep =>
      index === 5 ? () => fail('broken') : step,
    );
    const failing = await make(tenOf(broken));
    await assert.rejects(async () => failing(1), { message: 'broken' });
  },
});

function fail(message: string): never {
  throw new Error(message);
}

function tenOf<Step>(steps: readonly Step[]): Ten<Step> {
  assert.equal(steps.length, 10);
  return steps as unknown as Ten<Step>;
}
