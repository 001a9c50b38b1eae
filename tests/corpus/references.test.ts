import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { afterAll, describe, expect, test } from 'vitest';
import { type Case, readCases } from './references/cases.ts';
import { graphCases } from './references/graph.ts';
import { lintCases } from './references/lint.ts';
import { provesItself } from './references/prove.ts';
import { repositoryFiles, writeRepository } from './references/repository.ts';
import { isCaught, summarize } from './references/summary.ts';

const cases = readCases();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'references-')));
writeRepository(folder, cases);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('every case', () => {
  test('has a name of its own', () => {
    expect(repeated(cases.map(({ name }) => name))).toEqual([]);
  });

  test('has a file of its own', () => {
    const files = [...repositoryFiles().map(({ info }) => info), ...cases.map(({ file }) => file)];
    expect(repeated(files)).toEqual([]);
  });

  test('reaches a script that exists, if any', () => {
    const scripts = repositoryFiles().map(({ info }) => info);
    for (const { name, reaches = 'scripts/' } of cases) {
      expect([...scripts, 'scripts/'], name).toContain(reaches);
    }
  });

  // The run of the linter below reads them with typescript-eslint, and stops at what it cannot read.
  test('parses as oxc reads it', () => {
    for (const { name, file, code } of cases) {
      if (file.endsWith('.md')) continue;
      const sourceType = /\.c[jt]s$/.test(file) ? 'commonjs' : 'module';
      const { errors } = parseSync(file, code, { sourceType });
      expect(
        errors.map(({ message }) => message),
        name,
      ).toEqual([]);
    }
  });
});

test('every topic with a ban has a look-alike', () => {
  const topics = Map.groupBy(cases, ({ channel, topic }) => `${channel}: ${topic}`);
  const alone = [...topics].filter(([, entries]) => !entries.some(isAllowed));
  expect(alone.map(([topic]) => topic)).toEqual([]);
});

test('the corpus is as large as a serious exam', () => {
  expect(cases.filter((entry) => !isAllowed(entry)).length).toBeGreaterThanOrEqual(200);
  expect(cases.filter(isAllowed).length).toBeGreaterThanOrEqual(180);
});

// All of them take a minute of two processors: `node tests/corpus/references/prove.ts`.
test(
  'the first ban and the first look-alike of every page are facts',
  { timeout: 120_000 },
  async () => {
    const provable = cases.filter(({ proof }) => proof !== 'assumed');
    const firsts = Map.groupBy(provable, ({ channel, verdict }) => `${channel}: ${verdict}`);
    for (const [entry] of firsts.values()) {
      if (entry) expect(await provesItself(folder, entry), entry.name).toBe(true);
    }
  },
);

test('rules and graph catch what is recorded, and nothing less', { timeout: 120_000 }, async () => {
  const rules = await lintCases(folder, cases);
  const graph = await graphCases(folder);
  const inGraphAlone = cases.filter(
    (entry) => !isAllowed(entry) && isCaught(entry, graph) && !isCaught(entry, rules),
  );
  expect(inGraphAlone.map(({ name }) => name)).toEqual([]);
  await expect(summarize(cases, { rules, graph })).toMatchFileSnapshot('references/results.md');
});

function isAllowed({ verdict }: Case): boolean {
  return verdict === 'allow';
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
