import type { Clock } from './clock.ts';
import {
  toEnvironment,
  type ContextOptions,
  type Environment,
  type Logger,
} from './environment.ts';
import { CancelledError } from './errors.ts';
import { pathOf, type Frame } from './frame.ts';
import type { Observer } from './observer.ts';
import { ownProcess, stderrLogger } from './process.ts';
import { Scope } from './scope.ts';
import { toFunction } from './validation.ts';

/**
 * What a step knows about the run it belongs to: how to stop, what time it is, what the steps before
 * it left. One context follows one line of execution; branches that run at once get one each.
 *
 * @example
 * ```ts
 * await using context = new WorkflowContext('nightly', { signal });
 * const report = await flow.execute(input, context);
 * ```
 */
export class WorkflowContext implements AsyncDisposable {
  // One class without a base: contexts are made all the time, and fields on top of a base's cost double.
  /** @internal */
  scope: Scope | undefined;
  /** @internal */
  frame: Frame | undefined;
  #environment: Environment;
  readonly #parent: WorkflowContext | undefined;
  readonly #sharesState: boolean;
  #state: Record<string, unknown> | undefined;
  #claimed: WeakSet<object> | undefined;

  /**
   * @param id - The name of the run. Default: `'run'`.
   * @throws {TypeError} When an option is unknown or of the wrong type.
   */
  constructor(id?: string, options?: ContextOptions);
  /** @internal */
  constructor(
    environment: Environment,
    scope: Scope | undefined,
    parent?: WorkflowContext,
    sharesState?: boolean,
  );
  constructor(
    given: string | Environment = 'run',
    more?: ContextOptions | Scope,
    parent?: WorkflowContext,
    sharesState = false,
  ) {
    if (isEnvironment(given)) {
      this.#environment = given;
      this.scope = more as Scope | undefined;
    } else {
      const options = more === undefined ? {} : (more as ContextOptions);
      this.#environment = toEnvironment(given, options);
      this.scope = new Scope(options.signal);
    }
    this.frame = parent?.frame;
    this.#parent = parent;
    this.#sharesState = sharesState;
  }

  /**
   * The context a script starts with. Ctrl-C and a request to terminate abort the signal; the steps
   * clean up, and the process ends with 130 or 143 (a second Ctrl-C ends it at once). An error that
   * nothing catches is printed with the path of the step that failed, and the process ends with 1.
   *
   * @example
   * ```ts
   * await using context = WorkflowContext.script('evaluate-models');
   * console.log(await evaluate.execute(models, context));
   * ```
   */
  static script(id: string, options: ContextOptions = {}): WorkflowContext {
    const environment = toEnvironment(id, options, stderrLogger(id));
    const context = new WorkflowContext(environment, new Scope(options.signal));
    context.defer(
      ownProcess(process, (reason) => {
        context.scope?.abort(reason);
      }),
    );
    return context;
  }

  /** The name of the run, the first part of every path. */
  get id(): string {
    return this.#environment.id;
  }

  /** Facts that travel with the run and never change. */
  get baggage(): Readonly<Record<string, string>> {
    return this.#environment.baggage;
  }

  /** Where to say what is going on. */
  get log(): Logger {
    return this.#environment.log;
  }

  /** Where to take the time from, so that tests can turn the hands. */
  get clock(): Clock {
    return this.#environment.clock;
  }

  /** Numbers from 0 up to 1. */
  get random(): () => number {
    return this.#environment.random;
  }

  /** Where the run stands, as in `validate › parallel.lint › retry 2/3`. */
  get path(): string {
    return pathOf(this.id, this.frame);
  }

  /** Aborted when the work of the step is no longer wanted. Hand it to whatever can stop. */
  get signal(): AbortSignal {
    return (this.scope ??= new Scope()).signal;
  }

  /** When the time for this step is over, on the scale of `clock.monotonic()`, or `Infinity`. */
  get deadline(): number {
    return this.scope?.deadline ?? Infinity;
  }

  /**
   * What the steps of a run leave for one another. Branches that run at once read what was there
   * before them and do not see each other's writes; theirs are merged, in order, when all have ended.
   */
  get state(): Record<string, unknown> {
    if (this.#state !== undefined) return this.#state;
    const inherited = this.#parent?.state ?? null;
    this.#state =
      this.#sharesState && inherited !== null
        ? inherited
        : (Object.create(inherited) as Record<string, unknown>);
    return this.#state;
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
    this.#environment = { ...this.#environment, observers };
  }

  /**
   * Has something done when the whole run is over and its context is disposed: the last that was
   * deferred first, each waited for, whatever becomes of the others.
   *
   * @throws {Error} When the run was given no context, so that nobody will dispose it, or when that was done.
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
    const { cleanups } = this.#environment;
    if (cleanups === undefined) {
      throw new Error(
        'Nobody disposes the context of this run, so nothing can be deferred; ' +
          "give the run one: await using context = new WorkflowContext('name')",
      );
    }
    if (cleanups.over) {
      throw new Error(
        `The context "${this.id}" was disposed, so nothing can be deferred any more; ` +
          'clean up in the step itself, or dispose the context later',
      );
    }
    cleanups.add(cleanup);
  }

  /**
   * Aborts what still runs in this context, then does what was deferred.
   *
   * @throws {unknown} What a clean-up has thrown, or an `AggregateError` of all when several have.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.scope?.aborted === false) {
      this.scope.abort(new CancelledError(`The context "${this.id}" was disposed`));
    }
    await this.#environment.cleanups?.run(this.id);
  }

  /** @internal */
  get observers(): readonly Observer[] | undefined {
    return this.#environment.observers;
  }

  /**
   * Like `defer`, for what can do without where nobody disposes; returns what takes it back.
   *
   * @internal
   */
  whenDisposed(cleanup: () => unknown): (() => void) | undefined {
    return this.#environment.cleanups?.add(cleanup);
  }

  /**
   * Whether something that can be read but once is about to be read for the first time in this run.
   *
   * @internal
   */
  claim(source: object): boolean {
    if (this.#parent !== undefined) return this.#parent.claim(source);
    if (this.#claimed?.has(source) === true) return false;
    (this.#claimed ??= new WeakSet()).add(source);
    return true;
  }

  /**
   * A context for a part of the run that has its own state and, it may be, scope.
   *
   * @internal
   */
  fork(scope: Scope | undefined = this.scope): WorkflowContext {
    return new WorkflowContext(this.#environment, scope, this);
  }

  /**
   * A context for the same part of the run, with a path of its own.
   *
   * @internal
   */
  view(): WorkflowContext {
    return new WorkflowContext(this.#environment, this.scope, this, true);
  }

  /**
   * What was written here and nowhere above, if anything; the context starts afresh.
   *
   * @internal
   */
  takeState(): object | undefined {
    const state = this.#state;
    this.#state = undefined;
    return state;
  }

  /**
   * Makes the writes of forks that have succeeded visible here, in order.
   *
   * @internal
   */
  merge(forks: readonly WorkflowContext[]): void {
    // A fork with state of its own has asked for the state here before it.
    if (this.#state === undefined) return;
    for (const fork of forks) Object.assign(this.#state, fork.takeState());
  }
}

/** Tells what is made here from what a caller may have passed instead of an id. */
function isEnvironment(given: string | Environment): given is Environment {
  return typeof given === 'object' && (given as unknown) !== null && 'cleanups' in given;
}
