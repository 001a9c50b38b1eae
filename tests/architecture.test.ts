import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyRepository, type RepositoryCopy } from './repository-copy.ts';

interface Plant {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** The rule that must report it, at this line. */
  readonly rule: string;
  readonly line?: number;
  /** The dependency-cruiser rule that must report it too, where a graph can see it. */
  readonly graph?: string;
}

const scriptImport = 'slo/no-script-to-script-import';
const libraryImport = 'slo/no-library-to-script-import';
const globalState = 'slo/no-library-global-state';
const target = 'scripts/planted-target.ts';

const plants: readonly Plant[] = [
  ...Object.entries({
    'a side-effect import': "import './planted-target.ts';",
    'a named import': "import { x } from './planted-target.ts';\nconsole.log(x);",
    'a type import': "import type { X } from './planted-target.ts';\nexport type Y = X;",
    'a re-export': "export * from './planted-target.ts';",
    'a dynamic import': "await import('./planted-target.ts');",
    'an import type': "export type X = import('./planted-target.ts').X;",
    'a typeof import': "export type X = typeof import('./planted-target.ts');",
    'a triple-slash reference': '/// <reference path="./planted-target.ts" />',
    'an import without extension': "import './planted-target';",
    'an import with a mapped extension': "import './planted-target.js';",
  }).map(([name, text], index) => ({
    name: `${name} of a script by a script`,
    file: `scripts/planted-${index}.ts`,
    text,
    rule: scriptImport,
    graph: 'no-script-to-script',
  })),
  {
    name: 'a dynamic import of a folded path',
    file: 'scripts/planted-folded.ts',
    text: "const name = 'planted-target';\nawait import(`./${name}.ts`);",
    rule: scriptImport,
    line: 2,
  },
  {
    name: 'createRequire under another name',
    file: 'scripts/planted-require.ts',
    text: "import { createRequire } from 'node:module';\nconst load = createRequire(import.meta.url);\nload('./planted-target.ts');",
    rule: scriptImport,
    line: 3,
  },
  {
    name: 'a require in CommonJS',
    file: 'scripts/planted.cjs',
    text: "require('./planted-target.ts');",
    rule: scriptImport,
    graph: 'no-script-to-script',
  },
  {
    name: 'a violation under a disable comment',
    file: 'scripts/planted-disabled.ts',
    text: "/* eslint-disable */\n// eslint-disable-next-line slo/no-script-to-script-import\nimport './planted-target.ts';",
    rule: scriptImport,
    line: 3,
    graph: 'no-script-to-script',
  },
  ...[
    { zone: 'the library', file: 'packages/primitives/src/planted.ts', up: '../../..' },
    { zone: 'a library test', file: 'packages/primitives/tests/planted.test.ts', up: '../../..' },
    { zone: 'a tutorial', file: 'tutorials/train-a-classifier/planted.ts', up: '../..' },
    { zone: 'a test across packages', file: 'tests/planted.test.ts', up: '..' },
    { zone: 'a file outside every zone', file: 'planted.config.ts', up: '.' },
  ].map(({ zone, file, up }) => ({
    name: `an import of a script by ${zone}`,
    file,
    text: `import '${up}/${target}';`,
    rule: libraryImport,
    graph: 'no-library-to-script',
  })),
  {
    name: 'a mutated Map in the library',
    file: 'packages/primitives/src/planted-map.ts',
    text: 'const seen = new Map<string, number>();\n\n/** Counts. */\nexport function count(key: string): void {\n  seen.set(key, 1);\n}',
    rule: globalState,
  },
  {
    name: 'a reassigned let in the library',
    file: 'packages/primitives/src/planted-let.ts',
    text: 'let calls = 0;\n\n/** Counts. */\nexport function count(): number {\n  calls += 1;\n  return calls;\n}',
    rule: globalState,
  },
  {
    name: 'a mutated array in a tutorial',
    file: 'tutorials/train-a-classifier/planted-array.ts',
    text: 'const losses: number[] = [];\n\n/** Records. */\nexport function record(loss: number): void {\n  losses.push(loss);\n}',
    rule: globalState,
  },
];

let copy: RepositoryCopy;

beforeAll(() => {
  copy = copyRepository();
});

afterAll(() => {
  copy[Symbol.dispose]();
});

describe('a planted violation', () => {
  let lint: ReturnType<typeof lintPlants>;
  let graph: string;

  beforeAll(() => {
    write(target, 'export const x = 1;\nexport type X = typeof x;\n');
    for (const { file, text } of plants) write(file, `${text}\n`);
    lint = lintPlants();
    graph = check('check:graph').output;
    for (const { file } of plants) rmSync(path.join(copy.root, file));
    rmSync(path.join(copy.root, target));
  }, 300_000);

  it.for(plants)('$name is reported by ESLint', ({ file, rule, line = 1 }) => {
    const reports = lint.get(file)?.filter(({ ruleId }) => ruleId === rule);
    expect(reports).toMatchObject([{ line, severity: 2 }]);
    if (rule !== globalState) expect(reports?.[0]?.message).toContain(target);
  });

  it.for(plants.filter((plant) => plant.graph !== undefined))(
    '$name is reported by the graph',
    ({ file, graph: rule = '' }) => {
      const line = graph.split('\n').find((text) => text.includes(file));
      expect(line, graph).toContain(rule);
      expect(line).toContain(target);
    },
  );
});

describe('deleting every script', () => {
  it('leaves each gate as it was', () => {
    const scripts = path.join(copy.root, 'scripts');
    for (const file of readdirSync(scripts)) {
      if (file.endsWith('.ts')) rmSync(path.join(scripts, file));
    }
    for (const gate of Object.keys(manifestScripts()).filter((name) => name.startsWith('check:'))) {
      const { status, output } = check(gate);
      expect(status, `${gate}: ${output}`).toBe(0);
    }
  }, 300_000);
});

function lintPlants() {
  const { output } = run('eslint', '--format', 'json', ...plants.map(({ file }) => file));
  const results = JSON.parse(output) as {
    filePath: string;
    messages: { ruleId: string | null; line: number; severity: number; message: string }[];
  }[];
  return new Map(
    results.map(({ filePath, messages }) => [
      path.relative(copy.root, filePath).replaceAll(path.sep, '/'),
      messages,
    ]),
  );
}

/** Runs a gate as its npm script says, without pnpm, which would install into the linked folders. */
function check(gate: string) {
  const command = manifestScripts()[gate];
  if (command === undefined) throw new Error(`package.json has no script "${gate}"`);
  return run('sh', '-c', command);
}

function manifestScripts(): Readonly<Record<string, string>> {
  const manifest = readFileSync(path.join(copy.root, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { scripts: Record<string, string> }).scripts;
}

function run(program: string, ...words: readonly string[]) {
  const bin = path.join(copy.root, 'node_modules/.bin');
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: copy.root,
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` },
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return { status, output: status === null || stdout === '' ? stderr : stdout };
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(copy.root, file)), { recursive: true });
  writeFileSync(path.join(copy.root, file), text);
}
