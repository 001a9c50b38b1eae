import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Case, type Fence, readFences } from './cases.ts';

/** Packages that cases start programs with; the real ones, so that a run proves something. */
const PACKAGES = ['cross-spawn', 'execa', 'piscina', 'shelljs', 'tinyexec', 'tsx', 'zx'] as const;

const INSTALLED = join(import.meta.dirname, '../../node_modules');

/** Every file of the repository that the cases stand in, as `repository.md` describes it. */
export function repositoryFiles(): readonly Fence[] {
  return readFences('repository.md');
}

/** Writes the repository into an empty folder, and the cases into it. */
export function writeRepository(folder: string, cases: readonly Case[] = []): void {
  const links: Fence[] = [];
  for (const file of repositoryFiles()) {
    if (file.language === 'link') links.push(file);
    else write(join(folder, file.info), file.text);
  }
  for (const { info, text } of links) {
    mkdirSync(dirname(join(folder, info)), { recursive: true });
    symlinkSync(text.trim(), join(folder, info));
  }
  for (const name of PACKAGES) {
    symlinkSync(join(INSTALLED, name), join(folder, 'node_modules', name));
  }
  for (const { file, code } of cases) write(join(folder, file), code);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
