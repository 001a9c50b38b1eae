import { short, type Verdict } from '../report.ts';
import type { AnyRow } from './row.ts';

/** What one job came to: a table of all contestants, and whether ours met its targets. */
export interface Section {
  readonly title: string;
  readonly body: string;
  readonly verdicts: readonly Verdict[];
}

/** How ours stands to its target and to its peers, in one measured quantity. */
export function judge(
  job: string,
  target: number | undefined,
  measured: ReadonlyMap<string, number>,
  { ours, peers }: Pick<AnyRow, 'ours' | 'peers'>,
  unit = '',
): Verdict[] {
  const own = ours === undefined ? undefined : measured.get(ours);
  if (own === undefined || target === undefined) return [];
  const [best] = [...measured]
    .filter(([name]) => peers.includes(name))
    .sort(([, a], [, b]) => a - b);
  const peer = best === undefined ? 'none' : `${best[0]} ${short(best[1])}${unit}`;
  return [{ job, target, measured: own, unit, peer }];
}
