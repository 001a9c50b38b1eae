import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { Linter as Linter9 } from 'eslint9';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import slo from '../../src/index.ts';

/** What is changed or read, the names that are imported, and what runs later. */
type Case = readonly [what: string, names: string, later: string];

/** What the cases import. Nothing in the text of a case tells what it is. */
const SHARED = `
  import { AlikeMap } from './alike.ts';
  export const map = new Map<string, number>();
  export const set = new Set<string>();
  export const list: string[] = [];
  export const pair: [number, string] = [1, 'a'];
  export const bytes = new Uint8Array(8);
  export const buffer = Buffer.alloc(8);
  export const view = new DataView(bytes.buffer);
  export const date = new Date();
  export const query = new URLSearchParams();
  export const headers = new Headers();
  export class Registry<T> extends Map<string, T> {}
  export const registry = new Registry<number>();
  export interface Names extends Array<string> { readonly title: string }
  export const names = Object.assign([], { title: '' }) as Names;
  export const branded = map as Map<string, number> & { readonly brand: true };
  export const either: Map<string, number> | Set<string> | undefined = map;
  export const settings = { hosts: new Set<string>(), readers: new Set() as ReadonlySet<string> };
  export const side = new WeakMap<object, number>();
  export const readonlyMap: ReadonlyMap<string, number> = map;
  export const readonlySet: ReadonlySet<string> = set;
  export const readonlyList: readonly string[] = list;
  export const constants = ['a', 'b'] as const;
  export const frozen = Object.freeze(['a']);
  export const readonlyOfMap: Readonly<Map<string, number>> = map;
  export interface Table extends ReadonlyMap<string, number> { readonly title: string }
  export const table = map as unknown as Table;
  export const alike = new AlikeMap();
  export const anything: any = map;
  export const makeMap = () => new Map<string, number>();
  export const makeReadonly = (): ReadonlyMap<string, number> => new Map();
  export const makeAlike = () => new AlikeMap();
`;

/** Its methods are named as those of a Map, and make another one. */
const ALIKE = `
  class Map { set(_key: string, _value: number): Map { return this; } delete(_key: string): Map { return this; } }
  export { Map as AlikeMap };
`;

/** Reported with types, and silent without. */
const REPORTED: readonly Case[] = [
  ['a Map', 'map', "map.set('a', 1)"],
  ['a Map behind an optional chain', 'map', "map?.delete('a')"],
  ['a Map in brackets', 'map', "(map)['clear']()"],
  ['a Set', 'set', "set.add('a')"],
  ['an array', 'list', "list.push('a')"],
  ['an array that is sorted', 'list', 'list.sort()'],
  ['a tuple', 'pair', 'pair.reverse()'],
  ['a typed array', 'bytes', 'bytes.fill(0)'],
  ['a buffer', 'buffer', 'buffer.writeUInt8(1, 0)'],
  ['a data view', 'view', 'view.setInt8(0, 1)'],
  ['a date', 'date', 'date.setFullYear(2000)'],
  ['search parameters', 'query', "query.append('a', '1')"],
  ['headers', 'headers', "headers.set('a', '1')"],
  ['an instance of a class that extends Map', 'registry', "registry.set('a', 1)"],
  ['what an interface that extends Array describes', 'names', "names.push('a')"],
  ['an intersection', 'branded', 'branded.clear()'],
  ['a union', 'either', 'either?.clear()'],
  ['a property of an import', 'settings', "settings.hosts.add('a')"],
  ['a member of a namespace', '* as shared', "shared.map.set('a', 1)"],
  ['a default where nothing is given', 'map', 'const fill = (to = map) => to.clear(); fill()'],
  ['another name', 'list', 'const names = list; names.push()'],
  ['a parameter whose type extends an array', 'list', 'fill(list)'],
  [
    'what casts a readonly type away',
    'readonlyMap',
    '(readonlyMap as Map<string, number>).clear()',
  ],
  ['what an imported factory makes', 'makeMap', "made.set('a', 1)"],
];

