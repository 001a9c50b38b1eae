import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from '../contestant.ts';
import { SPECIFIERS } from '../layout.ts';
import { runProgram } from '../run-program.ts';

/** The native rule, which matches the text of a specifier. */
export const biome: Contestant = {
  name: 'Biome, noRestrictedImports',
  package: '@biomejs/biome',
  async judge(folder) {
    const config = {
      linter: { rules: { preset: 'none' } },
      overrides: SPECIFIERS.map(({ files, group }) => ({
        includes: files,
        linter: {
          rules: {
            style: {
              noRestrictedImports: {
                level: 'error',
                options: { patterns: [{ group: group.map(plain) }] },
              },
            },
          },
        },
      })),
    };
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(config));
    const words = ['lint', '--reporter=json', '--max-diagnostics=none', '.'];
    const output = await runProgram(folder, ['@biomejs/biome', 'bin/biome'], words);
    const { diagnostics } = JSON.parse(output) as {
      diagnostics: { category: string; location: { path: string | { file: string } } }[];
    };
    return diagnostics
      .filter(({ category }) => category === 'lint/style/noRestrictedImports')
      .map(({ location: { path } }) => (typeof path === 'string' ? path : path.file));
  },
};

/** Biome's patterns have no comments, and so no backslash before a `#`. */
function plain(pattern: string): string {
  return pattern.replace('\\#', '#');
}
