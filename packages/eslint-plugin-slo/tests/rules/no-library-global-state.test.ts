import { noLibraryGlobalState } from '../../src/rules/no-library-global-state.ts';
import { testRule } from '../rule-tester.ts';

const filename = 'packages/example/src/example.ts';

testRule(noLibraryGlobalState, {
  valid: [
    {
      name: 'follows a class through no endless line of parents',
      filename: 'packages/example/src/example.js',
      code: `class A0 {}\n${Array.from(
        { length: 5000 },
        (_, n) => `class A${String(n + 1)} extends A${String(n)} {}`,
      ).join('\n')}\nexport const last = new A5000();`,
    },
    ...['Body', 'Record'].map((type) => ({
      name: `knows a variable of a CommonJS module from the type ${type} of a library`,
      filename: 'packages/example/src/example.js',
      languageOptions: {
        sourceType: 'commonjs' as const,
        parserOptions: { lib: ['esnext' as const, 'dom' as const] },
      },
      code: `var ${type} = {}; ${type}.create = () => 1; module.exports = ${type};`,
    })),
    {
      name: 'keeps out of scripts',
      filename: 'scripts/count.ts',
      code: 'let count = 0; export function next() { count += 1; }',
    },
    {
      name: 'keeps out of tests',
      filename: 'packages/example/tests/count.test.ts',
      code: 'let count = 0; export function next() { count += 1; }',
    },
    {
      name: 'leaves a table alone that is filled while the module evaluates',
      filename,
      code: 'const table = new Map(); for (const key of keys) table.set(key, 1); export { table };',
    },
    {
      name: 'leaves weak side tables alone',
      filename,
      code: 'const owners = new WeakMap(); export const own = (a, b) => owners.set(a, b);',
    },
    {
      name: 'leaves a factory alone that is listed as pure',
      filename,
      options: [{ pure: [{ from: 'node:events', names: ['EventEmitter'] }] }],
      code: "import { EventEmitter } from 'node:events'; export const bus = new EventEmitter();",
    },
  ],
  invalid: [
    {
      name: 'reports a factory that is listed as stateful',
      filename,
      options: [{ stateful: [{ from: 'cache', names: ['default'] }] }],
      code: "import createCache from 'cache'; export const cache = createCache();",
      errors: [
        {
          messageId: 'stateful',
          data: { name: 'cache', reason: 'is listed as one that keeps state' },
        },
      ],
    },
    {
      name: 'reports weak side tables on request',
      filename,
      options: [{ alsoReport: ['weak'] }],
      code: 'const owners = new WeakMap(); export const own = (a, b) => owners.set(a, b);',
      errors: [{ messageId: 'mutated', data: { name: 'owners', line: 1 } }],
    },
    {
      name: 'reports AsyncLocalStorage on request',
      filename,
      options: [{ alsoReport: ['asyncContext'] }],
      code: "import { AsyncLocalStorage } from 'node:async_hooks'; export const c = new AsyncLocalStorage();",
      errors: [
        {
          messageId: 'stateful',
          data: { name: 'c', reason: 'carries a store through async calls' },
        },
      ],
    },
    {
      name: 'reports feature detection on request',
      filename,
      options: [{ alsoReport: ['featureDetection'] }],
      code: 'let ok;\nexport function f() {\n  if (ok === undefined) ok = typeof window !== "undefined";\n  return ok;\n}',
      errors: [{ messageId: 'reassigned', data: { name: 'ok', line: 3 } }],
    },
    {
      name: 'reports loggers on request',
      filename,
      options: [{ alsoReport: ['loggers'] }],
      code: "import pino from 'pino'; export const log = pino();",
      errors: [
        {
          messageId: 'stateful',
          data: { name: 'log', reason: 'keeps levels and destinations' },
        },
      ],
    },
    {
      name: 'reports wiring on request',
      filename,
      options: [{ alsoReport: ['wiring'] }],
      code: "import { Prism } from './prism.ts';\nPrism.languages.x = {};",
      errors: [{ messageId: 'importWrite', data: { name: 'Prism' }, line: 2 }],
    },
    {
      name: 'says what a closure keeps, and where it changes it',
      filename,
      code: 'export const next = (() => {\n  let n = 0;\n  return () => ++n;\n})();',
      errors: [
        {
          messageId: 'closure',
          data: { name: 'next', reason: 'keeps a variable that it changes', line: 3 },
          line: 1,
        },
      ],
    },
    {
      name: 'names a reassigned variable and the line of the first assignment',
      filename,
      code: 'let count = 0;\n\nexport function next() {\n  count += 1;\n  return count++;\n}',
      errors: [{ messageId: 'reassigned', data: { name: 'count', line: 4 }, line: 1, column: 5 }],
    },
    {
      name: 'names a changed container and the first of several changes',
      filename,
      code: 'const seen = new Set();\nexport const a = (x) => seen.add(x);\nexport const b = (x) => seen.delete(x);',
      errors: [{ messageId: 'mutated', data: { name: 'seen', line: 2 }, line: 1, column: 7 }],
    },
    {
      name: 'names an expression that remembers its position',
      filename,
      code: 'const word = /\\w/g;\nexport const next = (s) => word.exec(s);',
      errors: [{ messageId: 'statefulRegExp', data: { name: 'word', line: 2 }, line: 1 }],
    },
    {
      name: 'names the class of a static field',
      filename,
      code: 'export class Item {\n  static made = 0;\n  constructor() {\n    Item.made += 1;\n  }\n}',
      errors: [{ messageId: 'staticField', data: { name: 'Item.made', line: 4 }, line: 2 }],
    },
    {
      name: 'reports a function that keeps a value on itself',
      filename,
      code: 'export function next() {\n  next.count = (next.count ?? 0) + 1;\n}',
      errors: [{ messageId: 'functionProperty', data: { name: 'next', line: 2 }, line: 1 }],
    },
    {
      name: 'reports a write to what the process shares where it stands',
      filename,
      code: 'export function fail() {\n  process.exitCode = 1;\n}',
      errors: [{ messageId: 'globalWrite', data: { name: 'process.exitCode', line: 2 }, line: 2 }],
    },
    {
      name: 'reports a write to what another module exports where it stands',
      filename,
      code: "import { settings } from './settings.ts';\nexport function mute() {\n  settings.level = 0;\n}",
      errors: [{ messageId: 'importWrite', data: { name: 'settings', line: 3 }, line: 3 }],
    },
    {
      name: 'reads a file outside every zone as library code',
      filename: 'helpers/count.ts',
      code: 'let count = 0; export function next() { count += 1; }',
      errors: [{ messageId: 'reassigned', data: { name: 'count', line: 1 } }],
    },
  ],
});
