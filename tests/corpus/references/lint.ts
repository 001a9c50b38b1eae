import { join, relative, sep } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import type { Case } from './cases.ts';
import type { Verdicts } from './summary.ts';

/** The rules that speak of references; the others have corpora of their own. */
const BANS = [
  'slo/no-script-to-script-import',
  'slo/no-library-to-script-import',
  'slo/no-script-launch',
  'slo/no-shared-memory',
];

const CONFIG = join(import.meta.dirname, '../../examples/tutorial-pages.eslint.config.js');

/** What our rules say to every case of a repository that holds them, in one run. */
export async function lintCases(folder: string, cases: readonly Case[]): Promise<Verdicts> {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: CONFIG,
    overrideConfig: [
      { files: ['**/*.{js,mjs,cjs,ts,mts,cts,tsx}'], languageOptions: { parser: tseslint.parser } },
    ],
  });
  const results = await eslint.lintFiles(cases.map(({ file }) => file));
  const messages = new Map<string, readonly string[]>();
  for (const { filePath, messages: found } of results) {
    const fatal = found.find((message) => message.fatal);
    if (fatal) throw new Error(`${filePath}:${fatal.line} cannot be read: ${fatal.message}`);
    messages.set(
      relative(folder, filePath).split(sep).join('/'),
      found.filter(({ ruleId }) => BANS.includes(ruleId ?? '')).map(({ message }) => message),
    );
  }
  return messages;
}
