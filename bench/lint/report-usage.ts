/** Preloaded into a linter: says on the last line of its output what the whole process took. */
import { writeSync } from 'node:fs';

/** What a linter took, from its start to its end. */
export interface Usage {
  readonly seconds: number;
  readonly megabytes: number;
}

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage: Usage = {
    seconds: (userCPUTime + systemCPUTime) / 1_000_000,
    megabytes: maxRSS / 1024,
  };
  writeSync(1, `\n${JSON.stringify(usage)}\n`);
});
