import { WorkflowContext, WorkflowPrimitive, type Logger } from '@slo/primitives';
import { ManualClock } from '@slo/primitives/testing';
import { PendingPromises } from './pending-promises.ts';

/** The error of a step or a source, and where a step stood when it failed. */
export class LeafError extends Error {
  readonly leafPath: string | undefined;

  constructor(leafPath?: string) {
    super('ends badly');
    this.leafPath = leafPath;
  }
}

/** What a run has done that it must not, what of it is still there, what became of its errors. */
export class Watch {
  readonly promises = new PendingPromises();
  readonly clock = new WatchedClock(this.promises);
  readonly faults: string[] = [];
  readonly thrown: LeafError[] = [];
  failedAt: number | undefined;
  /** Where each leaf stood that was run. */
  readonly paths = new Set<string>();
  /** What steps got to see of errors: `collect` hands them on as values. */
  readonly collected = new Set<unknown>();
  readonly logged = new Set<unknown>();
  /** What was logged since nobody else would hear of it. */
  readonly orphaned = new Set<unknown>();
  /** Timers of leaves, which are not the library's to clear. */
  leafTimers = 0;
  running = 0;
  /** Sources that were begun and not read to their end or closed. */
  openSources = 0;
  over = false;

  /** An error that somebody must hear of. */
  fail(path?: string): LeafError {
    const error = new LeafError(path);
    this.thrown.push(error);
    this.failedAt ??= this.clock.monotonic();
    return error;
  }

  readonly log: Logger = {
    debug: () => undefined,
    info: (_, details) => {
      this.#note(details);
    },
    warn: (message, details) => {
      this.#note(details);
      if (/ failed (too|after)/.test(message)) this.orphaned.add(details);
    },
    error: (_, details) => {
      this.#note(details);
    },
  };

  #note(details: unknown): void {
    for (const error of errorsIn(details)) this.logged.add(error);
  }
}

/** What can be awaited and is no promise: its `then` returns nothing, and must be called only once. */
export function foreign<Value>(promise: Promise<Value>, { faults }: Watch): PromiseLike<Value> {
  let asked = false;
  const then = (resolve: (value: Value) => void, reject: (error: unknown) => void): void => {
    if (asked) faults.push('a thenable was asked twice');
    asked = true;
    promise.then(resolve, reject);
  };
  return { then } as PromiseLike<Value>;
}

/** Called when a call begins; what it returns, when that one ends, with the output if there is one. */
type Begin = (context: WorkflowContext) => ((output: unknown) => void) | undefined;

/** Runs a flow and looks at each of its calls. */
export class Watched extends WorkflowPrimitive<unknown, unknown> {
  readonly #inner: WorkflowPrimitive<unknown, unknown>;
  readonly #begin: Begin;

  constructor(inner: WorkflowPrimitive<unknown, unknown>, begin: Begin) {
    super();
    this.#inner = inner;
    this.#begin = begin;
  }

  override get name(): string | undefined {
    return this.#inner.name;
  }

  override async run(input: unknown, context: WorkflowContext): Promise<unknown> {
    const end = this.#begin(context);
    let output: unknown;
    try {
      output = await this.#inner.run(input, context);
      return output;
    } finally {
      end?.(output);
    }
  }
}

/** Sees that no more calls than allowed run at once; branches of one run are told by their signal. */
export function atMost(concurrency: number, watch: Watch, of: 'one run' | 'all runs') {
  const active = new Map<unknown, number>();
  return ({ signal }: WorkflowContext): (() => void) => {
    const run = of === 'one run' ? signal : watch;
    const change = (by: number): number => {
      const now = (active.get(run) ?? 0) + by;
      active.set(run, now);
      return now;
    };
    if (change(1) > concurrency) watch.faults.push(`more than ${concurrency} run at once`);
    return () => {
      change(-1);
    };
  };
}

/** Sees that no two calls begin closer to each other. */
export function apart(milliseconds: number, { clock, faults }: Watch) {
  let last = -Infinity;
  return (): undefined => {
    if (clock.monotonic() - last < milliseconds) faults.push('a call begins too early');
    last = clock.monotonic();
  };
}

/** The errors that an outcome lets its receiver see, those inside of others included. */
export function errorsIn(outcome: unknown): unknown[] {
  if (outcome instanceof AggregateError) return outcome.errors.flatMap(errorsIn);
  return [outcome];
}

/** Has promises counted that are made when it rings. */
class WatchedClock extends ManualClock {
  readonly #promises: PendingPromises;

  constructor(promises: PendingPromises) {
    super();
    this.#promises = promises;
  }

  override setTimeout(callback: () => void, milliseconds: number): unknown {
    return super.setTimeout(() => {
      this.#promises.within(callback);
    }, milliseconds);
  }
}
