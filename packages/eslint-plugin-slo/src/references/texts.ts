/** What a text may be: each entry is one possibility, never none. */
export type Texts = readonly string[];

/** Stands in a text for a part that nobody knows: a character that no path holds. */
export const HOLE = '\uE000';

/** Where nothing is known. */
export const UNKNOWN: Texts = [HOLE];

/** More possibilities than a person writes out. */
const LIMIT = 64;

/** Longer, in all possibilities, than a program that a person hands to a shell; sums of sums would multiply. */
const LONGEST = 20_000;

/** Whether all of a text is known. */
export function isComplete(text: string): boolean {
  return !text.includes(HOLE);
}

/** The possibilities of several expressions that one may stand for. */
export function union(alternatives: readonly Texts[]): Texts {
  const [only, another] = alternatives;
  if (only?.length === 1 && another === undefined) return only;
  const texts = new Set(alternatives.flat());
  return texts.size === 0 || texts.size > LIMIT ? UNKNOWN : [...texts];
}

/** Every way to choose one text from each part; without an answer where there are too many. */
export function combinations(parts: readonly Texts[]): readonly Texts[] {
  let chosen: Texts[] = [[]];
  for (const part of parts) {
    if (chosen.length * part.length > LIMIT) return [];
    chosen = chosen.flatMap((start) => part.map((text) => [...start, text]));
  }
  return chosen;
}

/** The possibilities of a text that is put together from parts. */
export function concatenate(parts: readonly Texts[]): Texts {
  // One by one, so that a long sum of known texts stays one text.
  let texts: Texts = [''];
  for (const part of parts) {
    const length = lengthOf(texts) * part.length + lengthOf(part) * texts.length;
    texts =
      length > LONGEST || texts.length * part.length > LIMIT
        ? UNKNOWN
        : union(texts.map((start) => part.map((end) => join(start, end))));
  }
  return texts;
}

function lengthOf(texts: Texts): number {
  let length = 0;
  for (const text of texts) length += text.length;
  return length;
}

function join(start: string, end: string): string {
  return start.endsWith(HOLE) && end.startsWith(HOLE) ? start + end.slice(1) : start + end;
}

/** A text for people: what is not known is a star. */
export function show(text: string): string {
  return text.replaceAll(HOLE, '*');
}
