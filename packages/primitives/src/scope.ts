import { isAbortError } from './errors.ts';

type Listener = () => void;

/**
 * A part of a run that can be aborted as a whole. Scopes form a tree: aborting one aborts all below.
 *
 * It does what an AbortSignal derived from another does, and costs nothing until somebody listens:
 * the signal is made when first read, and a scope hangs on to its parent only while it must.
 */
export class Scope {
  /** The nearest scope, this one included, that gives its work up rather than wait for its end. */
  readonly limit: Scope | undefined;
  readonly #upstream: Scope | AbortSignal | undefined;
  #deadline: number;
  #status: 'live' | 'aborted' | 'given up' = 'live';
  #reason: unknown = undefined;
  #controller: AbortController | undefined = undefined;
  #signal: AbortSignal | undefined = undefined;
  #listeners: Set<Listener> | undefined = undefined;
  #waits: Set<(reason: unknown) => void> | undefined = undefined;
  /** What listens to the parent, while anything does. */
  #attached: Listener | undefined = undefined;

  /** With a deadline of its own, the scope is one that gives up: its owner calls `giveUp` then. */
  constructor(upstream?: Scope | AbortSignal, deadline?: number) {
    this.#upstream = upstream;
    const around = upstream instanceof Scope ? upstream : undefined;
    this.limit = deadline === undefined ? around?.limit : this;
    this.#deadline = deadline ?? Infinity;
  }

  /** The time on the clock's monotonic scale at which this scope, or one above it, is out of time. */
  get deadline(): number {
    const around = this.#upstream instanceof Scope ? this.#upstream.deadline : Infinity;
    return Math.min(this.#deadline, around);
  }

  /** Whether this scope, or one above it, was aborted. */
  get aborted(): boolean {
    return this.#status !== 'live' || (this.#upstream?.aborted ?? false);
  }

  /** Why the scope was aborted, once it was. */
  get reason(): unknown {
    return this.#status === 'live' ? (this.#upstream?.reason as unknown) : this.#reason;
  }

  /** Whether an error only passes on that its step was told to stop. */
  isEcho(error: unknown): boolean {
    return error === this.reason || isAbortError(error);
  }

  /** Throws the reason once the scope was aborted. */
  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /** The same state as an AbortSignal, for `fetch` and the like. */
  get signal(): AbortSignal {
    if (this.#signal !== undefined) return this.#signal;
    this.#controller = new AbortController();
    if (this.aborted) this.#controller.abort(this.reason);
    if (this.#upstream instanceof AbortSignal) {
      // Held weakly by the runtime, so a context nobody disposes leaves no listener behind.
      this.#signal = AbortSignal.any([this.#upstream, this.#controller.signal]);
    } else {
      this.#signal = this.#controller.signal;
      this.#attach();
    }
    return this.#signal;
  }

  /** Tells all who listen, and all scopes below, to stop. */
  abort(reason: unknown): void {
    if (this.#status !== 'live') return;
    // A scope that nobody listens to has not heard of an abort above it, which was first all the same.
    this.#reason = this.aborted ? this.reason : reason;
    this.#status = 'aborted';
    this.#detach();
    const listeners = this.#listeners;
    this.#listeners = undefined;
    if (listeners !== undefined) for (const listener of listeners) listener();
    this.#controller?.abort(this.#reason);
  }

  /**
   * Aborts, and also ends what waits inside for work that may never heed it. The reason is that of the
   * first abort, as everywhere.
   */
  giveUp(reason: unknown): void {
    this.abort(reason);
    this.#status = 'given up';
    const waits = this.#waits;
    this.#waits = undefined;
    if (waits !== undefined) for (const end of waits) end(this.#reason);
  }

  /** Has a wait ended when this scope gives up, or at once if it has. */
  addWait(end: (reason: unknown) => void): void {
    if (this.#status === 'given up') end(this.reason);
    else (this.#waits ??= new Set()).add(end);
  }

  /** Takes back a wait that is over. */
  removeWait(end: (reason: unknown) => void): void {
    this.#waits?.delete(end);
  }

  /** Calls back when the scope is aborted; the scope must not be aborted yet. */
  listen(listener: Listener): void {
    (this.#listeners ??= new Set()).add(listener);
    this.#attach();
  }

  /** Takes a listener back. */
  unlisten(listener: Listener): void {
    this.#listeners?.delete(listener);
    if (this.#listeners === undefined || this.#listeners.size > 0) return;
    // A signal that was read must hear of the parent; one made of a signal hears by itself.
    if (this.#controller === undefined || this.#upstream instanceof AbortSignal) this.#detach();
  }

  /**
   * Lets go of the parent once nothing runs in this scope any more. Its deadline was met then, and is none
   * for what was made here and is used outside, such as a stream.
   */
  close(): void {
    if (this.#status === 'live') this.#deadline = Infinity;
    this.#listeners = undefined;
    this.#detach();
  }

  #attach(): void {
    if (this.#upstream === undefined || this.#attached !== undefined || this.aborted) return;
    const upstream = this.#upstream;
    this.#attached = () => {
      this.abort(upstream.reason);
    };
    if (upstream instanceof Scope) upstream.listen(this.#attached);
    else upstream.addEventListener('abort', this.#attached);
  }

  #detach(): void {
    if (this.#attached === undefined) return;
    if (this.#upstream instanceof Scope) this.#upstream.unlisten(this.#attached);
    else this.#upstream?.removeEventListener('abort', this.#attached);
    this.#attached = undefined;
  }
}
