import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ESLint } from 'eslint';
import { defineConfig } from 'eslint/config';
import slo from 'eslint-plugin-slo';
import tseslint from 'typescript-eslint';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCases } from './corpus/references/cases.ts';
import { writeRepository } from './corpus/references/repository.ts';

import { startOxlint } from './language-server.ts';
import { readStateCases } from './state-corpus.ts';

interface OxlintOutput {
  readonly diagnostics: readonly {
    readonly filename: string;
    readonly message: string;
    readonly code?: string;
    readonly labels: readonly {
      readonly span: { readonly line: number; readonly column: number };
    }[];
  }[];
}

const installed = path.join(import.meta.dirname, 'node_modules');
const written = readCases().filter(({ file }) => !file.endsWith('.md'));
const files = [...written, ...readStateCases()].map(({ file }) => file);

let root: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'slo-oxlint-')));
  writeRepository(root, written);
  for (const { file, code } of readStateCases()) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), code);
  }
  symlinkSync(
    path.join(installed, 'eslint-plugin-slo'),
    path.join(root, 'node_modules/eslint-plugin-slo'),
  );
  cpSync(
    path.join(import.meta.dirname, 'examples/adopt/oxlint.json'),
    path.join(root, '.oxlintrc.json'),
  );
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

it('reports under oxlint what it reports under ESLint, at the same places', async () => {
  const expected = await reportsOfEslint();
  expect(expected.length).toBeGreaterThan(500);
  expect(reportsOfOxlint()).toEqual(expected);
});

it('shows in an editor what somebody types, and lets it go', async () => {
  await using editor = await startOxlint(root);
  const script = 'scripts/typed.ts';
  const violation = "// eslint-disable-next-line\nimport './send-mail.ts';\n";
  expect(await editor.open(script, violation)).toMatchObject([
    { code: 'slo(no-script-to-script-import)', range: { start: { line: 1, character: 7 } } },
  ]);
  expect(await editor.edit(script, 'console.log("alone");\n')).toEqual([]);
  expect(await editor.edit(script, violation)).toHaveLength(1);
  expect(editor.failures).toEqual([]);
});

async function reportsOfEslint(): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: defineConfig(tseslint.configs.base, slo.configs.recommended),
  });
  const results = await eslint.lintFiles(files);
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, ruleId, message }) =>
        [path.relative(root, filePath), line, column, ruleId, message].join(':'),
      ),
    )
    .sort();
}

function reportsOfOxlint(): readonly string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(installed, 'oxlint/bin/oxlint'), '--format=json', ...files],
    { cwd: root, encoding: 'utf8', maxBuffer: 1e9 },
  );
  expect(stderr).toBe('');
  const { diagnostics } = JSON.parse(stdout) as OxlintOutput;
  return diagnostics
    .filter(({ code = 'crash' }) => /^(?:slo\(|crash$)/.test(code)) // oxlint's own rules are on as well
    .map(({ filename, message, code = '', labels: [label] }) =>
      [
        filename,
        label?.span.line,
        label?.span.column,
        code.replace(/^(.+)\((.+)\)$/, '$1/$2'),
        message,
      ].join(':'),
    )
    .sort();
}
