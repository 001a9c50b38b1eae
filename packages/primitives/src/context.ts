import process from 'node:process';
import { systemClock, type Clock } from './clock.ts';
import { CancelledError } from './errors.ts';
import { isPromiseLike } from './promise.ts';
import { ownProcess, stderrLogger } from './process.ts';
import { Scope } from './scope.ts';
import type { Observer } from './observer.ts';
import { refuseUnknownOptions, show, toFunction } from './validation.ts';

/** Where steps and primitives say what they do. A `console` is one. */
export interface Logger {
  debug(message: string, details?: unknown): void;
  info(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
  error(message: string, details?: unknown): void;
}

/** What a context may be given; everything has a default. */
export interface ContextOptions {
  /** Aborts the run from outside. */
  readonly signal?: AbortSignal;
  /** Facts that travel with the run and never change, such as a request id. */
  readonly baggage?: Readonly<Record<string, string>>;
  /** Where to log. Default: nowhere; a script logs to stderr. */
  readonly log?: Logger;
  /** Where the time comes from. Default: the machine's clock. */
  readonly clock?: Clock;
  /** Numbers from 0 up to 1, for jitter. Default: `Math.random`. */
  readonly random?: () => number;
}

/** What all contexts of a run have in common. */
interface Environment {
  readonly baggage: Readonly<Record<string, string>>;
  readonly log: Logger;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Where in a flow a context stands: a primitive and the part of it that runs.
 *
 * @internal
 */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly owner: { label(index: number): string };
  index: number;
}

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
  /** The name of the run, the first part of every path. */
  readonly id: string;
  /** @internal */
  readonly scope: Scope | undefined;
  /** @internal */
  frame: Frame | undefined;
  /** @internal */
  observers: readonly Observer[] | undefined;
  readonly #environment: Environment;
  readonly #parent: WorkflowContext | undefined;
  readonly #sharesState: boolean;
  #state: Record<string, unknown> | undefined;
  #standaloneScope: Scope | undefined;
  #cleanups: (() => unknown)[] | undefined;

  /**
   * @param id - The name of the run. Default: `'run'`.
   * @throws {TypeError} When an option is unknown or of the wrong type.
   */
  constructor(id?: string, options?: ContextOptions);
  /** @internal */
  constructor(
    id: string,
    options: undefined,
    environment: Environment,
    scope?: Scope,
    parent?: WorkflowContext,
    sharesState?: boolean,
  );
  constructor(
    id = 'run',
    options?: ContextOptions,
    environment?: Environment,
    scope?: Scope,
    parent?: WorkflowContext,
    sharesState = false,
  ) {
    this.id = id;
    this.#environment = environment ?? toEnvironment(id, options);
    this.scope = environment === undefined ? new Scope(options?.signal) : scope;
    this.#parent = parent;
    this.frame = parent?.frame;
    this.observers = parent?.observers;
    this.#sharesState = sharesState;
    this.#state = undefined;
    this.#standaloneScope = undefined;
    this.#cleanups = undefined;
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
    const context = new WorkflowContext(id, { log: stderrLogger(id), ...options });
    context.onDispose(
      ownProcess(process, (reason) => {
        context.scope?.abort(reason);
      }),
    );
    return context;
  }

  /**
   * A context for one call that was given none.
   *
   * @internal
   */
  static implicit(id: string): WorkflowContext {
    return new WorkflowContext(id, undefined, defaultEnvironment);
  }

  /** Where the run stands, as in `validate › parallel.lint › retry 2/3`. */
  get path(): string {
    let path = '';
    for (let { frame } = this; frame !== undefined; frame = frame.parent) {
      const label = frame.owner.label(frame.index);
      if (label !== '') path = ` › ${label}${path}`;
    }
    return this.id + path;
  }

  /** Aborted when the work of the step is no longer wanted. Hand it to whatever can stop. */
  get signal(): AbortSignal {
    return (this.scope ?? (this.#standaloneScope ??= new Scope())).signal;
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
    this.observers = [...(this.observers ?? []), toFunction('observer', observer)];
  }

  /** Aborts what still runs in this context, then waits for its clean-up. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.scope?.aborted === false) {
      this.scope.abort(new CancelledError(`The context "${this.id}" was disposed`));
    }
    const cleanups = this.#cleanups?.splice(0) ?? [];
    await Promise.all(cleanups.map((cleanup) => cleanup()));
  }

  /**
   * Throws the reason when the work is no longer wanted.
   *
   * @internal
   */
  throwIfAborted(): void {
    this.scope?.throwIfAborted();
  }

  /**
   * Notes that the primitive has begun; `leave` notes that it has ended, unless it fails: then the
   * path of the failure stays.
   *
   * @internal
   */
  enter(owner: Frame['owner']): Frame {
    const frame = { parent: this.frame, owner, index: 0 };
    this.frame = frame;
    return frame;
  }

  /**
   * Passes on the output of the primitive that began with the frame, and notes its end.
   *
   * @internal
   */
  leave<Output>(frame: Frame, output: Output | PromiseLike<Output>): Output | PromiseLike<Output> {
    if (!isPromiseLike(output)) {
      this.frame = frame.parent;
      return output;
    }
    return output.then((value) => {
      this.frame = frame.parent;
      return value;
    });
  }

  /**
   * A context for a part of the run that has its own state and, it may be, scope.
   *
   * @internal
   */
  fork(scope: Scope | undefined = this.scope): WorkflowContext {
    return new WorkflowContext(this.id, undefined, this.#environment, scope, this);
  }

  /**
   * A context for the same part of the run, with a path of its own.
   *
   * @internal
   */
  view(): WorkflowContext {
    return new WorkflowContext(this.id, undefined, this.#environment, this.scope, this, true);
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
   * Makes the writes of a fork that has succeeded visible here.
   *
   * @internal
   */
  merge(fork: WorkflowContext): void {
    const state = fork.takeState();
    if (state !== undefined) Object.assign(this.state, state);
  }

  /**
   * Has something done, and waited for, when the whole run is disposed.
   *
   * @internal
   */
  onDispose(cleanup: () => unknown): void {
    if (this.#parent !== undefined) this.#parent.onDispose(cleanup);
    else (this.#cleanups ??= []).push(cleanup);
  }

  /**
   * Adds the path to an error that leaves the run, unless a deeper one stands there.
   *
   * @internal
   */
  stamp(error: unknown): void {
    if (!(error instanceof Error) || !Object.isExtensible(error)) return;
    const { path } = this;
    const known = (error as { stepPath?: unknown }).stepPath;
    if (typeof known === 'string' && known.startsWith(path)) return;
    Object.defineProperty(error, 'stepPath', {
      value: path,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
}

const silentLogger: Logger = Object.freeze({
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
});

const defaultEnvironment: Environment = Object.freeze({
  baggage: Object.freeze({}),
  log: silentLogger,
  clock: systemClock,
  random: Math.random,
});

function toEnvironment(id: unknown, options: ContextOptions = {}): Environment {
  if (typeof id !== 'string' || id === '') {
    throw new TypeError(`Expected the id of a context to be a non-empty string, got ${show(id)}`);
  }
  refuseUnknownOptions('WorkflowContext', options, ['signal', 'baggage', 'log', 'clock', 'random']);
  const { signal, baggage, log, clock, random } = { ...defaultEnvironment, ...options };
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`Expected signal to be an AbortSignal, got ${show(signal)}`);
  }
  toFunction('random', random);
  return { baggage: Object.freeze({ ...baggage }), log, clock, random };
}
