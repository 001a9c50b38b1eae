import type { WorkflowContext } from './context.ts';
import { stamp, throwIfAborted, type Frame } from './frame.ts';
import { CancelledError } from './errors.ts';
import type { Outcome } from './observer.ts';
import { Scope } from './scope.ts';
import { refuseUnknownOptions, toChoice, toCount } from './validation.ts';

/** How work that runs at once is bounded, and what a failure does to the work beside it. */
export interface GroupOptions {
  /** How many run at once. */
  readonly concurrency?: number | undefined;
  /**
   * `'cancel'`: the first failure aborts the others, waits for them, and is thrown. `'collect'`: all
   * run to their end, and the output holds what became of each. Default: `'cancel'`.
   */
  readonly onError?: 'cancel' | 'collect' | undefined;
}

/** The same with nothing left open. */
export interface Grouping {
  readonly concurrency: number;
  readonly onError: 'cancel' | 'collect';
}

/** Validates the options of what runs at once, and fills in the defaults. */
export function toGrouping(
  owner: string,
  options: GroupOptions,
  defaultConcurrency: number,
): Grouping {
  refuseUnknownOptions(owner, options, ['concurrency', 'onError']);
  const { concurrency = defaultConcurrency, onError = 'cancel' } = options;
  return {
    concurrency: toCount('concurrency', concurrency),
    onError: toChoice('onError', onError, ['cancel', 'collect']),
  };
}

/**
 * Tasks that run at once: their common scope, their outputs in order, the first failure.
 *
 * Whoever starts the tasks counts them, tells what became of each, and calls `finish` after the last.
 */
export class Group {
  readonly outputs: unknown[] = [];
  readonly #context: WorkflowContext;
  readonly #collect: boolean;
  readonly #scope: Scope;
  #writers: [index: number, state: object][] | undefined;
  #failed = false;
  #failure: unknown;
  #failedFrame: Frame | undefined;

  constructor(context: WorkflowContext, onError: 'cancel' | 'collect') {
    this.#context = context;
    this.#collect = onError === 'collect';
    this.#scope = new Scope(context.scope);
  }

  /** Whether another task may begin. */
  get open(): boolean {
    return !this.#failed && !this.#scope.aborted;
  }

  /** The reason to stop, for what waits on behalf of the group. */
  get scope(): Scope {
    return this.#scope;
  }

  /** A context for tasks that run one after the other; `frame` tells which. */
  fork(frame: Frame): WorkflowContext {
    const fork = this.#context.fork(this.#scope);
    fork.frame = frame;
    return fork;
  }

  /** Notes an output. */
  succeed(index: number, output: unknown, fork: WorkflowContext): void {
    this.outputs[index] = this.#collect ? { status: 'fulfilled', value: output } : output;
    const state = fork.takeState();
    if (state !== undefined) (this.#writers ??= []).push([index, state]);
  }

  /** Notes a failure; `index` is missing when it is not one task's, such as that of the source. */
  fail(error: unknown, fork: WorkflowContext, index?: number): void {
    if (this.#collect && index !== undefined && !this.#scope.aborted) {
      stamp(fork, error);
      this.outputs[index] = { status: 'rejected', reason: error };
      fork.takeState();
      return;
    }
    if (this.#failed) {
      // Those who share a call, as through a cache, share its error: it is thrown already.
      const known = error === this.#failure || this.#scope.isEcho(error);
      if (!known) this.#context.log.warn(`${fork.path} failed too`, error);
      return;
    }
    this.#failed = true;
    this.#failure = error;
    this.#failedFrame = fork.frame;
    this.#scope.abort(siblingFailed(error));
  }

  /** Ends the group: the outputs, or the first failure thrown as it is. */
  finish(): unknown[] {
    this.#scope.close();
    if (this.#collect && (this.#failed || this.#scope.aborted)) this.#logCollected();
    if (this.#failed) {
      this.#context.frame = this.#failedFrame;
      stamp(this.#context, this.#failure);
      throw this.#failure;
    }
    throwIfAborted(this.#context);
    this.#writers?.sort(([a], [b]) => a - b);
    for (const [, state] of this.#writers ?? []) Object.assign(this.#context.state, state);
    return this.outputs;
  }

  /** Says what was collected in vain, because nobody will get the outputs. */
  #logCollected(): void {
    const { log, path } = this.#context;
    for (const outcome of this.outputs as (Outcome<unknown> | undefined)[]) {
      if (outcome?.status === 'rejected') log.warn(`${path} failed too`, outcome.reason);
    }
  }
}

/** The reason given to those beside a failure. */
export function siblingFailed(cause: unknown): CancelledError {
  return new CancelledError('Cancelled because a sibling failed', { cause });
}
