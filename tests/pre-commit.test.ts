import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyRepository, linkDependencies, type RepositoryCopy } from './repository-copy.ts';

const violation = "import './planted-other.ts';\n";
const clean = "console.log('a script on its own');\n";

let copy: RepositoryCopy;
let worktree: string;

beforeAll(() => {
  copy = copyRepository();
  worktree = path.join(copy.root, '..', `${path.basename(copy.root)}-worktree`);
  write(copy.root, 'scripts/planted-other.ts', clean);
  git(copy.root, 'add', '--all');
  git(copy.root, 'commit', '--quiet', '--message=start');
  run(copy.root, path.join(copy.root, 'node_modules/.bin/lefthook'), 'install');
  git(copy.root, 'worktree', 'add', '--quiet', worktree, '-b', 'other');
  linkDependencies(copy.root, worktree);
});

afterAll(() => {
  rmSync(worktree, { recursive: true, force: true });
  copy[Symbol.dispose]();
});

describe('a commit', () => {
  it.for([
    { place: 'the checkout', root: () => copy.root },
    { place: 'a worktree', root: () => worktree },
  ])('with a violation is refused in $place, one without is accepted', ({ root }) => {
    const refused = commit(root(), violation);
    expect(refused.output).toContain('planted.ts');
    expect(refused.output).toContain('slo/no-script-to-script-import');
    expect(refused.status).not.toBe(0);

    expect(commit(root(), clean)).toMatchObject({ status: 0 });
  });

  it('is judged by what is staged, not by what is on disk', () => {
    write(copy.root, 'scripts/planted.ts', `${violation}// staged\n`);
    git(copy.root, 'add', '--all');
    write(copy.root, 'scripts/planted.ts', `${clean}// not staged\n`);
    expect(tryGit(copy.root, 'commit', '--message=staged violation').status).not.toBe(0);

    write(copy.root, 'scripts/planted.ts', `${clean}// staged\n`);
    git(copy.root, 'add', '--all');
    write(copy.root, 'scripts/planted.ts', `${violation}// not staged\n`);
    expect(tryGit(copy.root, 'commit', '--message=clean')).toMatchObject({ status: 0 });
  });

  it('is refused in a worktree without installed dependencies, with what to do', () => {
    const bare = `${worktree}-bare`;
    git(copy.root, 'worktree', 'add', '--quiet', bare, '-b', 'bare');
    try {
      const refused = commit(bare, clean);
      expect(refused.output).toContain('npx --yes pnpm@12 install');
      expect(refused.status).not.toBe(0);
    } finally {
      rmSync(bare, { recursive: true, force: true });
    }
  });
});

function commit(root: string, text: string): { status: number | null; output: string } {
  write(root, 'scripts/planted.ts', text);
  git(root, 'add', '--all');
  return tryGit(root, 'commit', '--message=planted');
}

function write(root: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

function git(root: string, ...words: readonly string[]): void {
  const { status, output } = tryGit(root, ...words);
  if (status !== 0) throw new Error(`git ${words.join(' ')} failed: ${output}`);
}

function tryGit(root: string, ...words: readonly string[]) {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  return run(root, 'git', ...identity, ...words);
}

/** Runs a program without the variables by which git tells a hook which repository it is in. */
function run(root: string, program: string, ...words: readonly string[]) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && name !== 'LEFTHOOK'),
  );
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { status, output: `${stdout}${stderr}` };
}
