import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGraph } from 'eslint-plugin-slo/dependency-cruiser';
import { lintCases } from '../../../tests/corpus/references/lint.ts';
import type { Contestant } from '../contestant.ts';

/** Our rules, as `recommended` switches them on. */
export const sloRules: Contestant = {
  name: '**eslint-plugin-slo**',
  package: 'eslint-plugin-slo',
  async judge(folder, cases) {
    const verdicts = await lintCases(folder, cases);
    return [...verdicts].flatMap(([file, messages]) => (messages.length > 0 ? [file] : []));
  },
};

const CONFIG = `import { preset } from ${JSON.stringify(import.meta.resolve('eslint-plugin-slo/dependency-cruiser'))};

export default preset({ root: import.meta.dirname });
`;

/** Our preset of dependency-cruiser: what a graph alone can see. */
export const sloGraph: Contestant = {
  name: '**eslint-plugin-slo**, its graph',
  package: 'eslint-plugin-slo',
  async judge(folder) {
    writeFileSync(join(folder, '.dependency-cruiser.js'), CONFIG);
    const { violations } = await checkGraph({ root: folder });
    return violations.filter(({ rule }) => rule.endsWith('script-import')).map(({ file }) => file);
  },
};
