import { buildPackage } from '../build.ts';
import { describeMachine, versionsOf } from '../machine.ts';
import { verdictTable } from '../report.ts';
import type { RunSuite, SuiteOptions } from '../suite.ts';
import { measureBulkRow } from './measure-bulk.ts';
import { measureImports } from './measure-imports.ts';
import { measureLeaks } from './measure-leaks.ts';
import { measureShortRow } from './measure-short.ts';
import { bulkRows, shortRows } from './rows/index.ts';
import type { Section } from './section.ts';

const peers = [
  'cockatiel',
  'effect',
  'es-toolkit',
  'lru-cache',
  'p-limit',
  'p-map',
  'p-memoize',
  'p-queue',
  'p-retry',
  'p-timeout',
  'radashi',
  'rxjs',
];

/** Measures @slo/primitives beside the least code that does each job, and beside its peers. */
export const run: RunSuite = async (options) => {
  await buildPackage('primitives');
  const sections: Section[] = [];
  for (const [name, measure] of jobs(options)) {
    if (!name.includes(options.only)) continue;
    console.error(name);
    sections.push(await measure());
  }
  return [
    `Measured on ${describeMachine()}, with ${versionsOf(peers).join(', ')}.`,
    `A ratio is CPU time over that of the floor, the least code that does the job, measured in turns in one
process: the median of all pairs from several processes, with the 10th and 90th percentile. Before
anything is timed, every contestant has proved that it does the whole job, failures included.`,
    verdictTable(sections.flatMap(({ verdicts }) => verdicts)),
    ...sections.map(({ title, body }) => `### ${title}\n\n${body}`),
  ].join('\n\n');
};

function* jobs(options: SuiteOptions): Generator<[name: string, measure: () => Promise<Section>]> {
  for (const row of shortRows) yield [row.name, () => measureShortRow(row, options)];
  for (const row of bulkRows) yield [row.name, () => measureBulkRow(row, options)];
  yield ['leaks', () => measureLeaks(options)];
  yield ['imports', () => measureImports(options)];
}
