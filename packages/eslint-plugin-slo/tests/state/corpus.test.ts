import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import { bindRule } from '../../src/create-rule.ts';
import { noLibraryGlobalState } from '../../src/rules/no-library-global-state.ts';
import { type CorpusCase, readCorpus } from './corpus.ts';

const corpus = readCorpus(join(import.meta.dirname, '../corpus/state'));
const rule = bindRule(noLibraryGlobalState, new Analysis());

describe.each([...corpus])('%s', (_file, cases) => {
  test.each(cases)('$name', (written) => {
    expect(reportedLines(written)).toEqual(written.lines);
  });
});

function reportedLines({ code, filename }: CorpusCase): number[] {
  const isTypeScript = filename.endsWith('.ts');
  const messages = new Linter().verify(
    code,
    {
      files: ['**/*.{ts,js,cjs,mjs}'],
      plugins: { slo: { rules: { state: rule as never } } },
      rules: { 'slo/state': 'error' },
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
