/** How many steps one question and the questions of one file may take. */
export interface StepLimits {
  readonly ofQuestion: number;
  readonly ofFile: number;
  /** What every question may take, however much the others took; the file's steps begin after it. */
  readonly free: number;
}

/** Counts the steps that the questions about one file take. */
export class Steps {
  readonly #limits: StepLimits;
  #taken = 0;

  constructor(limits: StepLimits) {
    this.#limits = limits;
  }

  /** Takes more steps; whether a question that has taken so many by now may take another. */
  take(byNow: number, steps = 1): boolean {
    const { ofQuestion, ofFile, free } = this.#limits;
    if (byNow <= free) return true;
    this.#taken += steps;
    return byNow <= ofQuestion && this.#taken <= ofFile;
  }
}
