import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = fileURLToPath(new URL('../bench/run.ts', import.meta.url));

function bench(...args: string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(process.execPath, [run, ...args]);
}

test('the bench proves, times and judges a row', { timeout: 120_000 }, async () => {
  const { stdout } = await bench('primitives', '--quick', '--only', 'cache hit');

  expect(stdout).toMatch(/^\| cache hit +\| +≤ [\d.]+ +\| +[\d.]+ +\| +(met|\*\*missed\*\*) +\|/m);
  expect(stdout).toMatch(/^\| lru-cache get +\| +[\d.]+ +\| +[\d.]+–[\d.]+ +\| +[\d.]+ +\|/m);
});

test('the bench refuses a suite that it does not have', async () => {
  await expect(bench('speed')).rejects.toThrow('got speed');
});
