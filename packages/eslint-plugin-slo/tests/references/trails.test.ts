import * as parser from '@typescript-eslint/parser';
import type { TSESLint } from '@typescript-eslint/utils';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { Evaluator } from '../../src/references/evaluator.ts';
import { statementsOf } from '../../src/references/module-syntax.ts';
import { placesOfInterest } from '../../src/references/trails.ts';

/** The places that a look at a file begins with, as the text has them, in its order. */
function placesIn(text: string): readonly string[] {
  const linter = new Linter();
  const messages = linter.verify(text, { languageOptions: { parser } });
  expect(messages).toEqual([]);
  const sourceCode = linter.getSourceCode() as unknown as TSESLint.SourceCode;
  const evaluator = new Evaluator(sourceCode, '/repository/scripts/a.ts', '/repository');
  return [...placesOfInterest(sourceCode, statementsOf(sourceCode), evaluator)]
    .sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1])
    .map(({ range }) => text.slice(...range));
}

const spawns = "import { spawn } from 'node:child_process'; ";

describe('what can reach another file is followed to', () => {
  test.for([
    ['a call', `${spawns}spawn('a'); f('b');`, ["spawn('a')"]],
    ['a call under another name', `${spawns}const g = spawn; g('a'); f(g.b);`, ["g('a')"]],
    ['a name that is assigned', `${spawns}let g; g = spawn; g('a');`, ["g('a')"]],
    ['a member', "import cp from 'child_process'; cp.exec('a'); cp.constants;", ["cp.exec('a')"]],
    ['a member of unknown name', "import cp from 'child_process'; cp[a];", ['cp[a]']],
    [
      'a part of an object',
      "import cp from 'child_process'; const { fork: g } = cp; g('a');",
      ["g('a')"],
    ],
    ['a table', `${spawns}const t = { run: spawn }; t.run('a'); f();`, ["t.run('a')"]],
    ['a construction', "new Worker('a'); new Map();", ["new Worker('a')"]],
    ['a tag', "import { $ } from 'execa'; $`a`; f`b`;", ['$`a`']],
    [
      'a module that is required',
      "require('fs').readFileSync('a');",
      ["require('fs').readFileSync('a')", "require('fs')"],
    ],
    [
      'a setting',
      "process.env.NODE_OPTIONS = 'a'; process.env.b = 'c';",
      ["process.env.NODE_OPTIONS = 'a'", "process.env.b = 'c'"],
    ],
    [
      'elements handed to a function',
      `${spawns}[spawn].forEach((each) => each('a'));`,
      ["each('a')"],
    ],
  ] as const)('%s', ([, code, places]) => {
    expect(placesIn(code)).toEqual(places);
  });
});

describe('a file is left alone with', () => {
  test.for([
    ['nothing of interest', "import { f } from './b.js'; f('a').g.h = 1; new Map();"],
    [
      'a name that it declares itself',
      "const spawn = f; spawn('a'); class Worker {} new Worker();",
    ],
    ['a global in a comment', "// require('a')\nf();"],
    ['a parameter of the same name', "function g(require) { require('a'); }"],
    ['a value that is only compared', `${spawns}if (spawn === f) g();`],
  ])('%s', ([, code = '']) => {
    expect(placesIn(code)).toEqual([]);
  });
});

describe('every place counts where a trail is lost, as', () => {
  const rest = ' g(1);';
  test.for([
    ['in a field', `${spawns}a.b = spawn;`],
    ['in an argument of an unknown function', `${spawns}f(spawn);`],
    ['in what a function returns', `${spawns}const f = () => { return spawn; };`],
    ['behind the constructor of a function', '(() => {}).constructor("a")();'],
  ])('%s', ([, code = '']) => {
    expect(placesIn(code + rest)).toContain('g(1)');
  });
});
