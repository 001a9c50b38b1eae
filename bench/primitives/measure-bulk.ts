import { short, table } from '../report.ts';
import { quantile } from '../statistics.ts';
import type { SuiteOptions } from '../suite.ts';
import { answerOf, runWorker } from '../worker.ts';
import type { Bulk } from './bulk.ts';
import { floorName, type AnyRow } from './row.ts';
import { judge, type Section } from './section.ts';

const file = new URL('bulk.ts', import.meta.url);

/** Measures a row of one long call: whole processes, each beside one of the floor. */
export async function measureBulkRow(row: AnyRow, { quick }: SuiteOptions): Promise<Section> {
  await answerOf(new URL('prove.ts', import.meta.url), [row.name]);
  const rounds = quick ? 1 : 3;
  const seconds = quick ? 8 : 30;
  const floors: Bulk[] = [];
  const measured = new Map<string, { ratios: number[]; megabytes: number[] }>();
  const unfinished = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const contestant of row.contestants.filter((name) => !unfinished.has(name))) {
      const floor = await answerOf<Bulk>(file, [row.name, floorName]);
      const outcome = await runWorker<Bulk>(file, [row.name, contestant], seconds);
      floors.push(floor);
      if ('outOfTime' in outcome) {
        unfinished.add(contestant);
        continue;
      }
      const entry = measured.get(contestant) ?? { ratios: [], megabytes: [] };
      measured.set(contestant, entry);
      entry.ratios.push(outcome.value.milliseconds / floor.milliseconds);
      entry.megabytes.push(outcome.value.megabytes);
    }
  }

  const ratios = new Map([...measured].map(([name, each]) => [name, quantile(each.ratios, 0.5)]));
  const memory = new Map(
    [...measured].map(([name, each]) => [name, quantile(each.megabytes, 0.5)]),
  );
  const cells = [...measured]
    .map(([name, each]) => ({ name, ratio: ratios.get(name) ?? Number.NaN, all: each.ratios }))
    .sort((a, b) => a.ratio - b.ratio)
    .map(({ name, ratio, all }) => [
      name,
      short(ratio),
      `${short(Math.min(...all))}–${short(Math.max(...all))}`,
      short(memory.get(name) ?? Number.NaN),
    ]);
  for (const name of unfinished) cells.push([name, `not in ${String(seconds)} s`, '', '']);

  const milliseconds = quantile(
    floors.map((floor) => floor.milliseconds),
    0.5,
  );
  const megabytes = quantile(
    floors.map((floor) => floor.megabytes),
    0.5,
  );
  return {
    title: row.name,
    body: [
      `Floor: ${short(milliseconds)} ms of CPU and ${short(megabytes)} MB, the runtime's own included.`,
      table(['', 'Ratio', 'Range', 'MB at most'], cells),
    ].join('\n\n'),
    verdicts: [
      ...judge(row.name, row.target, ratios, row),
      ...judge(`${row.name}: memory`, row.megabytes, memory, row, ' MB'),
    ],
  };
}
