import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from '../contestant.ts';
import { SPECIFIERS } from '../layout.ts';
import { runProgram } from '../run-program.ts';

/** The native rule, which matches the text of a specifier. */
export const oxlint: Contestant = {
  name: 'oxlint, no-restricted-imports',
  package: 'oxlint',
  async judge(folder) {
    const config = {
      categories: { correctness: 'off' },
      overrides: SPECIFIERS.map(({ files, group }) => ({
        files,
        rules: { 'no-restricted-imports': ['error', { patterns: [{ group }] }] },
      })),
    };
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(config));
    const output = await runProgram(folder, ['oxlint', 'bin/oxlint'], ['--format', 'json', '.']);
    const { diagnostics } = JSON.parse(output) as {
      diagnostics: { code: string; filename: string }[];
    };
    return diagnostics
      .filter(({ code }) => code.includes('no-restricted-imports'))
      .map(({ filename }) => filename);
  },
};
