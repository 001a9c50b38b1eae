import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import markdown from '@eslint/markdown';
import * as parser from '@typescript-eslint/parser';
import { ESLint as ESLint10 } from 'eslint';
import { defineConfig } from 'eslint/config';
import { ESLint as ESLint9 } from 'eslint9';
import { describe, expect, test } from 'vitest';
import slo, { createPlugin, defineZones } from '../src/index.ts';
import { createRepository } from './repository.ts';

test('the index holds every file of the rules folder, under its name', () => {
  const files = readdirSync(join(import.meta.dirname, '../src/rules'))
    .filter((file) => file !== 'index.ts')
    .map((file) => file.replace('.ts', ''));
  expect(Object.keys(slo.rules)).toEqual(files);
});

test('the plugin says who it is', () => {
  const manifest = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8');
  const { name, version } = JSON.parse(manifest) as { name: string; version: string };
  expect(slo.meta).toEqual({ name, version, namespace: 'slo' });
});

test('two plugins share nothing', () => {
  expect(createPlugin().rules).not.toBe(slo.rules);
});

test.for(['recommended', 'scripts', 'library', 'strict'] as const)(
  'every part of %s names its files, and its rules exist',
  (name) => {
    expect(slo.configs[name]).not.toEqual([]);
    for (const { files, rules = {} } of slo.configs[name]) {
      expect(files).not.toEqual([]);
      const known = Object.keys(slo.rules).map((rule) => `slo/${rule}`);
      expect(known).toEqual(expect.arrayContaining(Object.keys(rules)));
    }
  },
);

const typescript = { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser } };

describe.for([
  ['ESLint 9', ESLint9 as unknown as typeof ESLint10],
  ['ESLint 10', ESLint10],
] as const)('in %s', ([, ESLint]) => {
  const root = createRepository({
    'eslint.config.js': '',
    'scripts/a.ts': "import './b.ts';\nconst x: number = 1;\nx;;\n",
    'scripts/b.ts': '/* eslint-disable */\nlet a;;\n',
    'scripts/quiet.ts':
      "/* eslint-disable */\n/* eslint slo/no-script-to-script-import: off */\nimport './b.ts'; // eslint-disable-line\n// eslint-disable-next-line slo/no-script-to-script-import -- let me\nimport './b.ts';\n",
    'scripts/broken.ts': 'const = ;\n',
    'scripts/plain.js': "/** @import { B } from './b.ts' */\nawait import('./b.js');\n",
    'scripts/common.cjs': "const load = require;\nload(__dirname + '/b');\n",
    'packages/x/src/a.ts': "import '../../../scripts/b.ts';\n",
    'helper.ts': "import './scripts/b.ts';\n",
    'jobs/a.ts': "import './b.ts';\n",
    'jobs/b.ts': '',
  });

  async function lint(
    config: ESLint10.Options['overrideConfig'],
    files: string | string[] = '.',
    options: ESLint10.Options = {},
  ) {
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: config ?? null,
      ...options,
    });
    const results = await eslint.lintFiles(files);
    return results.map(({ filePath, messages, output }) => ({
      file: filePath.slice(root.length + 1),
      found: messages.map(({ line, ruleId, severity }) => [line, ruleId, severity]),
      output,
    }));
  }

  test('recommended holds TypeScript scripts and all around them', async () => {
    const results = await lint(defineConfig(typescript, slo.configs.recommended));
    expect(Object.fromEntries(results.map(({ file, found }) => [file, found]))).toEqual({
      'eslint.config.js': [],
      'helper.ts': [[1, 'slo/no-library-to-script-import', 2]],
      'jobs/a.ts': [],
      'jobs/b.ts': [],
      'packages/x/src/a.ts': [[1, 'slo/no-library-to-script-import', 2]],
      'scripts/a.ts': [[1, 'slo/no-script-to-script-import', 2]],
      'scripts/b.ts': [],
      'scripts/broken.ts': [[1, null, 2]],
      'scripts/common.cjs': [[2, 'slo/no-script-to-script-import', 2]],
      'scripts/plain.js': [
        [1, 'slo/no-script-to-script-import', 2],
        [2, 'slo/no-script-to-script-import', 2],
      ],
      'scripts/quiet.ts': [
        [3, 'slo/no-script-to-script-import', 2],
        [5, 'slo/no-script-to-script-import', 2],
      ],
    });
  });

  test('a comment in a script neither switches a ban off nor leaves a warning', async () => {
    const [result] = await lint(defineConfig(typescript, slo.configs.scripts), 'scripts/quiet.ts');
    expect(result?.found).toEqual([
      [3, 'slo/no-script-to-script-import', 2],
      [5, 'slo/no-script-to-script-import', 2],
    ]);
  });

  test('other rules still repair a script under --fix', async () => {
    const config = defineConfig(typescript, slo.configs.scripts, { rules: { 'no-extra-semi': 2 } });
    const [result] = await lint(config, 'scripts/a.ts', { fix: true });
    expect(result?.output).toBe("import './b.ts';\nconst x: number = 1;\nx;\n");
    expect(result?.found).toEqual([[1, 'slo/no-script-to-script-import', 2]]);
  });

  test('the code blocks of a tutorial page count, its prose does not', async () => {
    const pages = createRepository({
      'eslint.config.js': '',
      'scripts/b.ts': '',
      'tutorials/a/page.md': [
        "`import '../../scripts/b.ts'` is no more.",
        '```ts',
        'const x: number = 1;',
        "import '../../scripts/b.ts';",
        '```',
        '```text',
        "import '../../scripts/b.ts';",
        '```',
      ].join('\n'),
    });
    const config = defineConfig(typescript, slo.configs.recommended, {
      files: ['tutorials/**/*.md'],
      plugins: { markdown },
      processor: 'markdown/markdown',
    });
    const [result] = await lint(config, 'tutorials', { cwd: pages });
    expect(result?.found).toEqual([[4, 'slo/no-library-to-script-import', 2]]);
  });

  test('zones of its own', async () => {
    const zones = defineZones({ root, scripts: ['jobs/**'] });
    const config = defineConfig(typescript, slo.configsFor(zones).recommended);
    const results = await lint(config, ['jobs', 'helper.ts']);
    expect(results.map(({ file, found }) => [file, found])).toEqual([
      ['helper.ts', []],
      ['jobs/a.ts', [[1, 'slo/no-script-to-script-import', 2]]],
      ['jobs/b.ts', []],
    ]);
  });

  test('a config extended by name', async () => {
    const config = defineConfig(typescript, {
      files: ['scripts/a.ts'],
      plugins: { slo },
      extends: ['slo/scripts'],
    });
    const [result] = await lint(config, 'scripts/a.ts');
    expect(result?.found).toEqual([[1, 'slo/no-script-to-script-import', 2]]);
  });

  test('settings that are no zones are refused by name', async () => {
    const config = defineConfig(typescript, slo.configs.recommended, {
      settings: { slo: { scripts: 'jobs' } },
    });
    await expect(lint(config, 'helper.ts')).rejects.toThrow(
      'Expected zones.scripts to be a list of globs, got "jobs".',
    );
  });
});
