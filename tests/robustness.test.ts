import { describe, expect, test } from 'vitest';
import { FileLinter } from '../bench/crash/file-linter.ts';
import { extremes, lintDeepest } from '../bench/crash/lint-deepest.ts';
import { oddities } from './oddities.ts';

describe('every rule survives', () => {
  test.for(oddities)('$name', ({ file, code }) => {
    const result = new FileLinter().lint({
      path: `/package/${file}`,
      folder: '/package',
      text: code,
    });
    expect(result).toMatchObject({ kind: 'linted' });
  });
});

describe('every rule goes where ESLint itself can, on 600 levels or lines', () => {
  test.for(extremes)('$name', (extreme) => {
    const { size, result } = lintDeepest(extreme, 600);
    expect(result).toMatchObject({ kind: 'linted' });
    expect(size).toBeGreaterThan(100);
  });
});

test('a table of more elements than a call takes arguments', () => {
  const text = `export const f = () => [${'0,'.repeat(200_000)}];`;
  const result = new FileLinter().lint({ path: '/package/table.js', folder: '/package', text });
  expect(result).toMatchObject({ kind: 'linted' });
});

test('a line of a megabyte', () => {
  const each = 'var a=require("./a"),b=function(c){return c.d=a(c),b[c]=c};module.exports.e=b;';
  const text = `!function(){${each.repeat(13_000)}}();`;
  const result = new FileLinter().lint({ path: '/package/bundle.js', folder: '/package', text });
  expect(result).toMatchObject({ kind: 'linted' });
});

test('what a rule throws is told from what ESLint cannot read', () => {
  const linter = new FileLinter();
  const lint = (text: string) => linter.lint({ path: '/package/a.js', folder: '/package', text });
  expect(lint('const = ;')).toEqual({ kind: 'unparsable' });
  expect(lint('let a; export const f = () => a++;')).toMatchObject({ kind: 'linted', reports: 1 });
});
