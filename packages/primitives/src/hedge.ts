import type { Timer } from './clock.ts';
import type { WorkflowContext } from './context.ts';
import type { Frame } from './frame.ts';
import { longestTimer, toMilliseconds, type Duration } from './duration.ts';
import { CancelledError } from './errors.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { Scope } from './scope.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { refuseUnknownOptions, toCount } from './validation.ts';

/** When a further call is made, and how many of them. */
export interface HedgeOptions {
  /** How long to wait for a call before the next is made beside it. */
  readonly after: Duration;
  /** Calls in all, the first one included. Default: 2. */
  readonly maxAttempts?: number | undefined;
}

/**
 * Makes a second call when the first is slow, and takes what comes first.
 *
 * @example
 * ```ts
 * const lookup = new HedgePrimitive(load, { after: '200ms', maxAttempts: 3 });
 * await lookup.execute('/a'); // 'page of /a'
 * ```
 */
export class HedgePrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #inner: Runnable<Input, Output>;
  readonly #after: number;
  readonly #maxAttempts: number;

  /**
   * @throws {TypeError} When the step is no step, or an option is missing, unknown or of the wrong type.
   * @throws {RangeError} When an option is out of range.
   */
  constructor(step: Step<Input, Output>, options: HedgeOptions) {
    super();
    this.#inner = toRunnable('hedge', step);
    refuseUnknownOptions('hedge', options, ['after', 'maxAttempts']);
    const { after, maxAttempts = 2 } = options;
    this.#after = toMilliseconds('after', after, { most: longestTimer });
    this.#maxAttempts = toCount('maxAttempts', maxAttempts);
  }

  /** Runs the step, and again beside it while it is slow. */
  override run(input: Input, context: WorkflowContext): Promise<Output> {
    const race = new Race(this, this.#inner, input, context, this.#after, this.#maxAttempts);
    return race.result;
  }

  /** @internal */
  label(index: number): string {
    return labelOf(`hedge ${String(index + 1)}/${String(this.#maxAttempts)}`, this.#inner);
  }
}

/** One run of a hedge. */
class Race<Input, Output> {
  readonly result: Promise<Output>;
  readonly #owner: Frame['owner'];
  readonly #step: Runnable<Input, Output>;
  readonly #input: Input;
  readonly #context: WorkflowContext;
  readonly #after: number;
  readonly #maxAttempts: number;
  readonly #scopes: Scope[] = [];
  readonly #parent: Frame | undefined;
  #running = 0;
  #over = false;
  #timer: Timer;
  #resolve: (output: Output) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(
    owner: Frame['owner'],
    step: Runnable<Input, Output>,
    input: Input,
    context: WorkflowContext,
    after: number,
    maxAttempts: number,
  ) {
    this.#owner = owner;
    this.#step = step;
    this.#input = input;
    this.#context = context;
    this.#after = after;
    this.#maxAttempts = maxAttempts;
    this.#parent = context.frame;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    context.scope?.listen(this.#stopStarting);
    context.scope?.limit?.addWait(this.#giveUp);
    this.#start();
  }

  #start(): void {
    const index = this.#scopes.length;
    // Losers are given up on, so that none of them holds up the winner.
    const scope = new Scope(this.#context.scope, Infinity);
    const fork = this.#context.fork(scope);
    fork.frame = { parent: this.#parent, owner: this.#owner, index };
    this.#scopes.push(scope);
    this.#running++;
    this.#setTimer();
    attempt(this.#step, this.#input, fork).then(
      (output) => {
        this.#win(output, fork);
      },
      (error: unknown) => {
        this.#lose(error, fork);
      },
    );
  }

  #setTimer(): void {
    const { clock } = this.#context;
    clock.clearTimeout(this.#timer);
    if (this.#scopes.length >= this.#maxAttempts) return;
    this.#timer = clock.setTimeout(() => {
      this.#start();
    }, this.#after);
  }

  #win(output: Output, fork: WorkflowContext): void {
    if (this.#over) return;
    this.#over = true;
    const losers = this.#scopes.filter((scope) => scope !== fork.scope);
    if (losers.length > 0) {
      const reason = new CancelledError('Another attempt was faster');
      for (const scope of losers) scope.giveUp(reason);
    }
    this.#end();
    this.#context.merge([fork]);
    this.#context.frame = this.#parent;
    this.#resolve(output);
  }

  #lose(error: unknown, fork: WorkflowContext): void {
    this.#running--;
    const { log, scope } = this.#context;
    if (!this.#over && this.#running === 0 && !this.#mayStart) {
      this.#end();
      this.#context.frame = fork.frame;
      this.#reject(error);
      return;
    }
    const told = this.#over ? fork.scope : scope;
    if (told?.aborted !== true || !told.isEcho(error)) log.info(`${fork.path} failed`, error);
    if (!this.#over && this.#mayStart) this.#start();
  }

  get #mayStart(): boolean {
    return this.#scopes.length < this.#maxAttempts && this.#context.scope?.aborted !== true;
  }

  #end(): void {
    this.#over = true;
    this.#stopStarting();
    this.#context.scope?.unlisten(this.#stopStarting);
    this.#context.scope?.limit?.removeWait(this.#giveUp);
    for (const scope of this.#scopes) scope.close();
  }

  readonly #stopStarting = (): void => {
    this.#context.clock.clearTimeout(this.#timer);
  };

  readonly #giveUp = (reason: unknown): void => {
    for (const scope of this.#scopes) scope.giveUp(reason);
  };
}

async function attempt<Input, Output>(
  step: Runnable<Input, Output>,
  input: Input,
  context: WorkflowContext,
): Promise<Output> {
  return await call(step, input, context);
}

/**
 * Makes a second call of a step beside the first when that is slow, and takes what succeeds first; the
 * other is aborted and not waited for. A call that fails has the next one begin at once; when all fail,
 * the last error is thrown as it is.
 *
 * Only for steps that may run twice at the same time.
 *
 * @throws {TypeError} When the step is no step, or an option is missing, unknown or of the wrong type.
 * @throws {RangeError} When an option is out of range.
 * @example
 * ```ts
 * const lookup = hedge(async (name: string) => `address of ${name}`, { after: '200ms' });
 * await lookup.execute('home'); // 'address of home'
 * ```
 */
export function hedge<Input, Output>(
  step: Step<Input, Output>,
  options: HedgeOptions,
): HedgePrimitive<Input, Output> {
  return new HedgePrimitive(step, options);
}
