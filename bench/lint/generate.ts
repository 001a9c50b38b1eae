import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const linesPerFile = 80;
const filesPerPackage = 50;

/**
 * Writes a repository that looks like work: packages with tests, and scripts that use them. Nothing in
 * it breaks a rule. Every TypeScript file has 80 lines and 6 imports.
 *
 * @param files - How many TypeScript files; a fifth are scripts, a fifth tests.
 */
export async function generateRepository(root: string, files: number): Promise<void> {
  const scripts = Math.round(files / 5);
  const tests = Math.round(files / 5);
  const modules = files - scripts - tests;
  const packages = Math.ceil(modules / filesPerPackage);

  await write(root, 'package.json', { name: 'synthetic', private: true, type: 'module' });
  await write(root, 'tsconfig.json', {
    compilerOptions: {
      module: 'nodenext',
      target: 'es2023',
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
    },
    include: ['packages', 'scripts'],
  });
  await mkdir(join(root, 'node_modules/@synthetic'), { recursive: true });
  for (let index = 0; index < packages; index++) {
    const name = `p${String(index)}`;
    await write(root, `packages/${name}/package.json`, {
      name: `@synthetic/${name}`,
      type: 'module',
      exports: { '.': './src/module-0.ts', './*': './src/*.ts' },
    });
    const link = join(root, 'node_modules/@synthetic', name);
    await symlink(join(root, 'packages', name), link);
  }
  for (let index = 0; index < modules; index++) await write(root, modulePath(index), module(index));
  for (let index = 0; index < tests; index++) {
    const [home, name] = placeOf(index * 3);
    await write(root, `packages/${home}/tests/${name}.test.ts`, testOf(index, name));
  }
  for (let index = 0; index < scripts; index++) {
    await write(root, `scripts/script-${String(index)}.ts`, script(index, packages));
  }
}

/** Two violations that no tool of this kind may miss; returns the files they are in. */
export async function plantViolations(root: string): Promise<readonly string[]> {
  const planted = {
    'scripts/planted.ts': `import './script-0.ts';\n`,
    'packages/p0/src/planted.ts': `import '../../../scripts/script-0.ts';\n`,
  };
  for (const [path, text] of Object.entries(planted)) await write(root, path, text);
  return Object.keys(planted);
}

function placeOf(index: number): [home: string, name: string] {
  const home = `p${String(Math.floor(index / filesPerPackage))}`;
  return [home, `module-${String(index % filesPerPackage)}`];
}

function modulePath(index: number): string {
  const [home, name] = placeOf(index);
  return `packages/${home}/src/${name}.ts`;
}

function module(index: number): string {
  const home = Math.floor(index / filesPerPackage);
  const place = index % filesPerPackage;
  const sibling = (step: 1 | 2 | 3): string =>
    place >= step ? `'./module-${String(place - step)}.ts'` : `'node:${builtins[step]}'`;
  const other = home > 0 ? `'@synthetic/p${String(home - 1)}'` : `'node:crypto'`;
  return file(index, [
    `import { readFile } from 'node:fs/promises';`,
    `import { join } from 'node:path';`,
    `import * as first from ${sibling(1)};`,
    `import * as second from ${sibling(2)};`,
    `import type * as third from ${sibling(3)};`,
    `import * as other from ${other};`,
  ]);
}

/** What the first modules of a package import, where others import those before them. */
const builtins = { 1: 'events', 2: 'os', 3: 'util' } as const;

function testOf(index: number, name: string): string {
  return file(index, [
    `import { readFile } from 'node:fs/promises';`,
    `import { join } from 'node:path';`,
    `import assert from 'node:assert/strict';`,
    `import { test as first } from 'node:test';`,
    `import * as second from '../src/${name}.ts';`,
    `import * as other from '@synthetic/p0';`,
  ]);
}

function script(index: number, packages: number): string {
  const used = (step: number): string => `@synthetic/p${String((index + step) % packages)}`;
  return file(index, [
    `import { readFile } from 'node:fs/promises';`,
    `import { join } from 'node:path';`,
    `import { execFileSync as first } from 'node:child_process';`,
    `import * as second from '${used(0)}';`,
    `import * as third from '${used(1)}/module-1';`,
    `import * as other from '${used(2)}/module-2';`,
  ]);
}

/** The imports, and a body that is much the same in all files, as bodies are to a linter. */
function file(index: number, imports: readonly string[]): string {
  const id = String(index);
  const body = `
export interface Record${id} {
  readonly id: number;
  readonly label: string;
  readonly tags: readonly string[];
}

const limits${id} = { small: 10, medium: 100, large: 1_000 } as const;
const names${id}: readonly string[] = ['alpha', 'beta', 'gamma', 'delta'];
const parts${id} = [first, second, other].map((part) => typeof part);

export function summarize${id}(records: readonly Record${id}[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label, tags } of records) {
    for (const tag of tags) {
      const key = \`\${label}:\${tag.trim().toLowerCase()}\`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

export class Index${id} {
  readonly #entries = new Map<number, Record${id}>();
  readonly #order: number[] = [];

  add(record: Record${id}): this {
    if (!this.#entries.has(record.id)) this.#order.push(record.id);
    this.#entries.set(record.id, record);
    return this;
  }

  get(id: number): Record${id} | undefined {
    return this.#entries.get(id);
  }

  *[Symbol.iterator](): Generator<Record${id}> {
    for (const id of this.#order) {
      const entry = this.#entries.get(id);
      if (entry !== undefined) yield entry;
    }
  }
}

export async function load${id}(folder: string, size: keyof typeof limits${id}) {
  const path = join(folder, 'data', \`records-\${size}.json\`);
  const text = await readFile(path, 'utf8');
  const records = JSON.parse(text) as Record${id}[];
  const wanted = records.filter(({ label }) => names${id}.includes(label));
  if (wanted.length > limits${id}[size]) {
    throw new RangeError('Expected at most ' + limits${id}[size] + ' records in ' + path);
  }
  return wanted.reduce((index, record) => index.add(record), new Index${id}());
}

export function group${id}(records: Iterable<Record${id}>): Record<string, Record${id}[]> {
  const groups: Record<string, Record${id}[]> = {};
  for (const record of records) {
    const group = (groups[record.label] ??= []);
    group.push(record);
  }
  return groups;
}

export function describe${id}(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value.length > 20 ? value.slice(0, 20) + '…' : value;
    case 'number':
    case 'bigint':
      return value.toString(10).padStart(8, '0');
    default:
      return parts${id}.join(', ');
  }
}
`;
  const text = `${imports.join('\n')}\n${body.trim()}\n`;
  const lines = text.split('\n').length - 1;
  if (lines !== linesPerFile || imports.length !== 6) {
    throw new Error(
      `Expected 80 lines and 6 imports, got ${String(lines)}, ${String(imports.length)}`,
    );
  }
  return text;
}

async function write(root: string, path: string, content: string | object): Promise<void> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`;
  await writeFile(target, text);
}
