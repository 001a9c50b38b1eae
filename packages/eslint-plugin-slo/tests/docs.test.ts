import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import slo from '../src/index.ts';
import { allRules } from '../src/rules/index.ts';
import { createRepository } from './repository.ts';

const pages = join(import.meta.dirname, '../docs/rules');

/** What the examples of the import bans may refer to. */
const root = createRepository({
  'scripts/evaluate.ts': '',
  'scripts/labels.json': '[]',
  'packages/digits/src/load.ts': '',
  'tools/format.ts': '',
});

test('every rule has a page, and every page a rule', () => {
  expect(readdirSync(pages).sort()).toEqual(allRules.map(({ name }) => `${name}.md`));
});

test('what is generated in the pages and the README is up to date', () => {
  const cwd = join(import.meta.dirname, '..');
  const generator = join(cwd, 'node_modules/.bin/eslint-doc-generator');
  const { status, stdout, stderr } = spawnSync(generator, ['--check'], { cwd, encoding: 'utf8' });
  expect(stdout + stderr).toBe('');
  expect(status).toBe(0);
}, 60_000);

describe.for(allRules.map(({ name }) => name))('%s', (name) => {
  const examples = readExamples(readFileSync(join(pages, `${name}.md`), 'utf8'));

  test('has examples of both kinds', () => {
    expect(new Set(examples.map(({ section }) => section))).toEqual(
      new Set(['Incorrect', 'Correct']),
    );
  });

  test.for(examples)('$section: $code', ({ section, file, code }) => {
    const messages = lint(name, file, code);
    expect(messages.filter(({ ruleId }) => ruleId !== `slo/${name}`)).toEqual([]);
    if (section === 'Incorrect') expect(messages).not.toEqual([]);
    else expect(messages).toEqual([]);
  });
});

interface Example {
  readonly section: string;
  readonly file: string;
  readonly code: string;
}

/** Each fence under Incorrect and Correct; the word after its language is the file's path. */
function readExamples(page: string): Example[] {
  return page.split(/^## /m).flatMap((text) => {
    const section = text.slice(0, text.indexOf('\n'));
    if (section !== 'Incorrect' && section !== 'Correct') return [];
    return [...text.matchAll(/^```([jt]sx?)(?: +(\S+))?.*\n([^]*?)^```$/gm)].map(
      ([, language = 'ts', file = `packages/digits/src/example.${language}`, code = '']) => ({
        section,
        file,
        code,
      }),
    );
  });
}

function lint(rule: string, file: string, code: string) {
  const linter = new Linter({ cwd: root });
  return linter.verify(
    code,
    {
      files: ['**'],
      plugins: { slo },
      settings: { slo: { root } },
      languageOptions: { parser },
      rules: { [`slo/${rule}`]: 'error' },
    },
    { filename: join(root, file) },
  );
}
