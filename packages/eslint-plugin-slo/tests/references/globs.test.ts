import { expect, test } from 'vitest';
import { textsOfPattern } from '../../src/references/globs.ts';
import { show } from '../../src/references/texts.ts';

test.for([
  ['./a/*.ts', ['./a/*.ts']],
  ['./{a,b}/{c,d}.ts', ['./a/c.ts', './a/d.ts', './b/c.ts', './b/d.ts']],
  ['./{a,{b,c}}.ts', ['./a.ts', './b.ts', './a.ts', './c.ts']],
  ['!./a.ts', []],
] as const)('%s', ([glob, texts]) => {
  expect(textsOfPattern(glob).map(show)).toEqual(texts);
});

test('more braces than a person writes match anything', () => {
  expect(textsOfPattern(`./scripts/${'{a,b}'.repeat(40)}.ts`).map(show)).toEqual([
    './scripts/*.ts',
  ]);
});
