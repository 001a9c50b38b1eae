import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { copyRepository, repositoryRoot } from './repository-copy.ts';

const tutorials = globSync('tutorials/*/', { cwd: repositoryRoot }).filter(
  (folder) => path.basename(folder) !== 'node_modules',
);

describe.for(tutorials)('%s', (folder) => {
  const page = path.join(repositoryRoot, folder, 'README.md');

  it('is code, a page and a test', () => {
    const code = path.join(repositoryRoot, folder, path.basename(folder));
    expect([`${code}.ts`, `${code}.test.ts`, page].filter((file) => !existsSync(file))).toEqual([]);
  });

  it('runs as its page says, and as a script copied from it', { timeout: 240_000 }, () => {
    const commands = fromMarkdown(readFileSync(page, 'utf8'))
      .children.filter((node) => node.type === 'code')
      .filter(({ lang }) => lang === 'sh')
      .map(({ value }) => value);
    expect(commands).toEqual([
      expect.stringMatching(/^pnpm tsx tutorials\//),
      expect.stringMatching(/^cp tutorials\/.*^pnpm tsx scripts\//ms),
    ]);

    using copy = copyRepository({ link: false });
    const [tutorial, script] = commands.map((text) => run(copy.root, text));
    expect(tutorial).toMatch(/\S/);
    expect(script).toContain(tutorial);
  });
});

/** Runs commands as typed into a shell in a fresh clone, and throws with their output if one fails. */
function run(root: string, commands: string): string {
  return execFileSync('bash', ['-euo', 'pipefail', '-c', commands], {
    cwd: root,
    encoding: 'utf8',
    stdio: 'pipe',
    env: {
      ...process.env,
      TMPDIR: root,
      // The pnpm that runs these tests tells the pnpm in the copy to install nothing.
      pnpm_config_verify_deps_before_run: 'install',
      pnpm_config_prefer_offline: 'true',
    },
  });
}
