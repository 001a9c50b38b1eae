import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { Linter as Linter9 } from 'eslint9';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import slo from '../../src/index.ts';

const MEMOIZE = `
  module.exports = (make) => {
    let value;
    return () => (value ??= make());
  };`;
const COUNTER = 'export class Counter { count = 0; next() { return ++this.count; } }';
const POINT = 'export class Point { x = 0; norm() { return this.x * this.x; } }';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'slo-other-files-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** The lines that the rule reports in `main.js`. */
function lint(
  code: string,
  languageOptions: Linter.LanguageOptions = {},
  linter: Pick<Linter, 'verify'> = new Linter({ configType: 'flat', cwd: folder }),
): string[] {
  const config = {
    plugins: { slo },
    languageOptions,
    rules: { 'slo/no-library-global-state': 'error' },
  } as unknown as Linter.Config;
  return linter.verify(code, config, path.join(folder, 'main.js')).map(({ message }) => message);
}

const REPORTED: [name: string, files: Record<string, string>, code: string][] = [
  [
    'a factory that a CommonJS module exports whole',
    { 'memoize.js': MEMOIZE },
    "const memoize = require('./memoize'); const now = memoize(() => Date.now());",
  ],
  [
    'a class of another file',
    { 'counter.js': COUNTER },
    "import { Counter } from './counter.js'; export const counter = new Counter();",
  ],
  [
    'a class that is exported again',
    {
      'index.js': "export * from './again.js';",
      'again.js': "export { Counter as Count } from './counter.js';",
      'counter.js': COUNTER,
    },
    "import { Count } from './index.js'; export const counter = new Count();",
  ],
  [
    'a class that a namespace holds',
    { 'counter.js': COUNTER },
    "import * as all from './counter.js'; export const counter = new all.Counter();",
  ],
  [
    'a class whose base stands in another file',
    { 'counter.js': COUNTER },
    "import { Counter } from './counter.js'; class Own extends Counter {} const own = new Own(); export const next = () => own.next();",
  ],
  [
    'what a compiler made of an export',
    {
      'index.js':
        "Object.defineProperty(exports, 'Counter', { enumerable: true, get: function () { return made.Counter; } }); const made = require('./made');",
      'made.js':
        'class Counter { next() { this.count++; } } exports.Counter = void 0; exports.Counter = Counter;',
    },
    "const index = require('./index'); const counter = new index.Counter(); exports.next = () => counter.next();",
  ],
  [
    'a method of the object that is the default export',
    {
      'factory.js':
        'const factory = {}; factory.create = () => { let n = 0; return () => n++; }; export default factory;',
    },
    "import factory from './factory.js'; export const next = factory.create();",
  ],
  [
    'a static method',
    {
      'counter.js': COUNTER.replace(
        'count = 0;',
        'count = 0; static make() { return new Counter(); }',
      ),
    },
    "import { Counter } from './counter.js'; export const counter = Counter.make();",
  ],
  [
    'the instance that a class keeps for all',
    {
      'counter.js': COUNTER.replace(
        'count = 0;',
        'count = 0; static get() { if (!this.one) this.one = new Counter(); return this.one; }',
      ),
    },
    "import { Counter } from './counter.js'; export const counter = Counter.get();",
  ],
  [
    'a factory under a key of another name for the exports',
    {
      'util.js': "const util = exports; util.pool = require('./pool');",
      'pool.js': 'module.exports = () => { let next = 0; return () => (next += 1); };',
    },
    "const util = require('./util'); const next = util.pool(); exports.next = () => next();",
  ],
  [
    'a function of the language that is exported under another name',
    { 'define.js': 'export const define = Object.defineProperty;' },
    "import { define } from './define.js'; class Slots {} export const reserve = (index) => define(Slots.prototype, index, {}); export const make = () => new Slots();",
  ],
  [
    'a function that changes the list it is given',
    { 'add.js': 'export function add(list, item) { list.push(item); }' },
    "import { add } from './add.js'; const items = []; export const put = (item) => add(items, item);",
  ],
  [
    'a function that changes the Map it is given, exported again',
    {
      'index.js': "export * from './keep.js';",
      'keep.js': 'export const keep = (key, table = new Map()) => table.set(key, true);',
    },
    "import * as all from './index.js'; const seen = new Map(); export const see = (key) => all.keep(key, seen);",
  ],
  [
    'a function that writes into a vector of a closure',
    {
      'vector.js':
        'export const create = () => new Float32Array(3); export function cross(out, a, b) { out[0] = a[1] * b[2]; return out; }',
    },
    "import * as vector from './vector.js'; export const turn = (() => { const scratch = vector.create(); return (a, b) => vector.cross(scratch, a, b)[0]; })();",
  ],
  [
    'a function that patches the module of Node it is given',
    {
      'fill.js':
        'module.exports.fill = function (target, name, make) { target[name] = make(target[name]); };',
    },
    "const { fill } = require('./fill'); exports.trace = () => { const Module = require('module'); fill(Module, '_load', (load) => load); };",
  ],
  [
    'a function that returns the global object',
    {
      'global.js':
        "export function getGlobal() { if (typeof globalThis !== 'undefined') return globalThis; return {}; }",
    },
    "import { getGlobal } from './global.js'; export function mark() { const root = getGlobal(); root.marked = true; }",
  ],
];

