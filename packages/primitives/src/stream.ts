import type { WorkflowContext } from './context.ts';
import { CancelledError } from './errors.ts';
import { stamp, type Frame } from './frame.ts';
import { siblingFailed } from './group.ts';
import { fromSource, type Source } from './items.ts';
import { isPromiseLike, toPromise } from './promise.ts';
import { Scope } from './scope.ts';
import { call, type Runnable } from './step.ts';

/** Room for one item in work; used again for later ones. */
interface Slot<Output> {
  readonly context: WorkflowContext;
  readonly frame: Frame;
  done: boolean;
  output: Output | undefined;
}

/** One stream: a window of items in work that moves along the source. */
export class Stream<Item, Output> {
  readonly #owner: Frame['owner'];
  readonly #step: Runnable<Item, Output>;
  readonly #source: Source<Item>;
  readonly #context: WorkflowContext;
  readonly #parent: Frame | undefined;
  readonly #concurrency: number;
  readonly #scope: Scope;
  /** The items in work or done, in order. */
  readonly #window: Slot<Output>[] = [];
  readonly #free: Slot<Output>[] = [];
  #taken = 0;
  #running = 0;
  #asked = false;
  #failed = false;
  #failure: unknown;
  /** Where the failure came from, until it is thrown to whoever takes. */
  #untold: string | undefined;
  #wake: (() => void) | undefined;

  constructor(
    owner: Frame['owner'],
    step: Runnable<Item, Output>,
    source: Source<Item>,
    context: WorkflowContext,
    concurrency: number,
  ) {
    this.#owner = owner;
    this.#step = step;
    this.#source = source;
    this.#context = context;
    this.#parent = context.frame;
    this.#concurrency = concurrency;
    this.#scope = new Scope(context.scope);
  }

  async *outputs(): AsyncGenerator<Output, void, undefined> {
    const onAbort = (): void => this.#wake?.();
    try {
      this.#scope.throwIfAborted();
      this.#scope.listen(onAbort);
      for (;;) {
        this.#fill();
        this.#throwIfOver();
        const head = this.#window[0];
        if (head === undefined && this.#source.ended) return;
        if (head?.done !== true) {
          await this.#change();
          this.#throwIfOver();
          continue;
        }
        this.#window.shift();
        const { output } = head;
        head.output = undefined;
        head.context.takeState();
        this.#free.push(head);
        yield output as Output;
        this.#throwIfOver();
      }
    } finally {
      if (!this.#scope.aborted) {
        this.#scope.unlisten(onAbort);
        this.#scope.abort(new CancelledError('Nobody takes from the stream any more'));
      }
      if (this.#untold !== undefined) {
        this.#context.log.warn(
          `${this.#untold} failed after the last output was taken`,
          this.#failure,
        );
      }
      while (this.#running > 0) await this.#change();
      if (!this.#source.ended) await this.#source.stop(this.#context.log);
    }
  }

  /** Has items in work as far as there is room. */
  #fill(): void {
    while (this.#window.length < this.#concurrency && !this.#source.ended && !this.#asked) {
      try {
        const result = this.#source.next();
        if (isPromiseLike(result)) {
          this.#ask(result);
          return;
        }
        this.#take(result);
      } catch (error) {
        this.#failSource(error);
      }
    }
  }

  #ask(result: PromiseLike<IteratorResult<Item>>): void {
    this.#asked = true;
    result.then(
      (item) => {
        this.#asked = false;
        if (this.#scope.aborted) return;
        this.#take(item);
        this.#fill();
        this.#wake?.();
      },
      (error: unknown) => {
        this.#asked = false;
        this.#failSource(error);
      },
    );
  }

  #take(result: IteratorResult<Item>): void {
    if (result.done === true) return;
    const slot = this.#free.pop() ?? this.#newSlot();
    slot.frame.index = this.#taken++;
    slot.context.frame = slot.frame;
    slot.done = false;
    this.#window.push(slot);
    try {
      const output = call(this.#step, result.value, slot.context);
      if (!isPromiseLike(output)) {
        slot.output = output;
        slot.done = true;
        return;
      }
      this.#running++;
      toPromise(output).then(
        (value) => {
          this.#running--;
          slot.output = value;
          slot.done = true;
          if (slot === this.#window[0] || this.#scope.aborted) this.#wake?.();
        },
        (error: unknown) => {
          this.#running--;
          this.#fail(error, slot.context);
        },
      );
    } catch (error) {
      this.#fail(error, slot.context);
    }
  }

  #newSlot(): Slot<Output> {
    const context = this.#context.fork(this.#scope);
    const frame = { parent: this.#parent, owner: this.#owner, index: 0 };
    return { context, frame, done: false, output: undefined };
  }

  /** Notes the first failure and tells all others to stop; whoever started the run may be gone. */
  #fail(error: unknown, context: WorkflowContext): void {
    if (!this.#failed && !this.#scope.aborted) {
      this.#failed = true;
      this.#failure = error;
      stamp(context, error);
      this.#untold = context.path;
      this.#scope.abort(siblingFailed(error));
    } else if (error !== this.#failure && !this.#scope.isEcho(error)) {
      context.log.warn(`${context.path} failed too`, error);
    }
    this.#wake?.();
  }

  #failSource(error: unknown): void {
    const { context, frame } = this.#newSlot();
    frame.index = fromSource;
    context.frame = frame;
    this.#fail(error, context);
  }

  #throwIfOver(): void {
    if (this.#failed) {
      this.#untold = undefined;
      throw this.#failure;
    }
    this.#scope.throwIfAborted();
  }

  /** Waits until something has happened that the stream may wait for. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
