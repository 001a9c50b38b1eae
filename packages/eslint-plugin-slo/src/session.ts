/** Longer pauses lie between two runs, or in an editor at rest. */
const PAUSE_MILLISECONDS = 500;

/** In an editor where somebody types without a pause, files appear and vanish all the same. */
const AGE_MILLISECONDS = 5_000;

/** Tells those who remember what is on disk when to look again. */
export class Session {
  #start = -Infinity;
  #lastUse = -Infinity;

  /** Whether files may have changed since the last question that was answered so. */
  hasEnded(): boolean {
    const now = performance.now();
    const ended = now - this.#lastUse > PAUSE_MILLISECONDS || now - this.#start > AGE_MILLISECONDS;
    this.#lastUse = now;
    if (ended) this.#start = now;
    return ended;
  }
}
