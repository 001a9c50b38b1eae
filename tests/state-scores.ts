/** What was found of what there is to find. */
export interface Score {
  readonly sites: number;
  readonly found: number;
  /** Reports on lines that hold no site. */
  readonly falseAlarms: number;
}

/** Of all reports, the part that is true; 1 when there is none. */
export function precision({ found, falseAlarms }: Score): number {
  return found + falseAlarms === 0 ? 1 : found / (found + falseAlarms);
}

/** Of all sites, the part that was found; 1 when there is none. */
export function recall({ sites, found }: Score): number {
  return sites === 0 ? 1 : found / sites;
}

/** The harmonic mean of precision and recall. */
export function f1({ sites, found, falseAlarms }: Score): number {
  const all = sites + found + falseAlarms;
  return all === 0 ? 1 : (2 * found) / all;
}

/** The scores of several groups, as one. */
export function sum(scores: Iterable<Score>): Score {
  let [sites, found, falseAlarms] = [0, 0, 0];
  for (const score of scores) {
    sites += score.sites;
    found += score.found;
    falseAlarms += score.falseAlarms;
  }
  return { sites, found, falseAlarms };
}
