import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import { type AnyRule, bindRule } from '../../src/create-rule.ts';
import { noExportedMutable } from '../../src/rules/no-exported-mutable.ts';
import { noLibraryGlobalState } from '../../src/rules/no-library-global-state.ts';
import { noLibrarySideEffects } from '../../src/rules/no-library-side-effects.ts';
import { type CorpusCase, readCorpus } from './corpus.ts';

const analysis = new Analysis();
const corpora = [
  ['state', noLibraryGlobalState],
  ['exported', noExportedMutable],
  ['effects', noLibrarySideEffects],
] as const satisfies [string, AnyRule][];

describe.each(corpora)('%s', (folder, rule: AnyRule) => {
  const corpus = readCorpus(join(import.meta.dirname, '../corpus', folder));
  describe.each([...corpus])('%s', (_file, cases) => {
    test.each(cases)('$name', (written) => {
      expect(reportedLines(rule, written)).toEqual(written.lines);
    });
  });
});

function reportedLines(rule: AnyRule, { code, filename }: CorpusCase): number[] {
  const isTypeScript = filename.endsWith('.ts');
  const messages = new Linter().verify(
    code,
    {
      files: ['**/*.{ts,js,cjs,mjs}'],
      plugins: { slo: { rules: { checked: bindRule(rule, analysis) as never } } },
      rules: { 'slo/checked': 'error' },
      languageOptions: {
        sourceType: filename.endsWith('.cjs') ? 'commonjs' : 'module',
        ...(isTypeScript && { parser }),
      },
    },
    { filename },
  );
  for (const { fatal, message } of messages) if (fatal === true) throw new Error(message);
  return [...new Set(messages.map(({ line }) => line))].sort((a, b) => a - b);
}
