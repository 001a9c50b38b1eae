import type { Clock } from './clock.ts';
import type { Environment, Logger } from './environment.ts';
import type { Observer } from './observer.ts';
import { toFunction } from './validation.ts';

/** What is the same wherever in a run one stands, and what is done when the run is over. */
export class Run {
  /** @internal */
  protected environment: Environment;

  /** @internal */
  constructor(environment: Environment) {
    this.environment = environment;
  }

  /** The name of the run, the first part of every path. */
  get id(): string {
    return this.environment.id;
  }

  /** Facts that travel with the run and never change. */
  get baggage(): Readonly<Record<string, string>> {
    return this.environment.baggage;
  }

  /** Where to say what is going on. */
  get log(): Logger {
    return this.environment.log;
  }

  /** Where to take the time from, so that tests can turn the hands. */
  get clock(): Clock {
    return this.environment.clock;
  }

  /** Numbers from 0 up to 1. */
  get random(): () => number {
    return this.environment.random;
  }

  /**
   * Has all steps watched that run in this context from now on.
   *
   * @example
   * ```ts
   * context.observe(({ path }) => {
   *   console.time(path);
   *   return () => console.timeEnd(path);
   * });
   * ```
   */
  observe(observer: Observer): void {
    const observers = [...(this.observers ?? []), toFunction('observer', observer)];
    this.environment = { ...this.environment, observers };
  }

  /**
   * Has something done when the whole run is over and its context is disposed: the last that was
   * deferred first, each waited for, whatever becomes of the others.
   *
   * @throws {Error} When the run was given no context, so that nobody will dispose it.
   * @example
   * ```ts
   * const openLog = async (file: string, context: WorkflowContext) => {
   *   const handle = await open(file, 'a');
   *   context.defer(() => handle.close());
   *   return handle;
   * };
   * ```
   */
  defer(cleanup: () => unknown): void {
    toFunction('what is deferred', cleanup);
    if (this.environment.cleanups === undefined) {
      throw new Error(
        'Nobody disposes the context of this run, so nothing can be deferred; ' +
          "give the run one: await using context = new WorkflowContext('name')",
      );
    }
    this.whenDisposed(cleanup);
  }

  /** @internal */
  get observers(): readonly Observer[] | undefined {
    return this.environment.observers;
  }

  /**
   * Like `defer`, for what can do without where nobody disposes; returns what takes it back.
   *
   * @internal
   */
  whenDisposed(cleanup: () => unknown): () => void {
    const { cleanups } = this.environment;
    cleanups?.add(cleanup);
    return () => cleanups?.delete(cleanup);
  }

  /**
   * Does what was deferred.
   *
   * @internal
   */
  protected async cleanUp(): Promise<void> {
    const cleanups = this.environment.cleanups ?? new Set();
    const errors: unknown[] = [];
    // Taken one by one, for a clean-up may defer more.
    for (let last = [...cleanups].pop(); last !== undefined; last = [...cleanups].pop()) {
      cleanups.delete(last);
      try {
        await last();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) {
      throw new AggregateError(errors, `${String(errors.length)} clean-ups of "${this.id}" failed`);
    }
  }
}
