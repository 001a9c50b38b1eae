import type { AnyRow } from '../row.ts';
import { mapOfMillion, streamOfMillion } from './bulk.ts';
import { cacheHit } from './cache.ts';
import { asyncChain, syncChain } from './chains.ts';
import { parallelOf10, parallelOf1000 } from './parallel.ts';
import { retryOfTimeout } from './retry-of-timeout.ts';
import { retrySucceeding } from './retry.ts';
import { timeoutNotFired } from './timeout.ts';

/** Rows of many short calls. */
export const shortRows: readonly AnyRow[] = [
  asyncChain,
  syncChain,
  parallelOf10,
  parallelOf1000,
  retrySucceeding,
  timeoutNotFired,
  retryOfTimeout,
  cacheHit,
];

/** Rows of one long call, each in a process of its own that is measured as a whole. */
export const bulkRows: readonly AnyRow[] = [mapOfMillion, streamOfMillion];

/** The row of that name. */
export function findRow(name: string | undefined): AnyRow {
  const row = [...shortRows, ...bulkRows].find((candidate) => candidate.name === name);
  if (row === undefined) throw new RangeError(`Expected the name of a row, got ${String(name)}`);
  return row;
}
