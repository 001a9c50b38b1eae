import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Case, readCases } from '../../tests/corpus/references/cases.ts';
import { writeRepository } from '../../tests/corpus/references/repository.ts';
import { table } from '../report.ts';
import type { RunSuite } from '../suite.ts';
import type { Contestant } from './contestant.ts';
import { archunit } from './contestants/archunit.ts';
import { biome } from './contestants/biome.ts';
import { boundaries } from './contestants/boundaries.ts';
import { dependencyCruiser } from './contestants/dependency-cruiser.ts';
import { importX } from './contestants/import-x.ts';
import { nx } from './contestants/nx.ts';
import { oxlint } from './contestants/oxlint.ts';
import { sheriff } from './contestants/sheriff.ts';
import { sloGraph, sloRules } from './contestants/slo.ts';
import { packageFolder } from './run-program.ts';

const CONTESTANTS: readonly Contestant[] = [
  ...[sloRules, sloGraph, boundaries, dependencyCruiser, importX],
  ...[oxlint, biome, archunit, sheriff, nx],
];

/** Asks each tool about every case of the corpus of references. */
export const run: RunSuite = async ({ only }) => {
  const cases = readCases();
  const bans = cases.filter(({ verdict }) => verdict === 'ban');
  const allowed = cases.filter(({ verdict }) => verdict === 'allow');
  const channels = [...Map.groupBy(bans, ({ channel }) => channel)];

  const rows: string[][] = [];
  for (const contestant of CONTESTANTS.filter(({ name }) => name.includes(only))) {
    const reported = await ask(contestant, cases);
    const count = (entries: readonly Case[]): number =>
      entries.filter(({ file }) => reported.has(file)).length;
    rows.push([
      `${contestant.name} ${versionOf(contestant.package)}`,
      `${count(bans)} (${((100 * count(bans)) / bans.length).toFixed(1)} %)`,
      String(count(allowed)),
      ...channels.map(([, entries]) => String(count(entries))),
    ]);
  }

  const header = [
    'Tool',
    `Caught of ${bans.length}`,
    `False alarms of ${allowed.length}`,
    ...channels.map(([channel, { length }]) => `${titleOf(channel)} ${length}`),
  ];
  return [
    'How many of the ways to reach a script each tool sees, and how much it reports that only looks ' +
      'like one. The cases stand in `tests/corpus/references`; each tool is configured as well as ' +
      'its documentation allows, and a case counts as caught if the tool reports its file.',
    table(header, rows),
  ].join('\n\n');
};

async function ask(contestant: Contestant, cases: readonly Case[]): Promise<ReadonlySet<string>> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'references-')));
  try {
    writeRepository(folder, cases);
    return new Set(await contestant.judge(folder, cases));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(packageFolder(name), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function titleOf(channel: string): string {
  return channel.replace(/^\d+-/, '').replaceAll('-', ' ');
}
