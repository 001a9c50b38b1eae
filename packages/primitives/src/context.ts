import {
  defaultEnvironment,
  toEnvironment,
  type ContextOptions,
  type Environment,
} from './environment.ts';
import { CancelledError } from './errors.ts';
import { pathOf, type Frame } from './frame.ts';
import { ownProcess, stderrLogger } from './process.ts';
import { isPromiseLike } from './promise.ts';
import { Run } from './run.ts';
import { Scope } from './scope.ts';

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
export class WorkflowContext extends Run implements AsyncDisposable {
  /** @internal */
  scope: Scope | undefined;
  /** @internal */
  frame: Frame | undefined;
  readonly #parent: WorkflowContext | undefined;
  readonly #sharesState: boolean;
  #state: Record<string, unknown> | undefined;

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
    if (typeof given === 'object') {
      super(given);
      this.scope = more as Scope | undefined;
    } else {
      const options = (more as ContextOptions | undefined) ?? {};
      super(toEnvironment(given, options));
      this.scope = new Scope(options.signal);
    }
    this.frame = parent?.frame;
    this.#parent = parent;
    this.#sharesState = sharesState;
    this.#state = undefined;
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
    context.defer(
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
  static implicit(id: string | undefined): WorkflowContext {
    const environment = id === undefined ? defaultEnvironment : { ...defaultEnvironment, id };
    return new WorkflowContext(environment, undefined);
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
   * Aborts what still runs in this context, then does what was deferred.
   *
   * @throws {unknown} What a clean-up has thrown, or an `AggregateError` of all when several have.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.scope?.aborted === false) {
      this.scope.abort(new CancelledError(`The context "${this.id}" was disposed`));
    }
    await this.cleanUp();
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
    return new WorkflowContext(this.environment, scope, this);
  }

  /**
   * A context for the same part of the run, with a path of its own.
   *
   * @internal
   */
  view(): WorkflowContext {
    return new WorkflowContext(this.environment, this.scope, this, true);
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
