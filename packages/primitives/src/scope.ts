type Listener = () => void;

/**
 * A part of a run that can be aborted as a whole. Scopes form a tree: aborting one aborts all below.
 *
 * It does what an AbortSignal derived from another does, and costs nothing until somebody listens:
 * the signal is made when first read, and a scope hangs on to its parent only while it must.
 */
export class Scope {
  /** The time on the clock's monotonic scale at which this scope is out of time. */
  readonly deadline: number;
  /** The nearest scope, this one included, that gives its work up rather than wait for its end. */
  readonly limit: Scope | undefined;
  readonly #upstream: Scope | AbortSignal | undefined;
  readonly #listeners = new Set<Listener>();
  #aborted = false;
  #reason: unknown;
  #controller: AbortController | undefined;
  #signal: AbortSignal | undefined;
  #attached = false;
  #gaveUp = false;
  #waits: Set<(reason: unknown) => void> | undefined;

  /** With a deadline of its own, the scope is one that gives up: its owner calls `giveUp` then. */
  constructor(upstream?: Scope | AbortSignal, deadline?: number) {
    this.#upstream = upstream;
    const around = upstream instanceof Scope ? upstream : undefined;
    this.limit = deadline === undefined ? around?.limit : this;
    this.deadline = Math.min(deadline ?? Infinity, around?.deadline ?? Infinity);
  }

  /** Whether this scope, or one above it, was aborted. */
  get aborted(): boolean {
    return this.#aborted || (this.#upstream?.aborted ?? false);
  }

  /** Why the scope was aborted, once it was. */
  get reason(): unknown {
    return this.#aborted ? this.#reason : (this.#upstream?.reason as unknown);
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
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    this.#detach();
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
    this.#controller?.abort(reason);
  }

  /** Aborts, and also ends what waits inside for work that may never heed it. */
  giveUp(reason: unknown): void {
    this.abort(reason);
    this.#gaveUp = true;
    const waits = [...(this.#waits ?? [])];
    this.#waits = undefined;
    for (const end of waits) end(reason);
  }

  /** Has a wait ended when this scope gives up, or at once if it has. */
  addWait(end: (reason: unknown) => void): void {
    if (this.#gaveUp) end(this.reason);
    else (this.#waits ??= new Set()).add(end);
  }

  /** Takes back a wait that is over. */
  removeWait(end: (reason: unknown) => void): void {
    this.#waits?.delete(end);
  }

  /** Calls back when the scope is aborted; the scope must not be aborted yet. */
  listen(listener: Listener): void {
    this.#listeners.add(listener);
    this.#attach();
  }

  /** Takes a listener back. */
  unlisten(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0 && this.#controller === undefined) this.#detach();
  }

  /** Lets go of the parent once nothing runs in this scope any more. */
  close(): void {
    this.#listeners.clear();
    this.#detach();
  }

  readonly #onUpstreamAbort = (): void => {
    this.abort(this.#upstream?.reason);
  };

  #attach(): void {
    if (this.#attached || this.#aborted) return;
    this.#attached = true;
    if (this.#upstream instanceof Scope) this.#upstream.listen(this.#onUpstreamAbort);
    else this.#upstream?.addEventListener('abort', this.#onUpstreamAbort);
  }

  #detach(): void {
    if (!this.#attached) return;
    this.#attached = false;
    if (this.#upstream instanceof Scope) this.#upstream.unlisten(this.#onUpstreamAbort);
    else this.#upstream?.removeEventListener('abort', this.#onUpstreamAbort);
  }
}
