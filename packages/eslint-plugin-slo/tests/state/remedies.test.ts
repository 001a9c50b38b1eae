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
    ],
  },
  {
    name: 'an expression that searches on from one call to the next',
    code: 'const word = /\\w/g;\nexport function next(s) {\n  return word.exec(s);\n}',
    offers: [],
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
    code: 'const lines = [];\nexport function add(line) {\n  "use strict";\n  lines.length = 0;\n  lines.push(line);\n}',
    offers: [
      [
        moveInside,
        'export function add(line) {\n  "use strict";\n  const lines = [];\n  lines.length = 0;\n  lines.push(line);\n}',
      ],
    ],
  },
  {
    name: 'a list that a method fills, as deep as its statements',
    code: 'const lines = [];\nexport class Log {\n  add(line) {\n    lines.length = 0;\n    lines.push(line);\n  }\n}',
    offers: [
      [
        moveInside,
        'export class Log {\n  add(line) {\n    const lines = [];\n    lines.length = 0;\n    lines.push(line);\n  }\n}',
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
  {
    name: 'a search that a loop takes to its end',
    code: 'const word = /\\w/g;\nexport function all(s) {\n  const found = [];\n  for (let m; (m = word.exec(s)) !== null; ) found.push(m[0]);\n  return found;\n}',
    offers: [
      [
        moveInside,
        'export function all(s) {\n  const word = /\\w/g;\n  const found = [];\n  for (let m; (m = word.exec(s)) !== null; ) found.push(m[0]);\n  return found;\n}',
      ],
    ],
  },
  {
    name: 'a search that a loop may leave',
    code: "const word = /\\w/g;\nexport function first(s) {\n  let m;\n  while ((m = word.exec(s))) if (m[0] > 'a') return m;\n}",
    offers: [],
  },
  {
    name: 'a test that a loop repeats',
    code: 'const word = /\\w/g;\nexport function count(s) {\n  let n = 0;\n  while (word.test(s)) n += 1;\n  return n;\n}',
    offers: [],
  },
  {
    name: 'a position that is set first',
    code: 'const word = /\\w/y;\nexport function at(s) {\n  word.lastIndex = 0;\n  return word.exec(s);\n}',
    offers: [
      [
        moveInside,
        'export function at(s) {\n  const word = /\\w/y;\n  word.lastIndex = 0;\n  return word.exec(s);\n}',
      ],
    ],
  },
  {
    name: 'a list that grows',
    code: 'const lines = [];\nexport function add(line) {\n  lines.push(line);\n  return lines.length;\n}',
    offers: [],
  },
  {
    name: 'a list that is emptied after it was read',
    code: 'const lines = [];\nexport function swap(line) {\n  const last = lines.at(-1);\n  lines.length = 0;\n  lines.push(line);\n  return last;\n}',
    offers: [],
  },
  {
    name: 'a list that some calls empty',
    code: 'const lines = [];\nexport function add(line, fresh) {\n  if (fresh) lines.length = 0;\n  lines.push(line);\n}',
    offers: [],
  },
  {
    name: 'a list that a closure goes on filling',
    code: 'const lines = [];\nexport function open() {\n  lines.length = 0;\n  return (line) => lines.push(line);\n}',
    offers: [],
  },
  {
    name: 'a list that a callback fills at once',
    code: 'const lines = [];\nexport function all(items) {\n  lines.length = 0;\n  items.forEach((item) => lines.push(item));\n  return lines.join();\n}',
    offers: [
      [
        moveInside,
        'export function all(items) {\n  const lines = [];\n  lines.length = 0;\n  items.forEach((item) => lines.push(item));\n  return lines.join();\n}',
      ],
    ],
  },
  {
    name: 'what a function that calls itself shares among its runs',
    code: 'let depth;\nexport function walk(node) {\n  depth = 0;\n  for (const child of node) walk(child);\n  return depth;\n}',
    offers: [],
  },
  {
    name: 'what a call makes',
    code: 'let id = next();\nexport function fresh() {\n  id = 0;\n  id += 1;\n  return id;\n}\nfunction next() {\n  return 1;\n}',
    offers: [],
  },
  {
    name: 'an emitter',
    code: 'const bus = new EventTarget();\nexport function emit(event) {\n  bus.dispatchEvent(event);\n}',
    offers: [],
  },
  {
    name: 'a counter that a factory makes',
    code: 'const counter = () => {\n  let n = 0;\n  return () => ++n;\n};\nconst next = counter();\nexport function id() {\n  return next();\n}',
    offers: [],
  },
  {
    name: 'a declaration whose semicolon keeps its neighbours apart',
    code: 'const noop = () => {}\nlet sum\n;[1].forEach(noop)\nexport function total(list) {\n  sum = 0\n  for (const one of list) sum += one\n  return sum\n}',
    offers: [],
  },
  {
    name: 'a declaration without which its neighbours run together',
    code: 'const noop = () => {}\nlet sum = 0;\n[1].forEach(noop)\nexport function total(list) {\n  sum = 0\n  return sum\n}',
    offers: [],
  },
  {
    name: 'a body on one line without semicolons',
    code: 'let sum\nexport function total(list) { sum = list.length; return sum }',
    offers: [
      [moveInside, 'export function total(list) {\n  let sum; sum = list.length; return sum }'],
    ],
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
