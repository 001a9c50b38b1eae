import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../build.ts';
import { describeMachine, versionsOf } from '../machine.ts';
import { verdictTable } from '../report.ts';
import type { RunSuite } from '../suite.ts';
import { contestants, floor, type Contestant } from './contestants.ts';
import { generateRepository } from './generate.ts';
import { sloPath } from './policies.ts';
import type { Usage } from './report-usage.ts';
import { lint, prove } from './start.ts';
import { judge, report, type Run, type Runs } from './tables.ts';

const packages = [
  'eslint',
  '@typescript-eslint/parser',
  'eslint-plugin-boundaries',
  'eslint-plugin-import-x',
  'oxlint',
];

const repositories = [
  { files: 1000, rounds: 5 },
  { files: 5000, rounds: 3 },
];

/** Measures what our rules add to ESLint and to oxlint, beside the rules of others. */
export const run: RunSuite = async ({ quick, only }) => {
  await buildPackage('eslint-plugin-slo');
  const { default: plugin } = (await import(sloPath)) as { default: { rules: object } };
  const named = contestants(Object.keys(plugin.rules)).filter(({ name }) => name.includes(only));
  const failures = await inRepository(50, (root) => prove(root, named));
  const chosen = named.filter(({ name }) => !failures.has(name));

  const runs = new Map<number, Runs>();
  for (const { files, rounds } of quick ? [{ files: 100, rounds: 1 }] : repositories) {
    const isLarge = files > 1000;
    const there = chosen.filter(({ onLarge }) => onLarge || !isLarge);
    runs.set(files, await inRepository(files, (root) => measure(root, there, rounds)));
  }
  const sizes = [...runs.keys()];
  return [
    `Measured on ${describeMachine()}, with ${versionsOf(packages).join(', ')}.`,
    `Generated repositories of 80 lines and 6 imports a file, without a violation. A ratio is CPU time of the
whole process over that of ESLint with the TypeScript parser and no rule in the same round, in which everybody
runs once: the median and range of all rounds. What a rule takes beside one that does nothing stands under
“to idle”: the rest is ESLint's own. Before that, every contestant has found a planted import of a script by a
script and by a library.`,
    verdictTable(sizes.flatMap((size) => judge(size, runs.get(size) ?? new Map()))),
    report(sizes, runs),
    ...[...failures].map(([name, reason]) => `Left out: ${name}, because it ${reason}.`),
  ].join('\n\n');
};

async function inRepository<Value>(
  files: number,
  work: (root: string) => Promise<Value>,
): Promise<Value> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'slo-bench-')));
  try {
    await generateRepository(root, files);
    return await work(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

async function measure(root: string, chosen: readonly Contestant[], rounds: number): Promise<Runs> {
  const all = [floor, ...chosen];
  const runs = new Map<string, Run[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const usages = new Map<string, Usage>();
    // Another one begins each round, so that nobody always runs after the same neighbour.
    const start = round % all.length;
    for (const contestant of [...all.slice(start), ...all.slice(0, start)]) {
      console.error(`${contestant.name}, round ${String(round + 1)} of ${String(rounds)}`);
      usages.set(contestant.name, await lint(contestant, root));
    }
    const beside = usages.get(floor.name)?.seconds ?? Number.NaN;
    for (const [name, usage] of usages) {
      runs.get(name)?.push({ ratio: usage.seconds / beside, usage });
    }
  }
  return runs;
}
