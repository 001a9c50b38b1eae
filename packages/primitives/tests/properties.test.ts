import { getEventListeners } from 'node:events';
import { setImmediate as settled } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkflowContext } from '@slo/primitives';
import { seededRandom } from '@slo/primitives/testing';
import { build } from './random-flows/build.ts';
import { pathPattern } from './random-flows/paths.ts';
import { endsWell, every, outputOf, shapes, waits, type Shape } from './random-flows/shape.ts';
import { errorsIn, LeafError, Watch } from './random-flows/watch.ts';

interface Run {
  readonly shape: Shape;
  readonly seed: number;
  /** What each run is given; all begin at once, and share the flow. */
  readonly inputs: readonly string[];
  /** When the first of them is aborted. */
  readonly abortAt: number | undefined;
}

/** What is known of the runs once all of them, left behind or not, have come to rest. */
interface Report {
  readonly watch: Watch;
  readonly endings: readonly PromiseSettledResult<unknown>[];
  readonly endedAt: number;
  /** What was there when the last had ended; told to stop, work ends within a few microtasks. */
  readonly left: { readonly timers: number; readonly running: number; readonly heedless: number };
  readonly listeners: number;
  readonly pending: number;
}

const runs = fc.record({
  shape: shapes,
  seed: fc.integer(),
  inputs: fc.constantFrom(['a'], ['a'], ['a', 'a'], ['a', 'b']),
  abortAt: fc.option(fc.integer({ min: 0, max: 80 }), { nil: undefined }),
});

const aborted = new Error('aborted from outside');

async function perform({ shape, seed, inputs, abortAt }: Run): Promise<Report> {
  const watch = new Watch();
  const { clock, log, promises } = watch;
  const { signal, abort } = abortable();
  const flow = build(shape, watch);
  const random = seededRandom(seed);
  const endings: PromiseSettledResult<unknown>[] = [];
  let endedAt = NaN;
  let left = { timers: 0, running: 0, heedless: 0 };
  const note = (index: number, ending: PromiseSettledResult<unknown>): void => {
    endings[index] = ending;
    if (Object.keys(endings).length < inputs.length) return;
    watch.over = true;
    endedAt = clock.monotonic();
    left = { timers: clock.pending - watch.leafTimers, running: watch.running, heedless: 0 };
    void microtasks().then(() => {
      left = { ...left, heedless: watch.running };
    });
  };
  promises.within(() => {
    for (const [index, input] of inputs.entries()) {
      const options = { clock, log, random, signal: index === 0 ? signal : undefined };
      void flow.execute(input, new WorkflowContext('prop', options)).then(
        (value) => {
          note(index, { status: 'fulfilled', value });
        },
        (reason: unknown) => {
          note(index, { status: 'rejected', reason });
        },
      );
    }
  });
  if (abortAt !== undefined) {
    await clock.advance(abortAt);
    promises.within(abort);
  }
  await clock.run();
  await settled();
  const pending = promises.count();
  return {
    watch,
    endings,
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

const allHeed = (shape: Shape): boolean =>
  every(shape, (each) => each.kind !== 'leaf' || each.heeds);

/** Whether the first failure is that of the run, with nothing to wait for when all steps heed. */
const failsAtOnce = (shape: Shape): boolean =>
  every(shape, (each) => {
    if (each.kind === 'parallel' || each.kind === 'map') return !each.collects;
    if (each.kind === 'mapStream') return each.takes === Infinity && each.pause === 0;
    return ['leaf', 'sequential', 'conditional', 'router', 'lambda'].includes(each.kind);
  });

function check({ shape, inputs, abortAt }: Run, report: Report): void {
  const { watch, endings, endedAt, left, listeners, pending } = report;
  expect(watch.faults).toEqual([]);
  expect(Object.keys(endings)).toHaveLength(inputs.length);
  const pattern = pathPattern('prop', shape);
  expect([...watch.paths].filter((path) => !pattern.test(path))).toEqual([]);

  // Only work that does not heed its signal is left behind, and only by what gives it up.
  expect(left.timers).toBe(0);
  if (waits(shape)) expect(left.running).toBe(0);
  if (allHeed(shape)) expect(left.heedless).toBe(0);
  if (inputs.length === 1 && watch.failedAt !== undefined && failsAtOnce(shape) && allHeed(shape)) {
    expect(endedAt).toBe(watch.failedAt);
  }
  expect({ listeners, pending, open: watch.openSources }).toEqual({
    listeners: 0,
    pending: 0,
    open: 0,
  });

  for (const [index, ending] of endings.entries()) {
    const mayBeAborted = index === 0 && abortAt !== undefined;
    if (endsWell(shape) && waits(shape)) {
      if (ending.status === 'fulfilled') {
        expect(ending.value).toEqual(outputOf(shape, inputs[index]));
      } else {
        expect(mayBeAborted).toBe(true);
        expect(ending.reason).toBe(aborted);
      }
    }
    if (ending.status === 'rejected' && !mayBeAborted)
      expect(errorsIn(ending.reason)).not.toContain(aborted);
    if (ending.status === 'rejected') checkFailure(shape, ending.reason, watch);
  }

  const reported = endings.flatMap((ending) =>
    ending.status === 'rejected' ? errorsIn(ending.reason) : [],
  );
  const known = new Set([...reported, ...watch.collected, ...watch.logged]);
  expect(watch.thrown.filter((error) => !known.has(error))).toEqual([]);
}

function checkFailure(shape: Shape, reason: unknown, { orphaned }: Watch): void {
  const reported = errorsIn(reason);
  expect(reason).toHaveProperty('stepPath', expect.stringMatching(/^prop/));
  // Callers who share a call share its error, which then has more than one way to the top.
  if (!every(shape, ({ kind }) => kind !== 'cache')) return;
  expect(reported.filter((error) => orphaned.has(error))).toEqual([]);
  expect(new Set(reported).size).toBe(reported.length);
  for (const error of reported) {
    if (error instanceof LeafError && error.leafPath !== undefined) {
      expect(error).toHaveProperty('stepPath', error.leafPath);
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
