import { fileURLToPath } from 'node:url';
import { runNode } from '../worker.ts';
import type { Result } from './file-linter.ts';
import type { InstalledFile } from './files.ts';

/** What came of a file: or it took the process with it, in which it was linted. */
export type Fate = Result | { readonly kind: 'death'; readonly message: string };

const PROCESSES = 2;
const FILES_PER_PROCESS = 250;
const MEMORY_MEGABYTES = 3000;
const SECONDS_PER_PROCESS = 900;

const entry = fileURLToPath(new URL('lint-files.ts', import.meta.url));

/** Lints files in processes of bounded memory and time; one that dies costs one file. */
export async function lintAll(
  files: readonly InstalledFile[],
): Promise<ReadonlyMap<InstalledFile, Fate>> {
  const fates = new Map<InstalledFile, Fate>();
  const batches: InstalledFile[][] = [];
  for (let start = 0; start < files.length; start += FILES_PER_PROCESS) {
    batches.push(files.slice(start, start + FILES_PER_PROCESS));
  }
  const work = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      for (const [file, fate] of await lintBatch(batch)) fates.set(file, fate);
      const rest = batch.filter((file) => !fates.has(file));
      if (rest.length > 0) batches.push(rest);
      console.error(`${String(fates.size)} of ${String(files.length)} files`);
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  return fates;
}

/** The fates of the files up to the first that killed the process, or of all. */
async function lintBatch(batch: readonly InstalledFile[]): Promise<Map<InstalledFile, Fate>> {
  const args = [`--max-old-space-size=${String(MEMORY_MEGABYTES)}`, entry];
  // An argument may hold 128 KB, which a list of long paths comes near to.
  const { code, output, errors } = await runNode([...args, JSON.stringify(batch)], {
    seconds: SECONDS_PER_PROCESS,
  });
  const fates = new Map<InstalledFile, Fate>();
  const lines = output.split('\n').filter((line) => line.endsWith('}'));
  const printed = lines.map((line) => JSON.parse(line) as { path: string; result?: Result });
  for (const { path, result } of printed) {
    const file = batch.find((one) => one.path === path);
    if (file === undefined) throw new Error(`Nobody asked for ${path}`);
    const message = code === null ? 'out of memory or time' : (errors.split('\n', 1)[0] ?? '');
    fates.set(file, result ?? { kind: 'death', message });
  }
  if (fates.size === 0) throw new Error(`The linting process does not start\n${errors}`);
  return fates;
}
