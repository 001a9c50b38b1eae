import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as primitives from '@slo/primitives';
import * as testing from '@slo/primitives/testing';
import { examplesIn, type Example } from './documentation/examples.ts';
import * as stage from './documentation/stage.ts';
import { typeErrorsOf } from './documentation/type-errors.ts';

const root = path.join(import.meta.dirname, '..');

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

describe('the types of the examples', () => {
  const planted = [
    ['a step that does not fit', 'sequential(trim, (length: number) => length);', /^TS2345/],
    ['an option that is unknown', 'retry(load, { attempts: 3 });', /^TS2353/],
    ['a name from nowhere', 'nowhere();', /^TS2304/],
    ['a text that does not parse', 'sequential(;', /^TS1005/],
  ] as const;
  const errors = typeErrorsOf([
    ...examples,
    ...planted.map(([place, code]) => ({ place, code, subject: undefined })),
  ]);

  test.for(examples.map(({ place }) => place))('hold at %s', (place) => {
    expect(errors.get(place)).toEqual([]);
  });

  test.for(planted)('would not hold with %s', ([place, , expected]) => {
    expect(errors.get(place)?.[0]).toMatch(expected);
  });
});

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
