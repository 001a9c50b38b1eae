import type { Zone } from '../zones.ts';

/** A tutorial's test stands beside it and belongs to it, and is a test all the same. */
export function isTestOfTutorial({ filename }: { filename: string }, zone: Zone): boolean {
  return zone === 'tutorial' && /\.(?:test|spec)\.[^./\\]+$/.test(filename);
}
