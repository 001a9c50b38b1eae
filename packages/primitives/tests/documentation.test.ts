import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as primitives from '@slo/primitives';
import * as testing from '@slo/primitives/testing';

const root = path.join(import.meta.dirname, '..');

interface Example {
  readonly place: string;
  readonly code: string;
  /** What is exported right below the comment that the example stands in. */
  readonly subject: string | undefined;
}

/** What examples may use without saying where it comes from. */
const stage = {
  ...primitives,
  ...testing,
  expect,
  WorkflowContext: class extends primitives.WorkflowContext {
    // A script takes the process over, which is not its own here.
    static override script(id: string): primitives.WorkflowContext {
      return new primitives.WorkflowContext(id);
    }
  },
  context: new primitives.WorkflowContext('example'),
  signal: new AbortController().signal,
  input: 'input',
  models: ['a'],
  flow: primitives.lambda('flow', (text: string) => text),
  evaluate: primitives.lambda('evaluate', (models: string[]) => models),
  score: (text: string) => Promise.resolve(text.length),
  load: (url: string) => Promise.resolve(`page of ${url}`),
  trim: (text: string) => text.trim(),
  count: (text: string) => text.length,
};

const examples = globSync(['src/**/*.ts', 'docs/*.md'], { cwd: root }).flatMap((file) =>
  examplesIn(file, readFileSync(path.join(root, file), 'utf8')),
);
const pages = new Map(
  globSync('docs/*.md', { cwd: root }).map((page) => [
    path.basename(page, '.md'),
    readFileSync(path.join(root, page), 'utf8'),
  ]),
);

test.for(examples.map(({ place, code }) => [place, code] as const))(
  'the example at %s does what it says',
  async ([, code]) => {
    const assertions = code.split('\n').filter((line) => line.includes('; // ')).length;
    const checked = code.replace(/^( *)(\S.*); \/\/ (.+)$/gm, toAssertion);
    expect(checked.match(/expect\(/g)?.length ?? 0).toBeGreaterThanOrEqual(assertions);
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code of our own pages
    const run = new Function(...Object.keys(stage), toJavaScript(checked)) as (
      ...values: unknown[]
    ) => Promise<void>;
    await run(...Object.values(stage));
  },
);

describe('the documentation', () => {
  const factories = Object.entries(primitives).filter(
    ([name, value]) => typeof value === 'function' && /^[a-z]/.test(name),
  );

  test.for(Object.keys({ ...primitives, ...testing }))(
    'has an example of %s above its declaration',
    (name) => {
      expect(showsUse(examples, name)).toBe(true);
    },
  );

  const fence = ' * ```ts\n * one();\n * ```\n';
  test.for([
    ['no comment', 'export function one() {}\n'],
    ['a comment without an example', '/** Does it. */\nexport function one() {}\n'],
    [
      'an example of something else',
      `/**\n${fence.replace('one', 'two')} */\nexport class one {}\n`,
    ],
    ['the example of a neighbour', `/**\n${fence} */\nexport class two {}\nexport class one {}\n`],
    ['an example in a comment within', `export class one {\n  /**\n${fence}   */\n  run() {}\n}\n`],
  ] as const)('would not do with %s', ([, source]) => {
    const found = examplesIn('src/one.ts', source);
    expect(showsUse(found, 'one')).toBe(false);
    const whole = examplesIn('src/one.ts', `${source}/**\n${fence} */\nexport const one = 1;\n`);
    expect(showsUse(whole, 'one')).toBe(true);
  });

  test.for(factories.map(([name]) => name).filter((name) => name !== 'sleep'))(
    'has a page on %s that tells every option',
    (name) => {
      const file = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const page = pages.get(file) ?? '';
      expect(page).toMatch(new RegExp(`^# ${name}\n`));
      for (const option of optionsIn(`src/${file}.ts`)) expect(page).toContain(`\`${option}\``);
    },
  );
});

function examplesIn(file: string, text: string): Example[] {
  const isPage = file.endsWith('.md');
  const fence = isPage ? /^```ts\n(.*?)^```$/gms : /^ *\* ```ts\n(.*?)^ *\* ```$/gms;
  const below = /^(?:\n \* .*|\n \*)*\n \*\/\nexport (?:abstract )?(?:class|function|const) (\w+)/;
  return [...text.matchAll(fence)].map(({ 0: whole, 1: code = '', index }) => ({
    place: `${file}:${text.slice(0, index).split('\n').length}`,
    code: isPage ? code : code.replace(/^ *\* ?/gm, ''),
    subject: below.exec(text.slice(index + whole.length))?.[1],
  }));
}

function showsUse(all: readonly Example[], name: string): boolean {
  return all.some(
    ({ subject, code }) => subject === name && new RegExp(`\\b${name}\\b`).test(code),
  );
}

/** `value; // expected` and `call; // throws SomeError` are what an example claims. */
function toAssertion(line: string, indent: string, expression: string, claim: string): string {
  if (/^(?:const|let|return)\b/.test(expression)) return line;
  const error = /^throws (\w+)/.exec(claim)?.[1];
  if (error !== undefined) {
    return `${indent}await expect((async () => ${expression})()).rejects.toMatchObject({ name: '${error}' });`;
  }
  const expected = /^(?:true|false)(?=:)/.exec(claim)?.[0] ?? claim;
  return `${indent}expect(${expression}).toEqual(${expected});`;
}

function toJavaScript(code: string): string {
  const whole = `return (async () => {\n${code}\n})();`;
  const { outputText } = ts.transpileModule(whole, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return outputText;
}

/** The names in the interfaces of options that a file declares. */
function optionsIn(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const declared = [...text.matchAll(/^export interface \w+Options.*?^\}/gms)].join('\n');
  return [...declared.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name = '']) => name);
}
