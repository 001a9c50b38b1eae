import { short, table } from '../report.ts';
import { quantile } from '../statistics.ts';
import type { SuiteOptions } from '../suite.ts';
import { answerOf } from '../worker.ts';
import type { AnyRow } from './row.ts';
import { judge, type Section } from './section.ts';
import type { Timing } from './time.ts';

/** Times a row of short calls: several processes a contestant, several pairs a process. */
export async function measureShortRow(row: AnyRow, { quick }: SuiteOptions): Promise<Section> {
  await answerOf(new URL('prove.ts', import.meta.url), [row.name]);
  const processes = quick ? 1 : 5;
  const pairs = quick ? 4 : 12;

  const timings = new Map<string, Timing[]>(row.contestants.map((name) => [name, []]));
  for (let round = 0; round < processes; round++) {
    for (const [contestant, measured] of timings) {
      const args = [row.name, contestant, String(pairs)];
      measured.push(await answerOf<Timing>(new URL('time.ts', import.meta.url), args));
    }
  }

  const entries = [...timings].map(([name, measured]) => {
    const ratios = measured.flatMap((timing) => timing.ratios);
    return {
      name,
      ratio: quantile(ratios, 0.5),
      spread: [quantile(ratios, 0.1), quantile(ratios, 0.9)].map(short).join('–'),
      bytes: quantile(
        measured.map(({ contestant }) => contestant.bytes),
        0.5,
      ),
    };
  });
  const floors = [...timings.values()].flat().map((timing) => timing.floor);
  const nanoseconds = quantile(
    floors.map((floor) => floor.nanoseconds),
    0.5,
  );
  const floorBytes = quantile(
    floors.map((floor) => floor.bytes),
    0.5,
  );

  return {
    title: row.name,
    body: [
      `Floor: ${nanoseconds < 1000 ? `${nanoseconds.toFixed(0)} ns` : `${short(nanoseconds / 1000)} µs`} and ${kilobytes(floorBytes)} kB a call.`,
      table(
        ['', 'Ratio', '10–90 %', 'kB a call'],
        entries
          .toSorted((a, b) => a.ratio - b.ratio)
          .map(({ name, ratio, spread, bytes }) => [name, short(ratio), spread, kilobytes(bytes)]),
      ),
    ].join('\n\n'),
    verdicts: judge(
      row.name,
      row.target,
      new Map(entries.map(({ name, ratio }) => [name, ratio])),
      row,
    ),
  };
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
