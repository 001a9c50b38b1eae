import { describe, expect, test } from 'vitest';
import { FileLinter } from '../bench/crash/file-linter.ts';
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

test('what a rule throws is told from what ESLint cannot read', () => {
  const linter = new FileLinter();
  const lint = (text: string) => linter.lint({ path: '/package/a.js', folder: '/package', text });
  expect(lint('const = ;')).toEqual({ kind: 'unparsable' });
  expect(lint('let a; export const f = () => a++;')).toMatchObject({ kind: 'linted', reports: 1 });
});
