/** One process, one row, one contestant: `node --expose-gc time.ts <row> <contestant> <pairs>`. */
import assert from 'node:assert/strict';
import { quantile } from '../statistics.ts';
import { floorName, type Call } from './row.ts';
import { findRow } from './rows/index.ts';

/** What this process found out. */
export interface Timing {
  /** CPU time of the contestant over that of the floor, each pair measured side by side. */
  readonly ratios: readonly number[];
  readonly floor: { readonly nanoseconds: number; readonly bytes: number };
  readonly contestant: { readonly nanoseconds: number; readonly bytes: number };
}

// Long enough that the clock's resolution is lost in it, short enough that a pair sees one machine.
const batchMicroseconds = 10_000;
const warmUpMicroseconds = 150_000;

const [rowName, contestantName = floorName, pairs = '10'] = process.argv.slice(2);
const row = findRow(rowName);
const { input, check } = row;

const floor = await row.make(floorName);
const contestant = await row.make(contestantName);
const floorBatch = await calibrate(floor);
const contestantBatch = await calibrate(contestant);

const ratios: number[] = [];
const floorTimes: number[] = [];
const contestantTimes: number[] = [];
for (let pair = 0; pair < Number(pairs); pair++) {
  // Alternately first, so that neither always inherits the other's garbage.
  const early = pair % 2 === 0 ? await time(floor, floorBatch) : undefined;
  const contestantTime = await time(contestant, contestantBatch);
  const floorTime = early ?? (await time(floor, floorBatch));
  ratios.push(contestantTime / floorTime);
  floorTimes.push(floorTime);
  contestantTimes.push(contestantTime);
}

const timing: Timing = {
  ratios,
  floor: { nanoseconds: quantile(floorTimes, 0.5), bytes: await allocated(floor) },
  contestant: { nanoseconds: quantile(contestantTimes, 0.5), bytes: await allocated(contestant) },
};
console.log(JSON.stringify(timing));
// A contestant may have left a timer behind; the leak table says which.
process.exit();

/** Warms a call up, and finds how many of it fill a batch. */
async function calibrate(call: Call): Promise<number> {
  let count = 1;
  let spent = 0;
  for (;;) {
    const microseconds = ((await time(call, count)) * count) / 1000;
    spent += microseconds;
    if (microseconds < batchMicroseconds / 2) count *= 2;
    else if (spent >= warmUpMicroseconds) {
      return Math.max(1, Math.round((count * batchMicroseconds) / microseconds));
    }
  }
}

/** Nanoseconds of CPU for one call, the collector's threads included, the last answer checked. */
async function time(call: Call, count: number): Promise<number> {
  let answer: unknown;
  const start = process.cpuUsage();
  for (let done = 0; done < count; done++) answer = await call(input);
  const { user, system } = process.cpuUsage(start);
  check(answer);
  return ((user + system) * 1000) / count;
}

/** Bytes allocated by one call. */
async function allocated(call: Call): Promise<number> {
  const first = await allocatedBy(call, 1);
  // As many as certainly fit between two collections, which would hide what they free.
  const count = Math.min(2000, Math.max(1, Math.floor(400_000 / Math.max(1, first))));
  const samples: number[] = [];
  for (let sample = 0; sample < 9; sample++) samples.push((await allocatedBy(call, count)) / count);
  return Math.max(0, quantile(samples, 0.5));
}

async function allocatedBy(call: Call, count: number): Promise<number> {
  assert(gc !== undefined, 'Run node with --expose-gc');
  gc();
  const before = process.memoryUsage().heapUsed;
  for (let done = 0; done < count; done++) await call(input);
  return process.memoryUsage().heapUsed - before;
}
