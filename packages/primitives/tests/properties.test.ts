import { getEventListeners } from 'node:events';
import { setImmediate as settled } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkflowContext } from '@slo/primitives';
import { seededRandom } from '@slo/primitives/testing';
import { build } from './random-flows/build.ts';
import { pathPattern } from './random-flows/paths.ts';
import { every, outputOf, shapes, waits, type Shape } from './random-flows/shape.ts';
import { errorsIn, LeafError, Watch } from './random-flows/watch.ts';

interface Run {
  readonly shape: Shape;
  readonly seed: number;
  readonly abortAt: number | undefined;
}

/** What is known of a run once all of it, left behind or not, has come to rest. */
interface Report {
  readonly watch: Watch;
  readonly ending: PromiseSettledResult<unknown> | undefined;
  readonly endedAt: number;
  /** What was there when the run ended; told to stop, work ends within a few microtasks. */
  readonly left: { readonly timers: number; readonly running: number; readonly heedless: number };
  readonly listeners: number;
  readonly pending: number;
}

const runs = fc.record({
  shape: shapes,
  seed: fc.integer(),
  abortAt: fc.option(fc.integer({ min: 0, max: 80 }), { nil: undefined }),
});

const aborted = new Error('aborted from outside');

async function perform({ shape, seed, abortAt }: Run): Promise<Report> {
  const watch = new Watch();
  const { clock, log, promises } = watch;
  const { signal, abort } = abortable();
  const flow = build(shape, watch);
  const context = new WorkflowContext('prop', { clock, log, signal, random: seededRandom(seed) });
  let ending: PromiseSettledResult<unknown> | undefined;
  let endedAt = NaN;
  let left = { timers: 0, running: 0, heedless: 0 };
  const note = (outcome: PromiseSettledResult<unknown>): void => {
    ending = outcome;
    watch.over = true;
    endedAt = clock.monotonic();
    left = { timers: clock.pending - watch.leafTimers, running: watch.running, heedless: 0 };
    void microtasks().then(() => {
      left = { ...left, heedless: watch.running };
    });
  };
  void promises.within(() =>
    flow.execute('input', context).then(
      (value) => {
        note({ status: 'fulfilled', value });
      },
      (reason: unknown) => {
        note({ status: 'rejected', reason });
      },
    ),
  );
  if (abortAt !== undefined) {
    await clock.advance(abortAt);
    promises.within(abort);
  }
  await clock.run();
  await settled();
  const pending = promises.count();
  return {
    watch,
    ending,
    endedAt,
    left,
    listeners: getEventListeners(signal, 'abort').length,
    pending,
  };
}

async function microtasks(): Promise<void> {
  for (let count = 0; count < 100; count++) await Promise.resolve();
}

function abortable() {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort(aborted);
  };
  return { signal: controller.signal, abort };
}

const allEndWell = (shape: Shape): boolean =>
  every(shape, (each) => each.kind !== 'leaf' || each.ends === 'well');
const allHeed = (shape: Shape): boolean =>
  every(shape, (each) => each.kind !== 'leaf' || each.heeds);

/** Whether the first failure is that of the run, with nothing to wait for when all steps heed. */
const failsAtOnce = (shape: Shape): boolean =>
  every(shape, (each) => {
    if (each.kind === 'parallel' || each.kind === 'map') return !each.collects;
    return ['leaf', 'sequential', 'conditional', 'router', 'mapStream', 'lambda'].includes(
      each.kind,
    );
  });

function check({ shape, abortAt }: Run, report: Report): void {
  const { watch, ending, endedAt, left, listeners, pending } = report;
  expect(watch.faults).toEqual([]);
  expect(ending).toBeDefined();
  const pattern = pathPattern('prop', shape);
  expect([...watch.paths].filter((path) => !pattern.test(path))).toEqual([]);

  // Only work that does not heed its signal is left behind, and only by what gives it up.
  expect(left.timers).toBe(0);
  if (waits(shape)) expect(left.running).toBe(0);
  if (allHeed(shape)) expect(left.heedless).toBe(0);
  if (watch.failedAt !== undefined && failsAtOnce(shape) && allHeed(shape)) {
    expect(endedAt).toBe(watch.failedAt);
  }
  expect({ listeners, pending }).toEqual({ listeners: 0, pending: 0 });

  if (ending?.status === 'fulfilled' && allEndWell(shape)) {
    if (waits(shape)) expect(ending.value).toEqual(outputOf(shape, 'input'));
  }
  if (ending?.status === 'rejected' && allEndWell(shape) && waits(shape)) {
    expect(abortAt).toBeDefined();
    expect(ending.reason).toBe(aborted);
  }

  const reported = ending?.status === 'rejected' ? errorsIn(ending.reason) : [];
  const known = new Set([...reported, ...watch.collected, ...watch.logged]);
  expect(watch.thrown.filter((error) => !known.has(error))).toEqual([]);
  expect(reported.filter((error) => watch.orphaned.has(error))).toEqual([]);
  if (ending?.status === 'rejected') {
    expect(ending.reason).toHaveProperty('stepPath', expect.stringMatching(/^prop/));
  }
  // Callers who share a call share its error, which then has more than one way to the top.
  if (every(shape, ({ kind }) => kind !== 'cache')) {
    expect(new Set(reported).size).toBe(reported.length);
    if (ending?.status === 'rejected' && ending.reason instanceof LeafError) {
      expect(ending.reason).toHaveProperty('stepPath', ending.reason.leafPath);
    }
  }
}

// The same flows in each run, so that a failure belongs to the change; `SEED=2` tries others.
test('a flow of any shape begins nothing too late, leaves nothing behind and hides no error', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async (run) => {
      check(run, await perform(run));
    }),
    { numRuns: 500, seed: Number(process.env['SEED'] ?? 1) },
  );
}, 60_000);
