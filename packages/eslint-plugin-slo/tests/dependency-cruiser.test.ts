import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkGraph } from '../src/dependency-cruiser.ts';
import { createRepository, type Entry } from './repository.ts';

const presetFile = JSON.stringify(join(import.meta.dirname, '../src/dependency-cruiser.ts'));

/** Where the graph does not see it, or the whole plugin would be part of each little graph. */
const config = 'node_modules/graph.config.js';

function configure(zones: string): string {
  return `import { preset } from ${presetFile};\nexport default preset(${zones});\n`;
}

/** A repository that holds, to plant violations in. */
const sound = {
  [config]: configure("{ root: import.meta.dirname + '/..' }"),
  'package.json': '{ "type": "module", "imports": { "#job": "./scripts/a.ts" } }',
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@job": ["./scripts/a.ts"] } } }',
  'packages/x/package.json':
    '{ "name": "x", "dependencies": { "run": "1" }, "devDependencies": { "dev": "1" } }',
  'packages/x/node_modules/run/package.json': '{ "name": "run", "main": "index.js" }',
  'packages/x/node_modules/run/index.js': '',
  'packages/x/node_modules/dev/package.json': '{ "name": "dev", "main": "index.js" }',
  'packages/x/node_modules/dev/index.js': '',
  'packages/x/node_modules/stray/package.json': '{ "name": "stray", "main": "index.js" }',
  'packages/x/node_modules/stray/index.js': '',
  'packages/x/src/a.ts': "import 'run'; import type { D } from 'dev'; import './b.ts';",
  'packages/x/src/b.ts': "import type { A } from './a.ts';",
  'packages/x/src/a.test.ts': "import 'dev'; import './a.ts';",
  'packages/y/src/a.ts': '',
  'scripts/a.ts': "import './a.ts'; import data from './data.json';",
  'scripts/data.json': '{}',
};

test('a sound repository holds', async () => {
  const { violations, modules } = await checkGraph({ root: createRepository(sound), config });
  expect(violations).toEqual([]);
  expect(modules).toBeGreaterThan(5);
});

test.for<[rule: string, file: string, code: string, to: string]>([
  ['no-script-to-script-import', 'scripts/b.ts', "import './a.js';", 'scripts/a.ts'],
  ['no-script-to-script-import', 'scripts/b.ts', "import type { A } from './a';", 'scripts/a.ts'],
  ['no-script-to-script-import', 'scripts/b.ts', "import('@job');", 'scripts/a.ts'],
  ['no-script-to-script-import', 'scripts/b.ts', "import '#job';", 'scripts/a.ts'],
  ['no-script-to-script-import', 'scripts/b.cjs', "require('./a.ts');", 'scripts/a.ts'],
  [
    'no-script-to-script-import',
    'scripts/b.js',
    "/** @type {import('./a.ts').A} */",
    'scripts/a.ts',
  ],
  [
    'no-library-to-script-import',
    'packages/x/src/c.ts',
    "import '../../../scripts/a.ts';",
    'scripts/a.ts',
  ],
  [
    'no-library-to-script-import',
    'packages/x/src/c.test.ts',
    "import '../../../scripts/a.ts';",
    'scripts/a.ts',
  ],
  [
    'no-library-to-script-import',
    'tutorials/c/c.ts',
    "import '../../scripts/a.ts';",
    'scripts/a.ts',
  ],
  ['no-library-to-script-import', 'helper.ts', "export * from './scripts/a.ts';", 'scripts/a.ts'],
  ['no-library-to-script-import', 'tests/c.test.ts', "vi.mock('../scripts/a.ts');", 'scripts/a.ts'],
  ['no-library-cycles', 'packages/y/src/a.ts', "import './a.ts';", 'packages/y/src/a.ts'],
  [
    'no-undeclared-dependency',
    'packages/x/src/c.ts',
    "import 'stray';",
    'packages/x/node_modules/stray/index.js',
  ],
  [
    'no-dev-dependency-in-library',
    'packages/x/src/c.ts',
    "import 'dev';",
    'packages/x/node_modules/dev/index.js',
  ],
  [
    'no-import-past-the-entry',
    'packages/y/src/c.ts',
    "import '../../x/src/b.ts';",
    'packages/x/src/b.ts',
  ],
  [
    'no-import-past-the-entry',
    'tests/c.ts',
    "import '../packages/x/src/b.ts';",
    'packages/x/src/b.ts',
  ],
  ['no-unresolvable-import', 'packages/x/src/c.ts', "import './gone.ts';", './gone.ts'],
])('%s: %s with %s', async ([rule, file, code, to]) => {
  const root = createRepository({ ...sound, [file]: `\n${code}` });
  const { violations } = await checkGraph({ root, config });
  const found = violations.filter((violation) => violation.rule === rule);
  expect(found).toMatchObject([{ file, rule, to: expect.stringContaining(to) as string }]);
  expect(found[0]?.line).toBe(2);
  expect(found[0]?.remedy).toMatch(/\.$/);
});

