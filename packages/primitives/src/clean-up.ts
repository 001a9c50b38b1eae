/** What is done when a run is over: the last that was deferred first, each waited for. */
export class CleanUps {
  readonly #cleanups: (() => unknown)[] = [];
  #over = false;

  /** Whether all is done, so that nothing can be deferred any more. */
  get over(): boolean {
    return this.#over;
  }

  /** Notes something to be done; returns what takes it back. */
  add(cleanup: () => unknown): () => void {
    this.#cleanups.push(cleanup);
    return () => {
      const index = this.#cleanups.lastIndexOf(cleanup);
      if (index !== -1) this.#cleanups.splice(index, 1);
    };
  }

  /**
   * Does everything, whatever becomes of the others.
   *
   * @throws {unknown} What a clean-up has thrown, or an `AggregateError` of all when several have.
   */
  async run(id: string): Promise<void> {
    const errors: unknown[] = [];
    // Taken one by one, for a clean-up may defer more.
    for (let last = this.#cleanups.pop(); last !== undefined; last = this.#cleanups.pop()) {
      try {
        await last();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#over = true;
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) {
      throw new AggregateError(errors, `${String(errors.length)} clean-ups of "${id}" failed`);
    }
  }
}
