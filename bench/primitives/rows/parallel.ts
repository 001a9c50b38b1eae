import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { importOurs } from '../ours.ts';
import { defineRow, equals, type AnyRow, type Make } from '../row.ts';

type Step = (value: number) => Promise<number>;
type StructuredStep = (value: number, signal: AbortSignal) => Promise<number>;
type Steps = readonly Step[];

const floor: Make<Steps> = (steps) => (input) => Promise.all(steps.map((step) => step(input)));

const ours: Readonly<Record<string, Make<Steps>>> = {
  async slo(steps) {
    const { parallel } = await importOurs();
    const flow = parallel(steps);
    return (input) => flow.execute(input);
  },
  async 'slo, context given'(steps) {
    const { parallel, WorkflowContext } = await importOurs();
    const flow = parallel(steps);
    const context = new WorkflowContext('bench');
    return (input) => flow.execute(input, context);
  },
};

/**
 * The floor neither tells the other branches of a failure nor waits for their end, as no peer does. This is
 * the least code that does both, as ours.
 */
const structured: Make<Steps> = (steps) => async (input) => {
  const controller = new AbortController();
  const outputs = steps.map((step: StructuredStep) => step(input, controller.signal));
  try {
    return await Promise.all(outputs);
  } catch (error) {
    controller.abort(error);
    await Promise.allSettled(outputs);
    throw error;
  }
};

const peers: Readonly<Record<string, Make<Steps>>> = {
  async 'radashi all'(steps) {
    const { all } = await import('radashi');
    return (input) => all(steps.map((step) => step(input)));
  },
  async rxjs(steps) {
    const { forkJoin, lastValueFrom } = await import('rxjs');
    return (input) => lastValueFrom(forkJoin(steps.map((step) => step(input))));
  },
  async Effect(steps) {
    const { Effect } = await import('effect');
    return (input) =>
      Effect.runPromise(
        Effect.all(
          steps.map((step) => Effect.promise(() => step(input))),
          { concurrency: 'unbounded' },
        ),
      );
  },
  async 'es-toolkit mapAsync'(steps) {
    const { mapAsync } = await import('es-toolkit');
    return (input) => mapAsync(steps, (step) => step(input));
  },
  async 'p-map'(steps) {
    const { default: pMap } = await import('p-map');
    return (input) => pMap(steps, (step) => step(input));
  },
  async 'p-limit'(steps) {
    const { default: pLimit } = await import('p-limit');
    const limit = pLimit(Infinity);
    return (input) => limit.map(steps, (step) => step(input));
  },
  async 'p-queue'(steps) {
    const { default: PQueue } = await import('p-queue');
    const queue = new PQueue();
    return (input) => queue.addAll(steps.map((step) => () => step(input)));
  },
};

export const parallelOf10 = parallelOf(10);
export const parallelOf1000 = parallelOf(1000);

function parallelOf(count: number): AnyRow {
  const indices = Array.from({ length: count }, (_, index) => index);
  return defineRow<Steps>({
    name: `parallel of ${String(count)}`,
    target: 1.2,
    floor,
    ours,
    byHand: { 'by hand, siblings aborted and waited for': structured },
    peers,
    timed: {
      parts: indices.map((index) => async (value: number) => value + index),
      input: 1,
      check: equals(indices.map((index) => index + 1)),
    },
    async prove(make) {
      let running = 0;
      let most = 0;
      const steps = [30, 20, 10].map((milliseconds) => async (value: number) => {
        most = Math.max(most, ++running);
        await sleep(milliseconds);
        running--;
        return value + milliseconds;
      });
      const call = await make(steps);
      assert.deepEqual(await call(1), [31, 21, 11], 'the outputs are in order');
      assert.equal(most, 3, 'all run at once');

      const failing = await make([...steps, () => Promise.reject(new Error('broken'))]);
      // Whether it comes alone or among others is a matter of taste.
      await assert.rejects(
        async () => failing(1),
        (error: Error) =>
          (error instanceof AggregateError ? String(error.errors) : error.message).includes(
            'broken',
          ),
      );
    },
  });
}
