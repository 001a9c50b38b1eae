import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Linter } from 'eslint';
import slo from 'eslint-plugin-slo';
import tseslint from 'typescript-eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStateCases } from './state-corpus.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'slo-state-corpus-'));
const PLANTED = `import { names } from './names.ts';
export const add = (name: string) => names.add(name);
`;

/** Each in a folder of its own, so that no case is what another one imports. */
const places = new Map(
  readStateCases().map((one, index) => [
    path.join(folder, String(index), path.basename(one.file)),
    one,
  ]),
);
const planted = path.join(folder, 'planted.ts');
const project = path.join(folder, 'tsconfig.json');

beforeAll(() => {
  for (const [place, { code }] of places) {
    mkdirSync(path.dirname(place));
    writeFileSync(place, code);
  }
  writeFileSync(path.join(folder, 'names.ts'), 'export const names = new Set<string>();');
  writeFileSync(planted, PLANTED);
  const compilerOptions = {
    allowImportingTsExtensions: true,
    allowJs: true,
    jsx: 'preserve',
    lib: ['esnext', 'dom'],
    module: 'esnext',
    moduleResolution: 'bundler',
    noEmit: true,
    target: 'esnext',
    typeRoots: [path.resolve(import.meta.dirname, '../node_modules/@types')],
    types: ['node'],
  };
  const files = [planted, ...places.keys()];
  writeFileSync(project, JSON.stringify({ compilerOptions, files }));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('with the types of the written cases', () => {
  it('a change is seen that nobody sees without', () => {
    expect(reportedLines(planted, PLANTED, {})).toEqual([]);
    expect(reportedLines(planted, PLANTED, { project })).toEqual([2]);
  });

  it('every report stands that stands without, and none is added that no case asks for', () => {
    const differences = [...places].flatMap(([place, { category, name, code, expect: sites }]) => {
      const untyped = reportedLines(place, code, {});
      const typed = reportedLines(place, code, { project });
      const lost = untyped.filter((line) => !typed.includes(line));
      const added = typed.filter(
        (line) => !untyped.includes(line) && !sites.some((site) => site.line === line),
      );
      return lost.length + added.length > 0 ? [{ category, name, lost, added }] : [];
    });
    expect(differences).toEqual([]);
  });
});

const linter = new Linter({ configType: 'flat', cwd: folder });

function reportedLines(file: string, code: string, types: Linter.ParserOptions): number[] {
  const messages = linter.verify(
    code,
    {
      files: ['**/*.*'],
      plugins: { slo },
      languageOptions: {
        parser: tseslint.parser,
        sourceType: file.endsWith('.cjs') ? 'commonjs' : 'module',
        parserOptions: { ecmaFeatures: { jsx: file.endsWith('x') }, ...types },
      },
      rules: { 'slo/no-library-global-state': 'error', 'slo/no-exported-mutable': 'error' },
    },
    { filename: file },
  );
  for (const { fatal, message } of messages) if (fatal === true) throw new Error(message);
  return messages.map(({ line }) => line);
}
