#!/usr/bin/env -S pnpm tsx
/**
 * Checks format, lint and types of a package side by side, then runs its tests, and says whether
 * all of them passed.
 *
 *   pnpm tsx scripts/validate-package.ts primitives         packages/primitives of this repository
 *   pnpm tsx scripts/validate-package.ts ~/code/a-package   any other folder
 *
 * It runs Prettier, ESLint, tsc and Vitest in the folder of the package's lockfile: its own ones, or
 * this repository's where it has none. A tool that cannot run, or finds nothing to do, has failed.
 */
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parallel, timeout, WorkflowContext } from '@slo/primitives';
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

async function main(): Promise<void> {
  const { folder, patience, json } = readArguments();
  const validate = buildWorkflow(folder, patience);

  await using context = WorkflowContext.script('validate-package');
  const verdicts = await validate.execute(undefined, context);

  const failed = Object.entries(verdicts).filter(([, { passed }]) => !passed);
  if (failed.length > 0) process.exitCode = 1;
  if (json) {
    console.log(JSON.stringify({ folder, passed: failed.length === 0, ...verdicts }, null, 2));
    return;
  }
  for (const [name, { output }] of failed) {
    console.log(`${name}:\n${output.trim().replaceAll(/^/gm, '  ')}\n`);
  }
  for (const [name, { passed, seconds }] of Object.entries(verdicts)) {
    console.log(`${name.padEnd(6)}  ${passed ? 'passed' : 'FAILED'}  ${seconds.toFixed(1)} s`);
  }
  console.log(failed.length === 0 ? 'All passed.' : `${failed.length} of 4 failed.`);
}

/** Three checks side by side, then the tests, whatever the checks said. */
function buildWorkflow(folder: string, patience: number) {
  const lockfiles = ['pnpm-lock.yaml', 'package-lock.json', 'yarn.lock', 'bun.lock'];
  const root = nearest(folder, lockfiles);
  const project = nearest(folder, ['tsconfig.json']);
  const onlyElsewhere = (output: string) => hasOnlyErrorsElsewhere(output, root, folder);

  function tool(command: string, args: string[], isHarmless = (_output: string) => false) {
    const run = timeout(async (_: void, { signal }) => {
      const result = await execa(command, args, {
        cwd: root,
        preferLocal: true,
        localDir: folder,
        env: { NO_COLOR: '1' },
        all: true,
        reject: false,
        cancelSignal: signal,
        killDescendants: true,
      });
      signal.throwIfAborted();
      const output = result.all || (result.shortMessage ?? '');
      return { passed: !result.failed || isHarmless(output), output };
    }, patience);

    return async (_: void, context: WorkflowContext): Promise<Verdict> => {
      const start = performance.now();
      const verdict = await run.execute(undefined, context).catch((error: Error) => {
        context.signal.throwIfAborted();
        return { passed: false, output: error.message };
      });
      return { ...verdict, seconds: (performance.now() - start) / 1000 };
    };
  }

  const checks = parallel({
    format: tool('prettier', ['--check', folder]),
    lint: tool('eslint', ['--max-warnings', '0', folder]),
    types: tool('tsc', ['--noEmit', '--pretty', 'false', '--project', project], onlyElsewhere),
  });
  const tests = tool('vitest', ['run', join(folder, '/')]);
  return checks.pipe(async (verdicts, context) => ({
    ...verdicts,
    tests: await tests(undefined, context),
  }));
}

/** tsc checks the whole project, other packages included; what is wrong there is not this one's. */
function hasOnlyErrorsElsewhere(output: string, root: string, folder: string): boolean {
  const errors = output.split('\n').filter((line) => /\berror TS\d+:/.test(line));
  const isElsewhere = (line: string) => {
    const file = /^(.+)\(\d+,\d+\): error TS/.exec(line)?.[1];
    return file !== undefined && relative(folder, resolve(root, file)).startsWith('..');
  };
  return errors.length > 0 && errors.every(isElsewhere);
}

/** The nearest folder, from this one upwards, that has one of the files; this one if none has. */
function nearest(folder: string, files: readonly string[]): string {
  for (let at = folder; ; at = dirname(at)) {
    if (files.some((file) => existsSync(join(at, file)))) return at;
    if (at === dirname(at)) return folder;
  }
}

function readArguments() {
  const { values, positionals } = parse();
  if (values.help) {
    console.log(help);
    process.exit();
  }
  const [target, ...others] = positionals;
  if (target === undefined || others.length > 0) {
    usageError(`Expected one package or folder, got ${positionals.length}`);
  }
  const places = [join(import.meta.dirname, '../packages', target), resolve(target)];
  const folder = places.find((place) => existsSync(join(place, 'package.json')));
  if (folder === undefined) usageError(`Found no package.json in ${places.join(' or ')}`);
  const seconds = Number(values.timeout);
  if (!(seconds > 0 && seconds <= 86_400)) {
    usageError(`Expected --timeout to be a number of seconds up to 86400, got '${values.timeout}'`);
  }
  return { folder, patience: seconds * 1000, json: values.json };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        timeout: { type: 'string', default: '300' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return usageError((error as Error).message);
  }
}

function usageError(message: string): never {
  console.error(`${message}\n\n${help}`);
  process.exit(2);
}

await main();