const SILENT: readonly Case[] = [
  ['a Map that is read', 'map', "map.get('a'); map.forEach(() => {}); [...map.keys()]"],
  ['a copy of a Map', 'map', 'new Map(map).clear()'],
  ['a copy of an array', 'list', "[...list].push('a'); list.slice().sort(); list.toSorted().pop()"],
  ['a WeakMap as a side table', 'side', 'side.set({}, 1)'],
  ['a ReadonlyMap', 'readonlyMap', "readonlyMap.set('a', 1)"],
  ['a ReadonlySet', 'readonlySet', "readonlySet.add('a')"],
  ['a ReadonlySet in a property', 'settings', "settings.readers.add('a')"],
  ['a readonly array', 'readonlyList', "readonlyList.push('a')"],
  ['constants', 'constants', 'constants.reverse()'],
  ['a frozen array', 'frozen', "frozen.push('a')"],
  ['Readonly<Map>', 'readonlyOfMap', "readonlyOfMap.set('a', 1)"],
  ['what an interface that extends ReadonlyMap describes', 'table', "table.set('a', 1)"],
  ['another class of that name', 'alike', "alike.set('a', 1).delete('a')"],
  ['any', 'anything', "anything.set('a', 1)"],
  ['what is not there', 'missing', "missing.set('a', 1)"],
  ['a local Map', 'makeMap', "const own = makeMap(); own.set('a', 1)"],
  ['a local of the same name', 'map', "const map = new Map(); map.set('a', 1)"],
  ['what an imported factory makes, readonly', 'makeReadonly', "made.set('a', 1)"],
  ['what an imported factory makes, another class', 'makeAlike', "made.set('a', 1)"],
];

const folder = mkdtempSync(path.join(tmpdir(), 'slo-types-'));

beforeAll(() => {
  const compilerOptions = {
    allowImportingTsExtensions: true,
    lib: ['esnext'],
    module: 'esnext',
    moduleResolution: 'bundler',
    noEmit: true,
    strict: true,
    target: 'esnext',
    typeRoots: [path.resolve(import.meta.dirname, '../../../../node_modules/@types')],
    types: ['node'],
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  writeFileSync(path.join(folder, 'shared.ts'), SHARED);
  writeFileSync(path.join(folder, 'alike.ts'), ALIKE);
  for (const one of [...REPORTED, ...SILENT]) writeFileSync(fileOf(one), codeOf(one));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileOf([what]: Case): string {
  return path.join(folder, `${what.replaceAll(/\W+/g, '-')}.ts`);
}

/** A module whose first line imports, whose second and third prepare, and whose fourth is the case. */
function codeOf([, names, later]: Case): string {
  return [
    `import ${names.startsWith('*') ? names : `{ ${names} }`} from './shared.ts';`,
    later.startsWith('fill(') ? 'function fill<T extends string[]>(to: T) { to.push(); }' : '',
    later.startsWith('made.') ? `const made = ${names}();` : '',
    `export function later() { ${later}; }`,
  ].join('\n');
}

/** Where the case is to be reported: at the change, or at the declaration of the module's own. */
function lineOf([, , later]: Case): number {
  if (later.startsWith('fill(')) return 2;
  return later.startsWith('made.') ? 3 : 4;
}

describe.each([
  ['ESLint 10', Linter],
  ['ESLint 9', Linter9 as unknown as typeof Linter],
])('with %s', (_name, Host) => {
  const linter = new Host({ configType: 'flat', cwd: folder });

  function reportedLines(one: Case, parserOptions: Linter.ParserOptions): number[] {
    const config = {
      files: ['**/*.ts'],
      plugins: { slo },
      languageOptions: { parser, parserOptions },
      rules: { 'slo/no-library-global-state': 'error' },
    } as unknown as Linter.Config;
    const messages = linter.verify(codeOf(one), config, fileOf(one));
    for (const { fatal, message } of messages) if (fatal === true) throw new Error(message);
    return messages.map(({ line }) => line);
  }

  const typed = { projectService: true, tsconfigRootDir: folder };

  it.each(REPORTED)('sees a change of %s by its type alone', (...one) => {
    expect(reportedLines(one, {})).toEqual([]);
    expect(reportedLines(one, typed)).toEqual([lineOf(one)]);
  });

  it.each(SILENT)('leaves alone %s', (...one) => {
    expect(reportedLines(one, typed)).toEqual([]);
  });
});
