import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeMachine, versionsOf } from '../machine.ts';
import { short, table, verdictTable } from '../report.ts';
import { quantile } from '../statistics.ts';
import type { RunSuite } from '../suite.ts';
import { LIMIT, type Result } from './file-linter.ts';
import { installedFiles, type InstalledFile } from './files.ts';
import { type Fate, lintAll } from './lint-all.ts';
import { extremes, lintDeepest } from './lint-deepest.ts';

const workspace = fileURLToPath(new URL('../..', import.meta.url));

type Linted = Extract<Result, { readonly kind: 'linted' }>;
type Case = readonly [file: InstalledFile, fate: Fate];

/** Runs every rule over every file that is installed: what crashes, and what costs too much. */
export const run: RunSuite = async ({ quick, only }) => {
  const chosen = installedFiles().filter(({ path }) => path.includes(only));
  const files = quick ? chosen.filter((_, index) => index % 200 === 0) : chosen;
  const cases = [...(await lintAll(files))];
  const linted = cases.flatMap(([file, fate]) =>
    fate.kind === 'linted' ? [{ ...fate, path: file.path, ratio: fate.rules / fate.parse }] : [],
  );
  const expensive = linted.filter(({ ratio }) => ratio > LIMIT).sort((a, b) => b.ratio - a.ratio);
  const crashes = cases.filter(([, { kind }]) => kind === 'crash' || kind === 'death');
  return [
    `Measured on ${describeMachine()}, with ${versionsOf(['eslint', '@typescript-eslint/parser']).join(', ')}.`,
    `All rules over every JavaScript and TypeScript file that is installed here, each content once, as a
script and as library code: ${count(linted.length)} files linted. A ratio is the time in our rules over the time in which
ESLint parses the file and analyses its scopes; where it is above ${String(LIMIT)}, of the least of each in several looks.`,
    verdictTable([
      { job: 'crashes', target: 0, measured: crashes.length },
      {
        job: `files above ${String(LIMIT)} times their parse`,
        target: 0,
        measured: expensive.length,
      },
    ]),
    table(
      ['parser', 'files', 'MB', 'reports', 'rules over parse', 'median', '99 %', 'highest'],
      ['espree', 'typescript-eslint'].map((parser) =>
        summary(
          parser,
          linted.filter((file) => file.parser === parser),
        ),
      ),
    ),
    ...listing('Crashes', crashes, ([file, fate]) => `${shortPath(file.path)}\n${reasonOf(fate)}`),
    ...listing(
      `Above ${String(LIMIT)} times their parse`,
      expensive,
      ({ path, ratio, parse }) => `${shortPath(path)}: ${short(ratio)} times ${short(parse)} ms`,
    ),
    ...listing(
      'Beyond ESLint itself, without a rule',
      of(cases, 'beyond ESLint'),
      ([file, fate]) => `${shortPath(file.path)}: ${reasonOf(fate)}`,
    ),
    `No parser reads ${count(of(cases, 'unparsable').length)} files.`,
    ...(only === '' ? [lintExtremes(quick ? 500 : 10_000)] : []),
  ].join('\n\n');
};

/** Written code that nests, or goes on: the worst of it, and what is too much. */
function lintExtremes(size: number): string {
  const all = extremes.map((extreme) => ({ name: extreme.name, ...lintDeepest(extreme, size) }));
  const crashes = all.filter(({ result }) => result.kind !== 'linted');
  const expensive = all
    .flatMap(({ result, ...own }) =>
      result.kind === 'linted' ? [{ ...own, ratio: result.rules / result.parse }] : [],
    )
    .filter(({ ratio }) => ratio > LIMIT);
  return [
    `Of ${count(all.length)} pathological files, of ${count(size)} levels or lines or as many as ESLint itself can take,
${count(crashes.length)} crash and ${count(expensive.length)} take more than ${String(LIMIT)} times their parse.`,
    ...listing('Crash', crashes, ({ name, size: at }) => `${name} at ${count(at)}`),
    ...listing(
      'Too expensive',
      expensive,
      ({ name, size: at, ratio }) => `${name} at ${count(at)}: ${short(ratio)} times`,
    ),
  ].join('\n\n');
}

function summary(parser: string, files: readonly (Linted & { ratio: number })[]): string[] {
  const total = (key: 'bytes' | 'reports' | 'parse' | 'rules'): number =>
    files.reduce((sum, file) => sum + file[key], 0);
  const ratios = files.map(({ ratio }) => ratio);
  return [
    parser,
    count(files.length),
    (total('bytes') / 1e6).toFixed(0),
    count(total('reports')),
    ...[total('rules') / total('parse'), ...[0.5, 0.99, 1].map((at) => quantile(ratios, at))].map(
      short,
    ),
  ];
}

function of(cases: readonly Case[], kind: Fate['kind']): Case[] {
  return cases.filter(([, fate]) => fate.kind === kind);
}

function reasonOf(fate: Fate): string {
  if (fate.kind === 'crash') return fate.stack.replaceAll(workspace, '');
  return 'message' in fate ? fate.message : '';
}

function listing<Item>(
  title: string,
  items: readonly Item[],
  show: (item: Item) => string,
): string[] {
  if (items.length === 0) return [];
  return [`${title}:`, `\`\`\`text\n${items.map(show).join('\n')}\n\`\`\``];
}

function count(value: number): string {
  return value.toLocaleString('en');
}

/** A path that begins with the package. */
function shortPath(path: string): string {
  return relative(join(workspace, 'node_modules/.pnpm'), path).replace(
    /^[^/]+\/node_modules\//,
    '',
  );
}
