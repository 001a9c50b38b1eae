import { fileURLToPath } from 'node:url';
import { describeEnd, runNode } from '../worker.ts';
import { isExpensive, type Result } from './file-linter.ts';
import type { InstalledFile } from './files.ts';

/** What came of a file: or it took the process with it, in which it was linted. */
export type Fate = Result | { readonly kind: 'death'; readonly message: string };

const PROCESSES = 2;
const FILES_PER_PROCESS = 1000;
const MEMORY_MEGABYTES = 3000;
const SECONDS_PER_PROCESS = 1800;

const entry = fileURLToPath(new URL('lint-files.ts', import.meta.url));

/**
 * Lints files in processes of bounded memory and time; one that dies costs one file. What crashes,
 * or costs too much, is printed at once.
 */
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
      for (const [file, met] of await lintBatch(batch)) {
        const fate = met.kind === 'death' ? await lintAlone(file) : met;
        fates.set(file, fate);
        const fault = faultOf(fate);
        if (fault !== undefined) console.error(`${file.path}\n${fault}`);
      }
      const rest = batch.filter((file) => !fates.has(file));
      if (rest.length > 0) batches.push(rest);
      console.error(`${String(fates.size)} of ${String(files.length)} files`);
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  return fates;
}

function faultOf(fate: Fate): string | undefined {
  if (fate.kind === 'crash') return fate.stack;
  if (fate.kind === 'death') return fate.message;
  return isExpensive(fate) ? `${String(fate.rules / fate.parse)} times its parse` : undefined;
}

/** Whose death it is: of the files before, of our rules, or of ESLint without a rule. */
async function lintAlone(file: InstalledFile): Promise<Fate> {
  const fate = (await lintBatch([file])).get(file);
  if (fate?.kind !== 'death') return fate ?? { kind: 'death', message: 'no answer' };
  const without = (await lintBatch([file], false)).get(file);
  return without?.kind === 'death' ? { kind: 'beyond ESLint', message: without.message } : fate;
}

/** The fates of the files up to the first that killed the process, or of all. */
async function lintBatch(
  batch: readonly InstalledFile[],
  hasRules = true,
): Promise<Map<InstalledFile, Fate>> {
  const args = [`--max-old-space-size=${String(MEMORY_MEGABYTES)}`, entry];
  const ending = await runNode(hasRules ? args : [...args, 'no rules'], {
    seconds: SECONDS_PER_PROCESS,
    input: JSON.stringify(batch),
  });
  const fates = new Map<InstalledFile, Fate>();
  const lines = ending.output.split('\n').filter((line) => line.endsWith('}'));
  const printed = lines.map((line) => JSON.parse(line) as { path: string; result?: Result });
  for (const { path, result } of printed) {
    const file = batch.find((one) => one.path === path);
    if (file === undefined) throw new Error(`Nobody asked for ${path}`);
    fates.set(file, result ?? { kind: 'death', message: describeEnd(ending) });
  }
  if (fates.size === 0) throw new Error(`The linting process does not start\n${ending.errors}`);
  return fates;
}
