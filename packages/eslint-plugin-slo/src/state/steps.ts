/** More than this for one object means generated code; what was found by then is reported. */
const mostOfObject = 2000;

/** A bundle of a megabyte takes a tenth of this; a file that takes more was made to take long. */
const mostOfFile = 50_000;

/** What is left to each object of such a file. */
const last = 50;

/** Counts the steps for which the objects of one file are followed. */
export class Steps {
  #made = 0;

  /** Takes one more step; whether the object that it is the nth step of may be followed further. */
  take(nth: number): boolean {
    this.#made += 1;
    return nth <= (this.#made > mostOfFile ? last : mostOfObject);
  }
}
