import { short, table, type Verdict } from '../report.ts';
import { quantile } from '../statistics.ts';
import type { Usage } from './report-usage.ts';

const targets: Readonly<Record<string, number>> = { 'slo, the bans': 1.08, 'slo, all rules': 1.15 };

/** The least that any rule costs. */
const idle = 'one rule that does nothing';

/** Whom a reader compares us with, beside it: rules with a like purpose. */
const others = [idle, 'import-x no-restricted-paths', 'boundaries, one policy'];

/** What a contestant took on one repository, and how that is to the floor of the same round. */
export interface Run {
  readonly ratio: number;
  readonly usage: Usage;
}

/** All runs by the name of the contestant. */
export type Runs = ReadonlyMap<string, readonly Run[]>;

/** Whether ours met its targets in a repository of that size. */
export function judge(size: number, runs: Runs): Verdict[] {
  const median = (name: string): number =>
    quantile(runs.get(name)?.map(({ ratio }) => ratio) ?? [], 0.5);
  const peers = others
    .filter((name) => runs.has(name))
    .map((name) => `${name} ${short(median(name))}`);
  return Object.entries(targets)
    .filter(([name]) => runs.has(name))
    .map(([name, target]) => ({
      job: `${name}, ${String(size)} files`,
      target,
      measured: median(name),
      peer: peers.join('; '),
    }));
}

/** Everybody's time and memory, and how both grow with the repository. */
export function report(sizes: readonly number[], runs: ReadonlyMap<number, Runs>): string {
  const names = [...(runs.get(sizes[0] ?? 0)?.keys() ?? [])];
  const header = sizes.flatMap((size) => [
    `${String(size)} files`,
    'range',
    'to idle',
    's of CPU',
    'MB',
  ]);
  const rows = names.map((name) => [
    name,
    ...sizes.flatMap((size) => {
      const measured = runs.get(size)?.get(name);
      if (measured === undefined) return ['–', '–', '–', '–', '–'];
      const ratios = measured.map(({ ratio }) => ratio);
      return [
        short(quantile(ratios, 0.5)),
        `${short(Math.min(...ratios))}–${short(Math.max(...ratios))}`,
        toIdle(measured, runs.get(size)?.get(idle)),
        ...(['seconds', 'megabytes'] as const).map((key) =>
          short(
            quantile(
              measured.map(({ usage }) => usage[key]),
              0.5,
            ),
          ),
        ),
      ];
    }),
    ...growth(name, sizes, runs),
  ]);
  return table(['', ...header, ...(sizes.length > 1 ? ['Growth'] : [])], rows);
}

/** The ratio to the rule that does nothing, in the same rounds: what is left once ESLint has any rule. */
function toIdle(measured: readonly Run[], idling: readonly Run[] | undefined): string {
  if (idling === undefined) return '–';
  const ratios = measured.map(({ ratio }, round) => ratio / (idling[round]?.ratio ?? Number.NaN));
  return short(quantile(ratios, 0.5));
}

/** How much more time a file takes in the largest repository than in the smallest. */
function growth(name: string, sizes: readonly number[], runs: ReadonlyMap<number, Runs>): string[] {
  const perFile = sizes.map((size) => {
    const seconds = runs
      .get(size)
      ?.get(name)
      ?.map(({ usage }) => usage.seconds);
    return seconds && quantile(seconds, 0.5) / size;
  });
  const [first, last] = [perFile[0], perFile.at(-1)];
  if (sizes.length < 2) return [];
  return [first === undefined || last === undefined ? '–' : short(last / first)];
}
