/** One process, one long call: `node bulk.ts <row> <contestant>`. */
import { floorName } from './row.ts';
import { findRow } from './rows/index.ts';

/** What the whole process took, without the loading of its code. */
export interface Bulk {
  readonly milliseconds: number;
  /** The most memory it ever held. */
  readonly megabytes: number;
}

const [rowName, contestant = floorName] = process.argv.slice(2);
const row = findRow(rowName);
const call = await row.make(contestant);

const start = process.cpuUsage();
const answer = await call(row.input);
const { user, system } = process.cpuUsage(start);
const bulk: Bulk = {
  milliseconds: (user + system) / 1000,
  megabytes: process.resourceUsage().maxRSS / 1024,
};
row.check(answer);
console.log(JSON.stringify(bulk));
process.exit();