const SILENT: [name: string, files: Record<string, string>, code: string][] = [
  [
    'a class whose methods only read',
    { 'point.js': POINT },
    "import { Point } from './point.js'; export const origin = new Point();",
  ],
  [
    'a factory of pure functions',
    { 'add.js': 'export const add = (a) => (b) => a + b;' },
    "import { add } from './add.js'; export const increment = add(1);",
  ],
  [
    'a circle of exports',
    { 'a.js': "export * from './b.js';", 'b.js': "export * from './a.js';" },
    "import { make } from './a.js'; export const made = make();",
  ],
  [
    'a file that does not parse',
    { 'counter.js': `${COUNTER} }}` },
    "import { Counter } from './counter.js'; export const counter = new Counter();",
  ],
  [
    'a file that is not there',
    {},
    "import { Counter } from './counter.js'; export const counter = new Counter();",
  ],
  [
    'an installed package',
    {
      'node_modules/counter/index.js': COUNTER,
      'node_modules/counter/package.json': '{"type":"module"}',
    },
    "import { Counter } from 'counter'; export const counter = new Counter();",
  ],
  [
    'a constant that cannot change',
    { 'constants.js': 'export const NULL = null; export const NONE = undefined;' },
    "import { NULL, NONE } from './constants.js'; function apply(target) { if (target) target.used = true; } export function clear() { apply(NULL); apply(NONE); }",
  ],
  [
    'a function that only reads the list it is given',
    { 'find.js': 'export const find = (list, item) => [...list].sort().indexOf(item);' },
    "import { find } from './find.js'; const items = ['a']; export const has = (item) => find(items, item) >= 0;",
  ],
  [
    'a function that changes another argument',
    { 'copy.js': 'export const copy = (from, to) => { for (const each of from) to.push(each); };' },
    "import { copy } from './copy.js'; const items = ['a']; export const all = () => { const list = []; copy(items, list); return list; };",
  ],
  [
    'a method of the name of one that changes a Map, called on what is no Map',
    { 'store.js': 'export const store = (settings) => settings.set({ a: 1 });' },
    "import { store } from './store.js'; const settings = { set: (values) => ({ ...values }) }; export const save = () => store(settings);",
  ],
  [
    'a function that fills a table while the module evaluates',
    { 'fill.js': 'export function fill(table) { table.a = 1; return table; }' },
    "import { fill } from './fill.js'; const table = {}; fill(table); export const read = (key) => table[key];",
  ],
  [
    'a function that returns an object of its own',
    { 'global.js': 'export function getGlobal() { return { a: 1 }; }' },
    "import { getGlobal } from './global.js'; export function mark() { getGlobal().marked = true; }",
  ],
];

describe.each([
  ['espree', {}],
  ['the TypeScript parser', { parser: typescriptParser }],
])('with %s', (_name, languageOptions) => {
  it.each(REPORTED)('reports what is made by %s', (_case, files, code) => {
    put(files);
    const sourceType = code.includes('require(') ? 'commonjs' : 'module';
    expect(lint(code, { ...languageOptions, sourceType })).toHaveLength(1);
  });

  it.each(SILENT)('leaves alone %s', (_case, files, code) => {
    put(files);
    expect(lint(code, languageOptions)).toEqual([]);
  });
});

const USE = "import { Counter } from './counter.js'; export const counter = new Counter();";

describe('another file of the project', () => {
  it('is named in the message', () => {
    put({ 'counter.js': COUNTER });
    expect(lint(USE)[0]).toContain('has methods that change its fields (line 1 of counter.js)');
  });

  it('is looked at again when it has changed, after a pause as between two runs', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    put({ 'counter.js': COUNTER });
    expect(lint(USE)).toHaveLength(1);
    put({ 'counter.js': POINT.replace('Point', 'Counter') });
    utimesSync(path.join(folder, 'counter.js'), 1, 1);
    vi.advanceTimersByTime(600);
    expect(lint(USE)).toEqual([]);
  });

  it('may be a package of the workspace', () => {
    put({ 'packages/counter/index.js': COUNTER, 'node_modules/.keep': '' });
    put({ 'packages/counter/package.json': '{"name":"counter","exports":"./index.js"}' });
    symlinkSync(path.join(folder, 'packages/counter'), path.join(folder, 'node_modules/counter'));
    expect(lint(USE.replace('./counter.js', 'counter'))).toHaveLength(1);
  });

  it('is read under ESLint 9 as under ESLint 10', () => {
    put({ 'counter.js': COUNTER });
    const linter = new Linter9({ configType: 'flat', cwd: folder });
    expect(lint(USE, {}, linter as unknown as Linter)).toHaveLength(1);
  });

  it('is left alone where the host lends its parser to nobody', () => {
    put({ 'counter.js': COUNTER });
    const parser = { ...typescriptParser, name: 'oxlint' };
    expect(lint(USE, { parser })).toEqual([]);
  });

  it('is left alone by those who list it as pure', () => {
    put({ 'counter.js': COUNTER });
    const linter = new Linter({ configType: 'flat', cwd: folder });
    const option = { pure: [{ from: './counter.js', names: ['Counter'] }] };
    const config = {
      plugins: { slo },
      rules: { 'slo/no-library-global-state': ['error', option] },
    } as unknown as Linter.Config;
    expect(linter.verify(USE, config, path.join(folder, 'main.js'))).toEqual([]);
  });
});
