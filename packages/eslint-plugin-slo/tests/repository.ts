import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/** Content of a file, or where a symbolic link points. */
export type Entry = string | { readonly pointsTo: string };

/** Holds all repositories of a test file. A hook registered inside a test would never run. */
const base = mkdtempSync(join(realpathSync(tmpdir()), 'slo-'));
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

/** Writes files into a new folder, which vanishes after the tests of the calling file. */
export function createRepository(files: Readonly<Record<string, Entry>>): string {
  const root = mkdtempSync(join(base, 'repository-'));
  for (const [path, entry] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof entry === 'string') writeFileSync(file, entry);
    else symlinkSync(entry.pointsTo, file);
  }
  return root;
}
