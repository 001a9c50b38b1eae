import { expect, test } from 'vitest';
import { expand } from '../../src/commands/expansion.ts';

const values: ReadonlyMap<string, string> = new Map([
  ['path', 'scripts/a.b.ts'],
  ['name', 'aXbXc'],
  ['long', 'a'.repeat(500)],
]);

test.for([
  ['$path ${other} ${other:-x}', 'scripts/a.b.ts ${other} x'],
  ['${path%.*}', 'scripts/a.b'],
  ['${path%%.*}', 'scripts/a'],
  ['${path#*/}', 'a.b.ts'],
  ['${path##*.}', 'ts'],
  ['${path#?cr*p}', 'ts/a.b.ts'],
  ['${path%/}', 'scripts/a.b.ts'],
  ['${name/X/-}', 'a-bXc'],
  ['${name//X/-}', 'a-b-c'],
  ['${name//?X/-}', '--c'],
  ['${name/X*/-}', 'a-'],
  ['${name//X}', 'abc'],
] as const)('%s is %s', ([word, text]) => {
  expect(expand(word, (name) => values.get(name))).toBe(text);
});

test.for(['*a'.repeat(80), 'a*'.repeat(80)])(
  'an end is sought soon that is not there: %s',
  (all) => {
    const words = [`\${long%%${all}b}`, `\${long##b${all}}`, `\${long//${all}b/c}`];
    expect(words.map((word) => expand(word, (name) => values.get(name)))).toEqual(
      words.map(() => values.get('long')),
    );
  },
);

test('a variable that would grow for ever stays as it is', () => {
  let value = 'aa';
  for (let round = 0; round < 100; round++) value = expand('$it${it//a/aa}', () => value);
  expect(value.length).toBeLessThan(10_000);
});
