/** Package scripts that run package scripts, shells in shells. */
const DEPTH = 8;

/** Where a command stands in others: scripts that run scripts, and loops in shells, multiply. */
export class Nesting {
  readonly #isAllowed: () => boolean;
  readonly #depth: number;

  /** Whoever starts the outermost command says for each one in it whether that may be looked into. */
  constructor(isAllowed: () => boolean, depth = 0) {
    this.#isAllowed = isAllowed;
    this.#depth = depth;
  }

  /** Takes one more command here; whether it may be looked into. */
  take(): boolean {
    return this.#depth <= DEPTH && this.#isAllowed();
  }

  /** Inside a command that stands here. */
  deeper(): Nesting {
    return new Nesting(this.#isAllowed, this.#depth + 1);
  }
}
