/** The tokens of a regular expression that decide how often an engine may have to go back. */
const TOKENS =
  /\\(?<reference>[1-9]|k<)|\\.|\[(?:\\.|[^\]\\])*\]|(?<open>\((?:\?(?:[a-z-]*:|[=!]|<[=!]|<[^>]+>))?)|(?<close>\))|(?<optional>\?\??)|(?<repeat>(?:[*+]|\{(?<least>\d+)(?<range>,\d*)?\})\??)|(?<bar>\|)|./gsu;

interface Group {
  alternatives: number;
  /** There is more than one way to go through it, so that repeats of it multiply. */
  isOpen: boolean;
}

/**
 * The most ways in which an engine that goes back may try to match a text of some length: each repeat
 * may end anywhere, and each group take any of its alternatives.
 */
export function waysToMatch({ source, flags }: RegExp, length: number): number {
  if (flags.includes('v')) return Infinity; // its classes nest
  const all: Group = { alternatives: 1, isOpen: false };
  const around: Group[] = [];
  let group = all;
  let closed: Group | undefined;
  let choices = 1;
  let repeats = 0;
  for (const { groups: token = {} } of source.matchAll(TOKENS)) {
    const before = closed;
    closed = undefined;
    if (token['reference'] !== undefined) return Infinity;
    if (token['bar'] !== undefined) group.alternatives += 1;
    else if (token['open'] !== undefined) {
      around.push(group);
      group = { alternatives: 1, isOpen: false };
    } else if (token['close'] !== undefined) {
      choices *= group.alternatives;
      closed = group;
      group = around.pop() ?? all;
      group.isOpen ||= closed.isOpen || closed.alternatives > 1;
    } else if (token['optional'] !== undefined) {
      choices *= 2;
      group.isOpen = true;
    } else if (token['repeat'] !== undefined) {
      if (before && (before.isOpen || before.alternatives > 1)) return Infinity;
      const isFixed = token['least'] !== undefined && token['range'] === undefined;
      if (before) choices *= Number(token['least'] ?? 1) + 1; // what is empty is repeated as well
      if (!isFixed) repeats += 1;
      group.isOpen ||= !isFixed;
    }
  }
  const isAnchored = source.startsWith('^') && all.alternatives === 1 && !flags.includes('m');
  return choices * all.alternatives * waysToPlace(isAnchored ? repeats : repeats + 1, length);
}

/** The ways to place so many ends, in their order, between the characters of a text. */
function waysToPlace(ends: number, length: number): number {
  let ways = 1;
  for (let end = 1; end <= ends; end++) ways *= (length + end) / end;
  return ways;
}
