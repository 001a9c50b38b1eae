import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '@slo/primitives/package.json' with { type: 'json' };

const packageRoot = path.join(import.meta.dirname, '..');
const run = promisify(execFile);

/** They need a TypeScript that is not there, or start processes of their own. */
const elsewhere = /(?:misfits|script|runtimes|documentation)\.test\.ts$|\.test-d\.ts$/;

/** A runtime that hangs is ended, and does not outlive its test. */
const PATIENCE = 300_000;

let project: string;

/** The package as it is built, and its tests, where other runtimes find what they need. */
beforeAll(async () => {
  project = mkdtempSync(path.join(tmpdir(), 'runtimes-'));
  const own = path.join(project, 'node_modules/@slo/primitives');
  writeFileSync(path.join(project, 'package.json'), '{ "private": true, "type": "module" }');
  // The vitest of this repository does not run on Node 20; the one before it does.
  const tools = ['vitest@4', 'fast-check@4', 'node@20', 'deno@2', 'bun@1'];
  await run('npm', ['install', '--no-fund', '--no-audit', ...tools], { cwd: project });
  await run('pnpm', ['exec', 'rolldown', '-c', '--dir', `${own}/dist`], { cwd: packageRoot });
  const { exports } = manifest.publishConfig;
  writeFileSync(`${own}/package.json`, JSON.stringify({ ...manifest, exports }));
  cpSync(path.join(packageRoot, 'tests'), path.join(project, 'tests'), {
    recursive: true,
    filter: (file) => !elsewhere.test(file),
  });
  const printed = 'console.log(`runs on ${JSON.stringify(process.versions)}`)';
  writeFileSync(
    path.join(project, 'tests/runtime.test.ts'),
    `import { test } from 'vitest';\ntest('the runtime', () => ${printed});\n`,
  );
}, PATIENCE);

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

test.for([
  ['Node 20', 'node', [], /runs on .*"node":"20\./],
  ['Deno', 'deno', ['run', '--allow-all', '--node-modules-dir=manual'], /runs on .*"deno":"2\./],
  ['Bun', 'bun', ['--bun'], /runs on .*"bun":"1\./],
] as const)(
  'the tests of the built package pass on %s',
  { timeout: PATIENCE },
  async ([, program, options, runtime]) => {
    const command = [...options, 'node_modules/vitest/vitest.mjs', 'run'];
    const bin = path.join(project, 'node_modules/.bin', program);
    const { stdout } = await run(bin, command, { cwd: project, timeout: PATIENCE });
    expect(stdout).toMatch(runtime);
  },
);
