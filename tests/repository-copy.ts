import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** This repository's root folder. */
export const repositoryRoot = path.resolve(import.meta.dirname, '..');

/** A throw-away copy of this repository, to plant in what must be refused. */
export interface RepositoryCopy extends Disposable {
  readonly root: string;
}

/**
 * Copies what git would commit of the working tree into a repository of its own, and links the
 * installed dependencies in, so that every tool works in the copy as it does here. Without the links (`link: false`) the copy is
 * a fresh clone: what installs dependencies there does not touch those of this checkout.
 */
export function copyRepository({ link = true } = {}): RepositoryCopy {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'slo-copy-')));
  for (const file of workingTreeFiles()) {
    cpSync(path.join(repositoryRoot, file), path.join(root, file), { verbatimSymlinks: true });
  }
  if (link) linkDependencies(repositoryRoot, root);
  execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: root });
  return {
    root,
    [Symbol.dispose]: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Links the installed dependencies of every workspace package from one checkout into another. */
export function linkDependencies(from: string, to: string): void {
  for (const manifest of workingTreeFiles().filter((file) => /(^|\/)package\.json$/.test(file))) {
    const folder = path.join(path.dirname(manifest), 'node_modules');
    if (existsSync(path.join(from, folder))) {
      symlinkSync(path.join(from, folder), path.join(to, folder));
    }
  }
}

function workingTreeFiles(): readonly string[] {
  return execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '' && existsSync(path.join(repositoryRoot, file)));
}
