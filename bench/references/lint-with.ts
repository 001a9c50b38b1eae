import { relative, sep } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import type { Case } from '../../tests/corpus/references/cases.ts';

/** The files of a repository that ESLint reports under the given configuration, in such messages. */
export async function lintWith(
  folder: string,
  cases: readonly Case[],
  configs: readonly Linter.Config[],
  speaksOfScripts: (message: string) => boolean = () => true,
): Promise<Iterable<string>> {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{js,mjs,cjs,ts,mts,cts,tsx}'], languageOptions: { parser: tseslint.parser } },
      ...configs,
    ] as Linter.Config[],
  });
  const results = await eslint.lintFiles(
    cases.map(({ file }) => file).filter((file) => !file.endsWith('.md')),
  );
  return results
    .filter(({ messages }) =>
      messages.some(({ ruleId, message }) => ruleId !== null && speaksOfScripts(message)),
    )
    .map(({ filePath }) => relative(folder, filePath).split(sep).join('/'));
}
