import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { createRepository, type Entry } from './repository.ts';

const PLUGIN = JSON.stringify(join(import.meta.dirname, '../src/index.ts'));
const PRESET = JSON.stringify(join(import.meta.dirname, '../src/dependency-cruiser.ts'));
const PARSER = JSON.stringify(fileURLToPath(import.meta.resolve('@typescript-eslint/parser')));

const COMMANDS = {
  eslint: join(import.meta.dirname, '../node_modules/eslint/bin/eslint.js'),
  graph: join(import.meta.dirname, '../src/bin/check-graph.ts'),
} as const;

/** Milliseconds after which a gate counts as hung. */
const TIMEOUT = 60_000;

/** Where a gate ends: what it says on both streams, and with which status. */
interface Outcome {
  readonly status: number;
  readonly says: RegExp;
}

interface BadInput {
  readonly name: string;
  readonly files: Readonly<Record<string, Entry>>;
  /** The definition of the zones as code. */
  readonly zones?: string;
  readonly eslint: Outcome;
  readonly graph: Outcome;
}

const sound = {
  'package.json': '{ "type": "module" }',
  'scripts/a.ts': 'export {};\n',
  'packages/x/src/b.ts': 'export {};\n',
};

/** Runs a gate as its user does, in a process of its own with a time limit. */
function run(command: keyof typeof COMMANDS, files: BadInput['files'], zones = '') {
  const definition = `{ root: import.meta.dirname, ${zones} }`;
  const cwd = createRepository({
    'eslint.config.js': [
      `import parser from ${PARSER};`,
      `import slo, { defineZones } from ${PLUGIN};`,
      'export default [',
      '  { files: ["**/*.ts"], languageOptions: { parser } },',
      `  ...slo.configsFor(defineZones(${definition})).recommended,`,
      '];',
    ].join('\n'),
    '.dependency-cruiser.js': `import { preset } from ${PRESET};\nexport default preset(${definition});\n`,
    ...files,
  });
  const words = command === 'eslint' ? [COMMANDS.eslint, '.'] : [COMMANDS[command]];
  return new Promise<{ status: unknown; output: string }>((done) => {
    execFile(process.execPath, words, { cwd, timeout: TIMEOUT }, (error, stdout, stderr) => {
      done({ status: error === null ? 0 : error.code, output: stdout + stderr });
    });
  });
}

const misses = /zones\.scripts "jobs\/\*\.mts" matches nothing where jobs\/a\.ts stand\./;
const overlap =
  /zones\.scripts "src\/jobs\/\*\*" and zones\.library "src\/\*\*" both match src\/jobs\/a\.ts\. A file stands in one zone only/;
const circle = /The symbolic link \S+\/scripts\/loop\.ts leads in a circle\. Remove it/;

const table: readonly BadInput[] = [
  {
    name: 'a glob that matches nothing',
    files: { ...sound, 'jobs/a.ts': '' },
    zones: "scripts: ['jobs/*.mts']",
    eslint: { status: 2, says: misses },
    graph: { status: 2, says: misses },
  },
  {
    name: 'globs that overlap',
    files: { ...sound, 'src/jobs/a.ts': '' },
    zones: "scripts: ['src/jobs/**'], library: ['src/**']",
    eslint: { status: 2, says: overlap },
    graph: { status: 2, says: overlap },
  },
  {
    name: 'a tsconfig that is no JSON',
    files: { ...sound, 'tsconfig.json': '{ bad', 'scripts/b.ts': "import '@job';\n" },
    eslint: {
      status: 1,
      says: /scripts\/b\.ts\n +1:8 .*Nobody can tell where "@job" leads, since \S+\/tsconfig\.json cannot be read: .*Repair that file/,
    },
    graph: { status: 2, says: /^Cannot read \S+\/tsconfig\.json: [^]*Repair it/ },
  },
  {
    // The graph reads on behind the error, as compilers do, and sees the import.
    name: 'a syntax error in a script',
    files: { ...sound, 'scripts/b.ts': "const = ;\nimport './a.ts';\n" },
    eslint: { status: 1, says: /scripts\/b\.ts\n +1:6 +error +Parsing error: / },
    graph: { status: 1, says: /^scripts\/b\.ts:2 → scripts\/a\.ts {2}no-script-to-script-import/ },
  },
  {
    name: 'an import that leads nowhere',
    files: { ...sound, 'scripts/b.ts': "import './gone.ts';\n" },
    eslint: { status: 0, says: /^$/ },
    graph: {
      status: 1,
      says: /^scripts\/b\.ts:1 → \.\/gone\.ts {2}no-unresolvable-import\n {2}Nobody can tell/,
    },
  },
  {
    name: 'a link that leads in a circle',
    files: { ...sound, 'scripts/loop.ts': { pointsTo: 'loop.ts' } },
    eslint: { status: 2, says: circle },
    graph: { status: 2, says: circle },
  },
  {
    name: 'a folder linked into itself',
    files: { ...sound, 'scripts/self': { pointsTo: '.' } },
    eslint: { status: 0, says: /^$/ },
    graph: {
      status: 2,
      says: /^The symbolic link \S+\/scripts\/self leads in a circle\. Remove it/,
    },
  },
  {
    // ESLint sees its own configuration, and that is all.
    name: 'an empty repository',
    files: { 'package.json': sound['package.json'] },
    eslint: { status: 0, says: /^$/ },
    graph: { status: 2, says: /^No TypeScript file was seen below / },
  },
  {
    name: 'a graph that holds no TypeScript',
    files: { 'package.json': sound['package.json'], 'scripts/a.js': '' },
    eslint: { status: 0, says: /^$/ },
    graph: { status: 2, says: /^No TypeScript file was seen below / },
  },
];

describe.for(['eslint', 'graph'] as const)(
  '%s',
  { concurrent: true, timeout: TIMEOUT },
  (command) => {
    test.for(table)('$name', async ({ files, zones, ...outcomes }, { expect }) => {
      const { status, output } = await run(command, files, zones);
      const { says, status: expected } = outcomes[command];
      expect(output).toMatch(says);
      expect(status, output).toBe(expected);
    });
  },
);
