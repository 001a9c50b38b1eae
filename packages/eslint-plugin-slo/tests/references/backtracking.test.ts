import { expect, test } from 'vitest';
import { waysToMatch } from '../../src/references/backtracking.ts';

test.for([
  /^\.\//,
  /\.ts$/,
  /[-_](\w)/g,
  /\.(?:test|spec)?\.[cm]?[jt]sx?$/,
  /^(?:\.\.\/)+/,
  /^\.\/(.+?)\/(?<name>.+)\.(ts|js)$/,
  /([a-z])([A-Z])/g,
  /\$\{(\w+)\}/g,
  /[(+*|][^)\]]/,
  /(?<=a)b{2}|(?<!c)d(?=e)/,
])('%s is done soon', (expression) => {
  expect(waysToMatch(expression, 40)).toBeLessThan(100_000);
});

test.for([
  /(a+)+$/,
  /(?:a|aa)+$/,
  /(?:a?)*$/,
  /(?:(?:a|a)b?){9}$/,
  /(?<a>a+)\k<a>$/,
  /(a*)\1$/,
  /a*a*a*a*a*a*$/,
  /a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?$/,
  /(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)$/,
  /(?:){100000}/,
  new RegExp('[[a-z]--[b]]', 'v'),
])('%s may go on', (expression) => {
  expect(waysToMatch(expression, 40)).toBeGreaterThan(100_000);
});

test('a longer text can be tried in more ways', () => {
  const ways = [10, 100, 1000].map((length) => waysToMatch(/a*b$/, length));
  expect(ways).toEqual([66, 5151, 501_501]);
});
