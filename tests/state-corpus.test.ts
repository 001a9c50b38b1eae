import path from 'node:path';
import { Linter } from 'eslint';
import slo from 'eslint-plugin-slo';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { readStateCases, stateCategories, type StateCase, type StateSite } from './state-corpus.ts';
import { f1, precision, recall, sum, type Score } from './state-scores.ts';

const cases = readStateCases();
const linter = new Linter({ configType: 'flat' });
const categories = [...stateCategories, 'allowed'] as const;

const verdicts = cases.map(judge);

describe('the written cases of library global state', () => {
  it('have names of their own on their page', () => {
    const names = cases.map(({ category, name }) => `${category}: ${name}`);
    expect(names).toEqual([...new Set(names)]);
  });

  it('parse', () => {
    expect(verdicts.filter(({ fatal }) => fatal)).toEqual([]);
  });

  it('mark a site of their category under Reported, and none under Silent', () => {
    const mistaken = cases.filter(({ category, section, expect: sites }) =>
      section === 'Reported' ? !sites.some((site) => site.category === category) : sites.length > 0,
    );
    expect(mistaken).toEqual([]);
  });

  it('are as many silent as reported, or more', () => {
    const silent = cases.filter(({ section }) => section === 'Silent');
    expect(silent.length).toBeGreaterThanOrEqual(cases.length / 2);
  });
});

describe('the rules about state', () => {
  it('get right what results.md says, and wrong what it says, neither more nor less', async () => {
    await expect(resultsPage()).toMatchFileSnapshot('corpus/state/results.md');
  });
});

interface Verdict {
  readonly one: StateCase;
  /** The case does not parse. */
  readonly fatal: boolean;
  readonly missed: readonly StateSite[];
  readonly falseAlarms: readonly number[];
}

function judge(one: StateCase): Verdict {
  const messages = lint(one, stateRules());
  const lines = new Set(messages.map(({ line }) => line));
  return {
    one,
    fatal: messages.some(({ ruleId }) => ruleId === null),
    missed: one.expect.filter(({ line }) => !lines.has(line)),
    falseAlarms: [...lines].filter((line) => !one.expect.some((site) => site.line === line)),
  };
}

function stateRules(): Linter.RulesRecord {
  const names = ['no-library-global-state', 'no-exported-mutable'];
  return Object.fromEntries(
    names.filter((name) => name in slo.rules).map((name) => [`slo/${name}`, 'error']),
  );
}

function lint({ code, file }: StateCase, rules: Linter.RulesRecord): Linter.LintMessage[] {
  return linter.verify(
    code,
    {
      files: ['**/*.*'],
      plugins: { slo },
      languageOptions: {
        parser: tseslint.parser,
        sourceType: file.endsWith('.cjs') ? 'commonjs' : 'module',
        parserOptions: { ecmaFeatures: { jsx: file.endsWith('x') } },
      },
      rules,
    },
    { filename: path.resolve(import.meta.dirname, '..', file) },
  );
}

function resultsPage(): string {
  const scores = new Map(categories.map((category) => [category, scoreOf(category)]));
  const rows = [...scores].map(([category, score]) => tableRow(category, score));
  const means = stateCategories.map((category) => f1(scores.get(category) as Score));
  const mean = means.reduce((total, value) => total + value, 0) / means.length;
  return `# What the rules make of the written cases

Written by \`vitest run tests/state-corpus.test.ts -u\`; the test fails when it is out of date.

| Category | Sites | Found | False alarms | Precision | Recall | F1    |
| -------- | ----- | ----- | ------------ | --------- | ------ | ----- |
${rows.join('\n')}
${tableRow('all', sum(scores.values()))}

The mean F1 of the ten categories is ${mean.toFixed(3)}.

## Missed

${list(({ missed }) => missed.map(({ line }) => line))}

## False alarms

${list(({ falseAlarms }) => falseAlarms)}
`;
}

/** A site counts for its own category, a false alarm for the page of its case. */
function scoreOf(category: (typeof categories)[number]): Score {
  const count = (of: (verdict: Verdict) => number): number =>
    verdicts.reduce((total, verdict) => total + of(verdict), 0);
  const own = (sites: readonly StateSite[]): number =>
    sites.filter((site) => site.category === category).length;
  const sites = count(({ one }) => own(one.expect));
  return {
    sites,
    found: sites - count(({ missed }) => own(missed)),
    falseAlarms: count((verdict) =>
      verdict.one.category === category ? verdict.falseAlarms.length : 0,
    ),
  };
}

function tableRow(name: string, score: Score): string {
  // Where there is nothing to find, there is no rate of finding it.
  const rate = (of: (score: Score) => number): string =>
    score.sites === 0 ? '' : of(score).toFixed(3);
  const cells = [
    name.padEnd(8),
    String(score.sites).padEnd(5),
    String(score.found).padEnd(5),
    String(score.falseAlarms).padEnd(12),
    rate(precision).padEnd(9),
    rate(recall).padEnd(6),
    rate(f1).padEnd(5),
  ];
  return `| ${cells.join(' | ')} |`;
}

function list(linesOf: (verdict: Verdict) => readonly number[]): string {
  const items = verdicts.flatMap((verdict) =>
    linesOf(verdict).map(
      (line) => `- ${verdict.one.category}: ${verdict.one.name}, line ${String(line)}`,
    ),
  );
  return items.length === 0 ? 'None.' : items.join('\n');
}
