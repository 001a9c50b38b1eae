/** A Markdown table whose first column is text and whose others are numbers. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = header.map((_, column) => (column === 0 ? '---' : '--:'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
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

/** The targets, what came of them, and what the peers reach. */
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
