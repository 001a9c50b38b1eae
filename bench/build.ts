import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { runNode } from './worker.ts';

/** Builds one of our packages, so that what is measured is what is published. */
export async function buildPackage(name: string): Promise<void> {
  const cwd = fileURLToPath(new URL(`../packages/${name}`, import.meta.url));
  const { code, output, errors } = await runNode(['--run', 'build'], { cwd });
  assert.equal(code, 0, `Building ${name} failed\n${output}${errors}`);
}
