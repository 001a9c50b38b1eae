/** What stands in `${…}` after the name of a variable. */
const EXPANSION =
  /\$(?:\{(?<braced>\w+)(?:(?<default>:?[-=])(?<otherwise>[^{}]*)|(?<cut>%%?|##?)(?<pattern>[^{}]*)|\/(?<all>\/?)(?<old>[^{}/]+)\/?(?<fresh>[^{}]*))?\}|(?<bare>\w+))/g;

/** Replaces the variables in a word whose values are known: `$name`, `${name:-default}`, `${name%.*}`, `${name/a/b}`. */
export function expand(word: string, valueOf: (name: string) => string | undefined): string {
  return word.replaceAll(EXPANSION, (whole: string, ...rest: unknown[]) => {
    const {
      braced,
      bare = '',
      otherwise,
      cut,
      pattern = '',
      all,
      old,
      fresh = '',
    } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const value = valueOf(braced ?? bare);
    if (value === undefined) return otherwise ?? whole;
    if (cut !== undefined) return withoutPart(value, cut, pattern);
    if (old === undefined) return value;
    return value.replace(new RegExp(expressionOf(old), all === '/' ? 'g' : ''), () => fresh);
  });
}

/** Longer than a path; each end of it is tried. */
const LONGEST = 500;

/** `${name%pattern}` cuts the end, `${name#pattern}` the start; twice the sign, as much as possible. */
function withoutPart(value: string, sign: string, pattern: string): string {
  if (value.length > LONGEST) return value;
  const isEnd = sign.startsWith('%');
  const cuts = Array.from({ length: value.length + 1 }, (_, at) => at);
  const fits = new RegExp(`^${expressionOf(pattern)}$`, 's');
  const found = cuts.filter((at) => fits.test(isEnd ? value.slice(at) : value.slice(0, at)));
  const at = isEnd === (sign.length === 2) ? found[0] : found.at(-1);
  if (at === undefined) return value;
  return isEnd ? value.slice(0, at) : value.slice(at);
}

function expressionOf(pattern: string): string {
  return pattern
    .replaceAll(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
}
