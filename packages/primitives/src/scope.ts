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
  readonly #upstream: Scope | AbortSignal | undefined;
  readonly #listeners = new Set<Listener>();
  #aborted = false;
  #reason: unknown;
  #controller: AbortController | undefined;
  #signal: AbortSignal | undefined;
  #attached = false;

  constructor(upstream?: Scope | AbortSignal, deadline = Infinity) {
    this.#upstream = upstream;
    this.deadline =
      upstream instanceof Scope && upstream.deadline < deadline ? upstream.deadline : deadline;
  }

  get aborted(): boolean {
    return this.#aborted || (this.#upstream?.aborted ?? false);
  }

  /** Why the scope was aborted; only meaningful once it was. */
  get reason(): unknown {
    return this.#aborted ? this.#reason : this.#upstream?.reason;
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

  /** Calls back when the scope is aborted; the scope must not be aborted yet. */
  listen(listener: Listener): void {
    this.#listeners.add(listener);
    this.#attach();
  }

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
