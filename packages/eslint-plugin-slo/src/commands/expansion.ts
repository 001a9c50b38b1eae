import { replaceFitting, startsOf } from './shell-patterns.ts';

/** What stands in `${…}` after the name of a variable. */
const EXPANSION =
  /\$(?:\{(?<braced>\w+)(?:(?<default>:?[-=])(?<otherwise>[^{}]*)|(?<cut>%%?|##?)(?<pattern>[^{}]*)|\/(?<all>\/?)(?<old>[^{}/]+)\/?(?<fresh>[^{}]*))?\}|(?<bare>\w+))/g;

/** Longer than a path; a variable that is set to twice itself would double. */
const LONGEST = 4096;

/** Replaces the variables in a word whose values are known: `$name`, `${name:-default}`, `${name%.*}`, `${name/a/b}`. */
export function expand(word: string, valueOf: (name: string) => string | undefined): string {
  if (!word.includes('$')) return word;
  let length = word.length;
  return word.replaceAll(EXPANSION, (whole: string, ...rest: unknown[]) => {
    const value = valueIn(rest.at(-1) as Expansion, valueOf);
    length += value?.length ?? 0;
    return value === undefined || length > LONGEST ? whole : value;
  });
}

type Expansion = Readonly<Record<string, string | undefined>>;

function valueIn(
  { braced, bare = '', otherwise, cut, pattern = '', all, old, fresh = '' }: Expansion,
  valueOf: (name: string) => string | undefined,
): string | undefined {
  const value = valueOf(braced ?? bare);
  if (value === undefined) return otherwise;
  if (cut !== undefined) return withoutPart(value, cut, pattern);
  return old === undefined ? value : replaceFitting(value, old, fresh, all === '/');
}

/** `${name%pattern}` cuts the end, `${name#pattern}` the start; twice the sign, as much as possible. */
function withoutPart(value: string, sign: string, pattern: string): string {
  const isEnd = sign.startsWith('%');
  const lengths = isEnd ? startsOf(backwards(value), backwards(pattern)) : startsOf(value, pattern);
  const length = sign.length === 2 ? lengths.at(-1) : lengths[0];
  if (length === undefined) return value;
  return isEnd ? value.slice(0, value.length - length) : value.slice(length);
}

function backwards(text: string): string {
  return text.split('').toReversed().join('');
}
