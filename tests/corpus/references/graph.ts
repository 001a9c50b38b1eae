import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGraph } from 'eslint-plugin-slo/dependency-cruiser';
import type { Verdicts } from './summary.ts';

const INSTALLED = join(import.meta.dirname, '../../node_modules');
const BANS = ['no-script-to-script-import', 'no-library-to-script-import'];

/** What the dependency graph says to every file of a repository that holds the cases. */
export async function graphCases(folder: string): Promise<Verdicts> {
  const plugin = 'node_modules/eslint-plugin-slo';
  symlinkSync(join(INSTALLED, 'eslint-plugin-slo'), join(folder, plugin));
  const config = 'node_modules/graph.config.js';
  writeFileSync(
    join(folder, config),
    `import { preset } from 'eslint-plugin-slo/dependency-cruiser';
export default preset({ root: ${JSON.stringify(folder)} });
`,
  );
  const { violations } = await checkGraph({ root: folder, config });
  const bans = violations.filter(({ rule }) => BANS.includes(rule));
  return new Map(
    [...Map.groupBy(bans, ({ file }) => file)].map(([file, found]) => [
      file,
      found.map(({ to }) => to),
    ]),
  );
}
