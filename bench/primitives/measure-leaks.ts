import { short, table } from '../report.ts';
import type { SuiteOptions } from '../suite.ts';
import { runWorker } from '../worker.ts';
import { guards, type Leak } from './leaks.ts';
import type { Section } from './section.ts';

// What growth of the heap the collector's own bookkeeping may explain.
const kilobytesAllowed = 100;

/** Looks for what a million guarded calls leave behind. */
export async function measureLeaks({ quick }: SuiteOptions): Promise<Section> {
  const calls = quick ? 20_000 : 1_000_000;
  const verdicts: Section['verdicts'][number][] = [];
  const rows: string[][] = [];
  for (const contestant of Object.keys(guards)) {
    const args = [contestant, String(calls)];
    const outcome = await runWorker<Leak>(new URL('leaks.ts', import.meta.url), args, 90);
    if ('outOfTime' in outcome) {
      rows.push([contestant, `not in ${String(outcome.outOfTime)} s`, '', '', '']);
      continue;
    }
    const { timers, listeners, kilobytes, megabytes } = outcome.value;
    rows.push([contestant, String(timers), String(listeners), short(kilobytes), short(megabytes)]);
    if (!contestant.startsWith('slo')) continue;
    verdicts.push(
      {
        job: `leaks: ${contestant}, timers and listeners`,
        target: 0,
        measured: timers + listeners,
      },
      {
        job: `leaks: ${contestant}, heap`,
        target: kilobytesAllowed,
        measured: kilobytes,
        unit: ' kB',
      },
    );
  }
  return {
    title: `What ${calls.toLocaleString('en')} guarded calls leave behind`,
    body: table(['', 'Timers', 'Listeners', 'kB of heap', 'MB at most'], rows),
    verdicts,
  };
}
