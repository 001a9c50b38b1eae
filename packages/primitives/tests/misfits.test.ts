import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';

/** Each line that must not compile, and the code of its one error. */
const misfits: [what: string, line: string, code: number][] = [
  ['a step in the middle', 'sequential(length, (x: Date) => x, (x) => x);', 2345],
  ['the last step', 'sequential(length, (n) => `${n}`, (x: Date) => x);', 2345],
  ['a primitive in the middle', 'sequential(length, dated, (x) => x);', 2345],
  ['a step of a long chain', 'sequential(length, (a) => a, (b) => b, (c) => c, split);', 2345],
  ['what pipe adds', "lambda('a', length).pipe(split);", 2345],
  ['a nested chain', 'sequential(length, sequential(split, (words) => words));', 2345],
  ['a wrapped step', "sequential(length, timeout(retry(split), '1s'));", 2345],
  ['a parallel', 'sequential(length, parallel([split]));', 2345],
  [
    'a step after a parallel',
    'sequential(parallel({ length }), (x: { width: number }) => x);',
    2345,
  ],
  ['an alternative', 'sequential(length, fallback(split, split));', 2345],
  ['the input', 'sequential(length).execute(5);', 2345],
  ['the input of a parallel', "parallel([length, double]).execute('a');", 2345],
  ['no input', 'sequential(length).execute();', 2554],
  ['the items of a map', 'map(length).execute([5]);', 2345],
  ['what is no step', 'retry({ run: length });', 2353],
  ['a way', 'sequential(length, conditional((n) => n > 1, split));', 2345],
  ['the other way', 'conditional((n: number) => n > 1, double, retry(length));', 2345],
  ['a way it was narrowed to', 'conditional(isText, split, (n: Date) => n);', 2345],
  ['a route nobody wrote', "router((n: number) => (n > 1 ? 'a' : 'c'), { a: double });", 2345],
  [
    'a step of a route',
    "router((n: number) => (n > 1 ? 'a' : 'b'), { a: length, b: double });",
    2322,
  ],
  ['an undo', 'saga({ do: length, undo: (text: string) => text });', 2322],
  ['an input without a key', 'cache(({ id }: { id: string }) => id);', 2345],
  ['a duration', "timeout(length, '30sec');", 2345],
  ['an option', 'retry(length, { attempts: 3 });', 2353],
];

const header = `import {
  cache, conditional, fallback, lambda, map, parallel, retry, router, saga, sequential, timeout,
  type WorkflowPrimitive,
} from '@slo/primitives';
const length = (text: string): number => text.length;
const double = (n: number): number => n * 2;
const split = (text: string): string[] => text.split(' ');
const isText = (value: string | number): value is string => typeof value === 'string';
declare const dated: WorkflowPrimitive<Date, Date>;
`;

interface Fault {
  readonly code: number;
  readonly text: string;
}

let faults: Map<number, Fault[]>;

beforeAll(() => {
  const file = fileURLToPath(new URL('misfits.virtual.ts', import.meta.url));
  const lines = misfits.map(([, line]) => line).join('\n');
  faults = check(file, header + lines, header.split('\n').length - 1);
}, 60_000);

test.for(misfits.map(([what, line, code], index) => [what, line, code, index] as const))(
  'refuses %s: %s',
  ([, , code, index]) => {
    expect(faults.get(index)?.map((fault) => fault.code)).toEqual([code]);
  },
);

test('shows the error at the step that does not fit', () => {
  const shown = misfits.slice(0, 6).map((_, index) => faults.get(index)?.[0]?.text);
  expect(shown).toEqual([
    '(x: Date) => x',
    '(x: Date) => x',
    'dated',
    'split',
    'split',
    'sequential(split, (words) => words)',
  ]);
});

test('no other line has an error', () => {
  expect([...faults.keys()].filter((line) => line < 0)).toEqual([]);
});

/** The errors of a file that is only in memory, by line after the header. */
function check(file: string, text: string, skipped: number): Map<number, Fault[]> {
  const config = fileURLToPath(new URL('../../../tsconfig.base.json', import.meta.url));
  const { config: json } = ts.parseConfigFileTextToJson(config, readFileSync(config, 'utf8')) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(json, ts.sys, import.meta.dirname);
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => name === file || disk.fileExists(name),
    getSourceFile: (name, target) =>
      name === file ? ts.createSourceFile(name, text, target) : disk.getSourceFile(name, target),
  };
  const program = ts.createProgram([file], { ...options, noUnusedLocals: false }, host);
  const found = new Map<number, Fault[]>();
  for (const { code, start = 0, length = 0 } of ts.getPreEmitDiagnostics(
    program,
    program.getSourceFile(file),
  )) {
    const line = text.slice(0, start).split('\n').length - 1 - skipped;
    found.set(line, [
      ...(found.get(line) ?? []),
      { code, text: text.slice(start, start + length) },
    ]);
  }
  return found;
}
