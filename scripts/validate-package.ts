#!/usr/bin/env -S pnpm tsx
/**
 * Checks format, lint and types of a package side by side, then runs its tests, and says whether
 * all of them passed.
 *
 *   pnpm tsx scripts/validate-package.ts primitives         packages/primitives of this repository
 *   pnpm tsx scripts/validate-package.ts ~/code/a-package   any other folder
 *
 * It runs the package's own Prettier, ESLint, tsc and Vitest, from the nearest node_modules that
 * has them, in the folder of the package's lockfile. A tool that is missing did not pass.
 */
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parallel, sequential, timeout, WorkflowContext } from '@slo/primitives';
import { execa } from 'execa';

const help = `Usage: pnpm tsx scripts/validate-package.ts [options] <package | folder>

Checks format, lint and types of a package side by side, then runs its tests.

  --timeout <seconds>  how long one of them may take (default 300)
  --json               print the result as JSON
  -h, --help           show this

Exit code: 0 all passed, 1 not all passed, 2 wrong arguments.`;

interface Verdict {
  readonly passed: boolean;
  readonly seconds: number;
  /** What the tool printed, or why it did not run. */
  readonly output: string;
}

const { target, limit, json } = readArguments();
const folder = locate(target);
const root = nearest(['pnpm-lock.yaml', 'package-lock.json', 'yarn.lock', 'bun.lock']);
const project = nearest(['tsconfig.json']);

const checks = parallel({
  format: tool('prettier', '--check', folder),
  lint: tool('eslint', '--max-warnings', '0', folder),
  types: tool('tsc', '--noEmit', '--pretty', 'false', '--project', project),
});
const tests = tool('vitest', 'run', join(folder, '/'));
const validate = sequential(checks, async (verdicts, context) => ({
  ...verdicts,
  tests: await tests(undefined, context),
}));

await using context = WorkflowContext.script('validate-package');
report(await validate.execute(undefined, context));

/** A step that runs one command-line tool of the package. */
function tool(name: string, ...args: string[]) {
  const run = timeout(async (_: void, { signal }: WorkflowContext) => {
    const result = await execa(name, args, {
      cwd: root,
      preferLocal: true,
      localDir: folder,
      all: true,
      reject: false,
      cancelSignal: signal,
      killDescendants: true,
      env: { NO_COLOR: '1' },
    });
    if (result.code === 'ENOENT') throw new Error(`${name} is not installed in or above ${folder}`);
    return { passed: !result.failed, output: result.all };
  }, limit);

  return async (_: void, context: WorkflowContext): Promise<Verdict> => {
    const start = performance.now();
    const verdict = await run.execute(undefined, context).catch((error: Error) => {
      context.signal.throwIfAborted();
      return { passed: false, output: error.message };
    });
    return { ...verdict, seconds: (performance.now() - start) / 1000 };
  };
}

function report(verdicts: Record<string, Verdict>): void {
  const passed = Object.values(verdicts).every((verdict) => verdict.passed);
  if (!passed) process.exitCode = 1;
  if (json) {
    console.log(JSON.stringify({ folder, passed, checks: verdicts }, null, 2));
    return;
  }
  for (const [name, verdict] of Object.entries(verdicts)) {
    const mark = verdict.passed ? 'passed' : 'FAILED';
    console.log(`${name.padEnd(6)}  ${mark}  ${verdict.seconds.toFixed(1)} s`);
    if (!verdict.passed) console.log(verdict.output.replaceAll(/^/gm, '  | '));
  }
  const failed = Object.keys(verdicts).filter((name) => !verdicts[name]?.passed);
  console.log(passed ? `${folder}: all passed` : `${folder}: ${failed.join(', ')} failed`);
}
