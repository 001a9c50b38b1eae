import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import { bindRule } from '../../src/create-rule.ts';
import { noLibraryGlobalState } from '../../src/rules/no-library-global-state.ts';

const dropFlag = 'Drop the g flag: a test has no use for it.';
const moveInside = 'Make it anew in each call of the one function that uses it.';

test.each<{ name: string; code: string; offers: readonly [remedy: string, output: string][] }>([
  {
    name: 'an expression that only tests, in one function',
    code: 'const word = /\\w/gi;\nexport function has(s) {\n  return word.test(s);\n}',
    offers: [
      [dropFlag, 'const word = /\\w/i;\nexport function has(s) {\n  return word.test(s);\n}'],
      [moveInside, 'export function has(s) {\n  const word = /\\w/gi;\n  return word.test(s);\n}'],
    ],
  },
  {
    name: 'an expression that searches',
    code: 'const word = /\\w/g;\nexport function next(s) {\n  return word.exec(s);\n}',
    offers: [
      [moveInside, 'export function next(s) {\n  const word = /\\w/g;\n  return word.exec(s);\n}'],
    ],
  },
  {
    name: 'an expression that two functions use',
    code: 'const word = /\\w/g;\nexport const has = (s) => word.test(s);\nexport const next = (s) => word.exec(s);',
    offers: [],
  },
  {
    name: 'an expression that is exported',
    code: 'export const word = /\\w/g;\nexport function next(s) {\n  return word.exec(s);\n}',
    offers: [],
  },
  {
    name: 'an expression in the default of a parameter',
    code: 'const word = /\\w/g;\nexport function next(s = word.exec("")) {\n  return s;\n}',
    offers: [],
  },
  {
    name: 'a list that one function fills, behind its directive',
    code: 'const lines = [];\nexport function add(line) {\n  "use strict";\n  lines.push(line);\n}',
    offers: [
      [
        moveInside,
        'export function add(line) {\n  "use strict";\n  const lines = [];\n  lines.push(line);\n}',
      ],
    ],
  },
  {
    name: 'a list that a method fills, as deep as its statements',
    code: 'const lines = [];\nexport class Log {\n  add(line) {\n    lines.push(line);\n  }\n}',
    offers: [
      [
        moveInside,
        'export class Log {\n  add(line) {\n    const lines = [];\n    lines.push(line);\n  }\n}',
      ],
    ],
  },
  {
    name: 'a cache, of no use when it is made anew',
    code: 'const known = new Map();\nexport function read(name) {\n  if (!known.has(name)) known.set(name, 1);\n  return known.get(name);\n}',
    offers: [],
  },
  {
    name: 'a list whose first entry depends on a name that the function uses otherwise',
    code: 'const size = 1;\nconst lines = [size];\nexport function add(size) {\n  lines.push(size);\n}',
    offers: [],
  },
  {
    name: 'a list that was waited for',
    code: 'const lines = [await 1];\nexport function add(line) {\n  lines.push(line);\n}',
    offers: [],
  },
  {
    name: 'one of several declarations',
    code: 'const lines = [], size = 1;\nexport function add(line) {\n  lines.push(line);\n}',
    offers: [],
  },
  {
    name: 'a variable that starts anew in each call',
    code: 'let sum;\nexport function total(list) {\n  sum = 0;\n  for (const one of list) sum += one;\n  return sum;\n}',
    offers: [
      [
        moveInside,
        'export function total(list) {\n  let sum;\n  sum = 0;\n  for (const one of list) sum += one;\n  return sum;\n}',
      ],
    ],
  },
  {
    name: 'a counter',
    code: 'let count = 0;\nexport function next() {\n  count += 1;\n  return count;\n}',
    offers: [],
  },
  {
    name: 'a variable that is assigned from itself',
    code: 'let count = 0;\nexport function next() {\n  count = count + 1;\n  return count;\n}',
    offers: [],
  },
  {
    name: 'a variable that some calls leave as it was',
    code: 'let last = "";\nexport function keep(text) {\n  if (text) last = text;\n  return last;\n}',
    offers: [],
  },
])('offers for $name', ({ code, offers }) => {
  const [report, ...others] = new Linter().verify(code, {
    plugins: {
      slo: { rules: { checked: bindRule(noLibraryGlobalState, new Analysis()) as never } },
    },
    rules: { 'slo/checked': 'error' },
  });
  expect(others).toEqual([]);
  const found = (report?.suggestions ?? []).map(({ desc, fix: { range, text } }) => [
    desc,
    code.slice(0, range[0]) + text + code.slice(range[1]),
  ]);
  expect(found).toEqual(offers);
});
