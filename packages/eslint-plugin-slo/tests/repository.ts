import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/** Content of a file, or where a symbolic link points. */
export type Entry = string | { readonly pointsTo: string };

/** Writes files into a new folder, which vanishes after the tests of the calling file. */
export function createRepository(files: Readonly<Record<string, Entry>>): string {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'slo-'));
  for (const [path, entry] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof entry === 'string') writeFileSync(file, entry);
    else symlinkSync(entry.pointsTo, file);
  }
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });
  return root;
}
