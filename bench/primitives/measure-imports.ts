import { short, table } from '../report.ts';
import { quantile } from '../statistics.ts';
import type { SuiteOptions } from '../suite.ts';
import { answerOf } from '../worker.ts';
import type { Loading } from './imports.ts';
import { ours } from './ours.ts';
import { judge, type Section } from './section.ts';

const peers: Readonly<Record<string, readonly string[]>> = {
  cockatiel: ['cockatiel'],
  effect: ['effect'],
  'effect/Effect': ['effect/Effect'],
  'es-toolkit': ['es-toolkit'],
  'lru-cache': ['lru-cache'],
  'p-retry, p-timeout, p-map, p-memoize': ['p-retry', 'p-timeout', 'p-map', 'p-memoize'],
  radashi: ['radashi'],
  rxjs: ['rxjs'],
};

// The runtime sets its loader up when a program imports its first module; that is nobody's fault.
const nothing = 'an empty module';

/** Times what loading each library takes, ours as it is published: compiled. */
export async function measureImports({ quick }: SuiteOptions): Promise<Section> {
  const all = new Map<string, readonly string[]>([
    [nothing, ['data:text/javascript,']],
    ['slo', [ours.href]],
    ...Object.entries(peers),
  ]);
  const loadings = new Map<string, Loading[]>([...all.keys()].map((name) => [name, []]));
  for (let round = 0; round < (quick ? 1 : 15); round++) {
    for (const [name, specifiers] of all) {
      const file = new URL('imports.ts', import.meta.url);
      loadings.get(name)?.push(await answerOf<Loading>(file, specifiers));
    }
  }
  return report(loadings);
}

function report(loadings: ReadonlyMap<string, readonly Loading[]>): Section {
  const medians = [...loadings].map(([name, all]) => ({
    name,
    cpu: quantile(
      all.map(({ cpuMilliseconds }) => cpuMilliseconds),
      0.5,
    ),
    wall: quantile(
      all.map(({ wallMilliseconds }) => wallMilliseconds),
      0.5,
    ),
  }));
  const start = medians.find(({ name }) => name === nothing)?.cpu ?? 0;
  const over = new Map(medians.map(({ name, cpu }) => [name, cpu - start]));
  const rows = medians
    .toSorted((a, b) => a.cpu - b.cpu)
    .map(({ name, cpu, wall }) => [name, short(cpu - start), short(cpu), short(wall)]);
  return {
    title: 'Import',
    body: table(['', `ms of CPU over ${nothing}`, 'in all', 'by the clock'], rows),
    verdicts: judge('import', 5, over, { ours: 'slo', peers: Object.keys(peers) }, ' ms'),
  };
}
