/** More than a person writes; each character of a text is tried with each of a pattern. */
const MOST_STEPS = 100_000;

/** The lengths of the starts of a text that fit a shell pattern, `*` and `?` in it, in their order. */
export function startsOf(text: string, pattern: string): readonly number[] {
  if (text.length * pattern.length > MOST_STEPS) return [];
  let ends: readonly number[] = [0];
  for (const sign of pattern.replaceAll(/\*+/g, '*').split('')) {
    const [first] = ends;
    if (first === undefined) return [];
    if (sign === '*') {
      ends = Array.from({ length: text.length - first + 1 }, (_, index) => first + index);
    } else {
      ends = ends.flatMap((end) => {
        const fits = end < text.length && (sign === '?' || text[end] === sign);
        return fits ? [end + 1] : [];
      });
    }
  }
  return ends;
}

/** Puts another text in the place of the first part of a text that fits a pattern, or of each. */
export function replaceFitting(
  text: string,
  pattern: string,
  fresh: string,
  isEach: boolean,
): string {
  if (text.length * fresh.length > MOST_STEPS) return text;
  if (!/[*?]/.test(pattern)) {
    return isEach ? text.replaceAll(pattern, () => fresh) : text.replace(pattern, () => fresh);
  }
  if (text.length ** 2 * pattern.length > MOST_STEPS) return text;
  let replaced = '';
  let at = 0;
  while (at < text.length) {
    const length = startsOf(text.slice(at), pattern).at(-1) ?? 0;
    replaced += length > 0 ? fresh : text.slice(at, at + 1);
    at += Math.max(length, 1);
    if (length > 0 && !isEach) break;
  }
  return replaced + text.slice(at);
}
