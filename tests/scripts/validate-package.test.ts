import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bash, BashJob, descendants, scriptExists, survivors, until } from './bash.ts';

const run = 'pnpm tsx scripts/validate-package.ts';
const repository = path.join(import.meta.dirname, '../..');

type Verdicts = Record<'format' | 'lint' | 'types' | 'tests', { passed: boolean; output: string }>;

/** A small package without a fault. */
const soundPackage = {
  'package.json': '{\n  "name": "sound",\n  "type": "module"\n}\n',
  '.prettierrc': '{ "singleQuote": true }\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] } }\n',
  'eslint.config.js': "export default [{ rules: { 'no-unused-vars': 'error' } }];\n",
  'limit.ts': 'export const limit: number = 3;\n',
  'double.js': 'export const double = (number) => number * 2;\n',
  'double.test.js': `import { expect, it } from 'vitest';
import { double } from './double.js';

it('doubles', () => {
  expect(double(2)).toBe(4);
});
`,
};

const faults = {
  format: { file: 'double.js', text: 'export const double = (number) => number*2;\n' },
  lint: { file: 'unused.js', text: 'const unused = 1;\n' },
  types: { file: 'limit.ts', text: "export const limit: number = 'three';\n" },
  tests: { file: 'double.js', text: 'export const double = (number) => number * 3;\n' },
};

const complaints = {
  format: 'Code style issues',
  lint: "'unused' is assigned a value but never used",
  types: "limit.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.",
  tests: 'expected 6 to be 4',
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'validate-package-'));
  symlinkSync(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'));
  write(soundPackage);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe.runIf(scriptExists('validate-package.ts'))('validate-package', () => {
  it('passes a package without a fault', async () => {
    const { code, stdout } = await bash(`${run} ${folder}`);
    expect(stdout.replaceAll(/\d+\.\d s/g, '_')).toBe(
      [
        'format  passed  _',
        'lint    passed  _',
        'types   passed  _',
        'tests   passed  _',
        'All passed.\n',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  it.for(['format', 'lint', 'types', 'tests'] as const)(
    'fails a package for its %s alone, and shows why',
    async (check) => {
      const { file, text } = faults[check];
      write({ [file]: text });
      const { code, verdicts } = await validate(folder);
      expect(failedOf(verdicts)).toEqual([check]);
      expect(verdicts[check].output).toContain(complaints[check]);
      expect(code).toBe(1);
    },
  );

  it('prints what failed before the summary', async () => {
    write({ [faults.format.file]: faults.format.text });
    const { stdout } = await bash(`${run} ${folder}`);
    expect(stdout).toContain('format:\n  Checking formatting...\n  [warn] double.js');
    expect(stdout).toMatch(/format {2}FAILED .*\n(?:.* passed .*\n){3}1 of 4 failed\.\n$/);
  });

  it('fails a package without tests', async () => {
    rmSync(path.join(folder, 'double.test.js'));
    const { code, verdicts } = await validate(folder);
    expect(failedOf(verdicts)).toEqual(['tests']);
    expect(verdicts.tests.output).toContain('No test files found');
    expect(code).toBe(1);
  });

  it('does not blame a package for the types of its neighbor', async () => {
    write({ 'package-lock.json': '{}\n' });
    for (const name of ['a', 'ab']) {
      mkdirSync(path.join(folder, name));
      write({ [`${name}/package.json`]: soundPackage['package.json'].replace('sound', name) });
    }
    write({
      'a/a.test.js': soundPackage['double.test.js'].replace('./', '../'),
      'ab/ab.test.js': soundPackage['double.test.js'].replace('./', '../').replace('4', '5'),
      'ab/limit.ts': faults.types.text,
    });
    const [sound, broken] = [
      await validate(path.join(folder, 'a')),
      await validate(path.join(folder, 'ab')),
    ];
    expect(failedOf(sound.verdicts)).toEqual([]);
    expect(failedOf(broken.verdicts)).toEqual(['types', 'tests']);
  });

  it('finds the packages of this repository by name', async () => {
    const { stderr, verdicts } = await validate('primitives --timeout 0.001');
    expect(stderr).toBe('');
    expect(verdicts).toMatchObject({ folder: path.join(repository, 'packages/primitives') });
  });

  it('gives up on a check that takes too long, and leaves no process behind', async () => {
    write({ 'double.test.js': hangingTest() });
    const job = new BashJob(`${run} ${folder} --json --timeout 10`);
    await until(() => existsSync(path.join(folder, 'pid')));
    const started = descendants(job.pid);
    expect(started.map(({ pid }) => pid)).toContain(testProcess());

    const { code, stdout } = await job.ended;
    const { tests } = JSON.parse(stdout) as Verdicts;
    expect(tests).toMatchObject({ passed: false, output: 'The step took longer than 10000 ms' });
    expect(code).toBe(1);
    await until(() => survivors(started).length === 0);
  });

  it.for(['group', 'pid'] as const)('stops at SIGINT to its %s, with all it runs', async (to) => {
    write({ 'double.test.js': hangingTest() });
    const job = new BashJob(`${run} ${folder}`);
    await until(() => existsSync(path.join(folder, 'pid')));
    const started = descendants(job.pid);
    expect(started.map(({ pid }) => pid)).toContain(testProcess());

    if (to === 'group') job.signalGroup('SIGINT');
    else job.signal('SIGINT');
    expect(await job.ended).toMatchObject({ code: 130, stdout: '' });
    await until(() => survivors(started).length === 0);
  });

  it.for([
    { args: '', message: 'Expected one package or folder, got 0' },
    { args: 'primitives slo', message: 'got 2' },
    { args: 'no-such-package', message: 'Found no package.json' },
    { args: 'primitives --nope', message: "Unknown option '--nope'" },
    { args: 'primitives --timeout never', message: "got 'never'" },
  ])('refuses "$args"', async ({ args, message }) => {
    const { code, stderr } = await bash(`${run} ${args}`);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Usage: pnpm tsx scripts/validate-package.ts');
    expect(code).toBe(2);
  });

  it('explains itself', async () => {
    const { code, stdout } = await bash(`${run} --help`);
    expect(stdout).toContain('Usage: pnpm tsx scripts/validate-package.ts');
    expect(code).toBe(0);
  });
});

async function validate(args: string) {
  const { code, stdout, stderr } = await bash(`${run} --json ${args}`);
  return { code, stderr, verdicts: JSON.parse(stdout) as Verdicts };
}

function failedOf(verdicts: Verdicts): string[] {
  const checks = ['format', 'lint', 'types', 'tests'] as const;
  return checks.filter((check) => !verdicts[check].passed);
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

/** A test that notes its process, then never ends. */
function hangingTest(): string {
  return `import { writeFileSync } from 'node:fs';
import { it } from 'vitest';

it('hangs', { timeout: 600_000 }, async () => {
  writeFileSync(new URL('./pid', import.meta.url), String(process.pid));
  await new Promise(() => {});
});
`;
}

function testProcess(): number {
  return Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
}
