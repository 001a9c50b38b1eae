import { ESLint } from 'eslint';
import slo from 'eslint-plugin-slo';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileLinter, OUR_RULES } from '../bench/crash/file-linter.ts';
import { extremes, lintDeepest } from '../bench/crash/lint-deepest.ts';
import { oddities } from './oddities.ts';

const MEGABYTE = 1_000_000;

function lint(text: string, file = 'a.js') {
  return new FileLinter().lint({ path: `/package/${file}`, folder: '/package', text });
}

describe('every rule survives', () => {
  test.for(oddities)('$name', ({ file, code }) => {
    expect(lint(code, file)).toMatchObject({ kind: 'linted' });
  });

  test('a line of a megabyte', { timeout: 60_000 }, () => {
    const statement = 'a(require("./b")+c);';
    const line = `const d=[],a=e=>d.push(e);${statement.repeat(MEGABYTE / statement.length)}`;
    expect(lint(line)).toMatchObject({ kind: 'linted' });
  });

  test('a bundle of a megabyte', { timeout: 60_000 }, () => {
    const modules: string[] = [];
    for (let size = 0; size < MEGABYTE; size += modules.at(-1)?.length ?? 0) {
      const index = modules.length;
      modules.push(
        `${index}: (module, exports, require) => {\n  const { run } = require(${(index * 7) % 1000});\n` +
          `  const cache = new Map();\n  exports.run = (path) => {\n    cache.set(path, run("./" + path));\n` +
          `    return cache;\n  };\n},\n`,
      );
    }
    const bundle = `const modules = {\n${modules.join('')}};\nconst loaded = {};
function load(id) {
  if (loaded[id]) return loaded[id].exports;
  const module = (loaded[id] = { exports: {} });
  modules[id](module, module.exports, load);
  return module.exports;
}
module.exports = load(0);\n`;
    expect(lint(bundle)).toMatchObject({ kind: 'linted' });
  });

  test('files that import each other in a circle, and themselves', async () => {
    const root = mkdtempSync(join(realpathSync(tmpdir()), 'slo-circle-'));
    mkdirSync(join(root, 'src'));
    const next = { a: 'b', b: 'c', c: 'a' };
    for (const [name, other] of Object.entries(next)) {
      const code =
        `import { make as makeOther, state as other } from './${other}.js';\n` +
        `export * from './${other}.js';\nexport { state as self } from './${name}.js';\n` +
        'export const make = () => makeOther();\nexport const state = make();\nother.push(state);\n';
      writeFileSync(join(root, `src/${name}.js`), code);
    }
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: {
        plugins: { slo },
        settings: { slo: { root, scripts: [], library: ['src/**'] } },
        rules: OUR_RULES,
      },
    });
    const results = await eslint.lintFiles(['src']);
    rmSync(root, { recursive: true });
    expect(results).toHaveLength(3);
    expect(results.flatMap(({ fatalErrorCount }) => fatalErrorCount)).toEqual([0, 0, 0]);
  });
});

/** Of all that the bench tries, what people and their tools write. */
const DEEP =
  /^(?:a sum of strings|arrays in arrays|objects in objects|calls in calls|calls of calls|assignments of assignments|a chain of members|a chain of else if|functions in functions) /;

describe('as deep as ESLint itself can go, every rule survives', { timeout: 60_000 }, () => {
  test.for(extremes.filter(({ name }) => DEEP.test(name)))('$name', (extreme) => {
    expect(lintDeepest(extreme, 10_000).result).toMatchObject({ kind: 'linted' });
  });
});

/** What a look at the whole of the file for each of its lines would take minutes for. */
const LONG =
  /^(?:branches of one text|names of one value|expressions that go back|texts, each with more|loops in loops of a shell|classes with a method of one name|listeners to one event|files that are written and run|functions that hand a function|compositions|commands by one name|lists that grow|one list that grows|inputs of one command|detections of one feature|ways out of one function|objects that get a key each)[^(]* \(\.js/;

describe('what goes on for ten thousand lines ends', { timeout: 60_000 }, () => {
  test.for(extremes.filter(({ name }) => LONG.test(name)))('$name', (extreme) => {
    const { size, result } = lintDeepest(extreme, 10_000);
    expect(result).toMatchObject({ kind: 'linted' });
    expect(size).toBe(10_000);
  });
});

// Each call may look into all others; unbounded, three hundred lines took half a minute.
describe('what functions do that call each other is followed so far', { timeout: 15_000 }, () => {
  test.for(extremes.filter(({ name }) => name.startsWith('functions that call each other')))(
    '$name',
    (extreme) => {
      const { size, result } = lintDeepest(extreme, 300);
      expect(result).toMatchObject({ kind: 'linted' });
      expect(size).toBe(300);
    },
  );
});

// Without a limit, a hundred lines that double what is known hold more than any memory.
describe('what doubles with each line ends', () => {
  test.for(extremes.filter(({ name }) => /twice|^braces/.test(name)))('$name', (extreme) => {
    const { size, result } = lintDeepest(extreme, 100);
    expect(result).toMatchObject({ kind: 'linted' });
    expect(size).toBe(100);
  });
});

test('what a rule throws is told from what ESLint cannot read', () => {
  expect(lint('const = ;')).toEqual({ kind: 'unparsable' });
  expect(lint('let a; export const f = () => a++;')).toMatchObject({ kind: 'linted', reports: 1 });
});
