/** Longer pauses lie between two runs, or in an editor at rest. */
const PAUSE_MILLISECONDS = 500;

/** In an editor where somebody types without a pause, files appear and vanish all the same. */
const AGE_MILLISECONDS = 5_000;

/** Tells those who remember what is on disk when to look again. */
export class Session {
  #start = -Infinity;
  #lastUse = -Infinity;
  readonly #files = new Set<string>();

  /**
   * Whether files may have changed since the last question that was answered so. A run over a whole
   * repository takes as long as it takes: it comes to no file again, as an editor does.
   *
   * @param file - The file that the linter has come to.
   */
  hasEnded(file: string): boolean {
    const now = performance.now();
    const isAgain = this.#files.has(file);
    const ended =
      now - this.#lastUse > PAUSE_MILLISECONDS || (isAgain && now - this.#start > AGE_MILLISECONDS);
    this.#lastUse = now;
    if (ended) {
      this.#start = now;
      this.#files.clear();
    }
    this.#files.add(file);
    return ended;
  }
}
