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
import { lint, prove } from './start.ts';
import { judge, report, type Run, type Runs } from './tables.ts';

const packages = [
  'eslint',
  '@typescript-eslint/parser',
  'eslint-plugin-boundaries',
  'eslint-plugin-import-x',
  'oxlint',
];

/** Measures what our rules add to ESLint and to oxlint, beside the rules of others. */
export const run: RunSuite = async ({ quick, only }) => {
  await buildPackage('eslint-plugin-slo');
  const { default: plugin } = (await import(sloPath)) as { default: { rules: object } };
  const named = contestants(Object.keys(plugin.rules)).filter(({ name }) => name.includes(only));
  const failures = await inRepository(50, (root) => prove(root, named));
  const chosen = named.filter(({ name }) => !failures.has(name));

  const sizes = quick ? [100] : [1000, 5000];
  const runs = new Map<number, Runs>();
  for (const size of sizes) {
    const rounds = quick ? 1 : size > 1000 ? 3 : 5;
    runs.set(size, await inRepository(size, (root) => measure(root, chosen, rounds)));
  }
  return [
    `Measured on ${describeMachine()}, with ${versionsOf(packages).join(', ')}.`,
    `Generated repositories of 80 lines and 6 imports a file, without a violation. A ratio is CPU time of the
whole process over that of ESLint with the TypeScript parser and no rule, run right before: the median
and range of all rounds. Before that, every contestant has found a planted import of a script by a
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
  const runs = new Map<string, Run[]>([floor, ...chosen].map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const contestant of chosen) {
      console.error(`${contestant.name}, round ${String(round)} of ${String(rounds)}`);
      const beside = await lint(floor, root);
      const usage = await lint(contestant, root);
      runs.get(floor.name)?.push({ ratio: 1, usage: beside });
      runs.get(contestant.name)?.push({ ratio: usage.seconds / beside.seconds, usage });
    }
  }
  return runs;
}