test.for([
  ['packages/x/src/c.ts', 1],
  ['packages/x/tests/c.ts', 1],
  ['tutorials/c/c.ts', 1],
  ['scripts/c.ts', 1],
  ['packages/x/dist/c.d.ts', 0],
  ['vite.config.ts', 0],
] as const)('what leads nowhere from %s counts %i times', async ([file, count]) => {
  const root = createRepository({ ...sound, [file]: "export * from './gone.js';" });
  const { violations } = await checkGraph({ root, config });
  expect(violations.map(({ rule }) => rule)).toEqual(
    Array<string>(count).fill('no-unresolvable-import'),
  );
});

describe('refuses', () => {
  test.for<[name: string, files: Record<string, Entry>, message: RegExp]>([
    [
      'a tsconfig that is no JSON',
      { 'tsconfig.json': '{ bad' },
      /^Cannot read .*tsconfig\.json: .*expected[^]*Repair it/,
    ],
    [
      'a tsconfig that extends nothing',
      { 'tsconfig.json': '{ "extends": "./gone.json" }' },
      /gone\.json/,
    ],
    [
      'a configuration that throws',
      { [config]: 'throw new Error("no")' },
      /^Cannot read .*graph\.config\.js: no/,
    ],
    [
      'a loop of links',
      { 'scripts/b.ts': { pointsTo: 'b.ts' } },
      /scripts\/b\.ts.* leads in a circle/,
    ],
  ])('%s', async ([, files, message]) => {
    const root = createRepository({ ...sound, ...files });
    await expect(checkGraph({ root, config })).rejects.toThrow(message);
  });

  test.for([
    ['an empty repository', {}],
    ['a repository without TypeScript', { 'scripts/a.js': '' }],
    ['TypeScript elsewhere alone', { 'a.js': `import ${presetFile};` }],
  ] as const)('%s', async ([, files]) => {
    const root = createRepository({
      [config]: configure("{ root: import.meta.dirname + '/..' }"),
      'package.json': '{ "type": "module" }',
      ...files,
    });
    await expect(checkGraph({ root, config })).rejects.toThrow(
      `No TypeScript file was seen below ${root}, so nothing was checked.`,
    );
  });
});

describe('the command', () => {
  function run(files: Record<string, Entry>) {
    const bin = join(import.meta.dirname, '../src/bin/check-graph.ts');
    const cwd = createRepository({
      ...sound,
      '.dependency-cruiser.js': configure('{ root: import.meta.dirname }'),
      ...files,
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin], {
      cwd,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  test('says what it saw', () => {
    const { status, stdout } = run({});
    expect(stdout).toMatch(/^The graph holds: /);
    expect(status).toBe(0);
  });

  test('prints file, line, rule and remedy of each violation', () => {
    const { status, stderr } = run({ 'scripts/b.ts': "\nimport './a.ts';" });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^scripts\/b\.ts:2 → scripts\/a\.ts {2}no-script-to-script-import\n {2}Deleting .*\n\n1 violation of the graph in \d+ modules, \d+ dependencies\.\n$/,
    );
  });

  test('tells a broken set-up from a violation', () => {
    const { status, stderr } = run({ 'tsconfig.json': '{ bad' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Cannot read .*tsconfig\.json/);
  });
});

test('a linked folder is not held a second time, under the name of the link', async () => {
  const root = createRepository({
    ...sound,
    'scripts/b.ts': "import './a.ts';",
    jobs: { pointsTo: 'scripts' },
  });
  const { violations } = await checkGraph({ root, config });
  expect(violations.map(({ file, to }) => [file, to])).toEqual([['scripts/b.ts', 'scripts/a.ts']]);
});

test('zones of its own, whatever their globs hold', async () => {
  const globs = ['jobs/{one,two}/*.ts', 'jobs/!(one|two)/**/x?.[jt]s'];
  const root = createRepository({
    [config]: configure(
      `{ root: import.meta.dirname + '/..', scripts: ${JSON.stringify(globs)}, library: [] }`,
    ),
    'package.json': '{ "type": "module" }',
    'jobs/one/a.ts': "import '../two/b.ts';",
    'jobs/two/b.ts': "import '../one/[a].ts';",
    'jobs/one/[a].ts': "import './[a].ts';",
    'jobs/three/x1.ts': "import '../one/deep/free.ts';",
    'jobs/one/deep/free.ts': '',
  });
  const { violations } = await checkGraph({ root, config });
  expect(violations.map(({ file, to }) => [file, to])).toEqual([
    ['jobs/one/a.ts', 'jobs/two/b.ts'],
    ['jobs/two/b.ts', 'jobs/one/[a].ts'],
  ]);
});
