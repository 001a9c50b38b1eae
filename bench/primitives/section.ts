import { table } from '../suite.ts';
import type { AnyRow } from './row.ts';

/** What one job came to: a table of all contestants, and whether ours met its targets. */
export interface Section {
  readonly title: string;
  readonly body: string;
  readonly verdicts: readonly Verdict[];
}

/** A target of ours, and what was measured. */
export interface Verdict {
  readonly job: string;
  readonly target: number;
  readonly measured: number;
  readonly unit?: string;
  /** The best peer, and what it measured. */
  readonly peer?: string;
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

export function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ job, target, measured, unit = '', peer = 'none' }) => [
    job,
    `≤ ${String(target)}${unit}`,
    `${short(measured)}${unit}`,
    measured <= target ? 'met' : '**missed**',
    peer,
  ]);
  return table(['Job', 'Target', 'Ours', '', 'Best peer'], rows);
}

/** A number with as many digits as are worth comparing. */
export function short(value: number): string {
  if (value < 10) return value.toFixed(2);
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}
