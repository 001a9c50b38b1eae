import * as parser from '@typescript-eslint/parser';
import { Linter, type SourceCode } from 'eslint';
import { stateCategories } from '../../tests/state-corpus.ts';
import { f1, precision, recall, sum, type Score } from '../../tests/state-scores.ts';
import { versionsOf } from '../machine.ts';
import type { RunSuite } from '../suite.ts';
import { table } from '../report.ts';
import { contestants, packageNames, plugins, type Contestant } from './contestants.ts';
import { corporaFolder, layOutCorpora, type Corpus, type LabelledFile } from './corpora.ts';

/** How well rules find library global state: ours by category, then beside its peers. */
export const run: RunSuite = ({ only }) => {
  const pages = layOutCorpora(only).map(measure);
  return Promise.resolve(
    [`Against ${versionsOf(packageNames).join(', ')}.`, ...pages].join('\n\n'),
  );
};

function measure({ name, files }: Corpus): string {
  const linter = new Linter({ configType: 'flat', cwd: corporaFolder });
  const judged = files.map((file) => {
    const messages = lint(linter, file);
    return { file, messages, uses: usesOf(file, linter.getSourceCode()) };
  });
  const scoresOf = (contestant: Contestant): ReadonlyMap<string, Score> =>
    new Map(
      [...stateCategories, 'other'].map((category) => [
        category,
        sum(
          judged.map(({ file, messages, uses }) => {
            const own = messages.filter(
              ({ ruleId }) => ruleId !== null && ruleId in contestant.rules,
            );
            return score(file, contestant.strict === true ? own : atSites(own, uses), category);
          }),
        ),
      ]),
    );
  const [ours, ...peers] = contestants.map((contestant) => ({
    name: contestant.name,
    scores: scoresOf(contestant),
  }));
  const rows = [ours, ...peers].map((entry) =>
    summary(entry?.name ?? '', entry?.scores ?? new Map()),
  );
  return [
    `### ${name}: ${String(files.length)} files`,
    table(
      ['rules', 'found', 'false alarms', 'precision', 'recall', 'F1', 'mean F1 of categories'],
      rows,
    ),
    table(
      ['slo by category', 'sites', 'found', 'false alarms', 'F1'],
      [...(ours?.scores ?? [])]
        .filter(([, { sites, falseAlarms }]) => sites + falseAlarms > 0)
        .map(([category, own]) => [
          category,
          ...[own.sites, own.found, own.falseAlarms].map(String),
          f1(own).toFixed(3),
        ]),
    ),
  ].join('\n\n');
}

function summary(name: string, scores: ReadonlyMap<string, Score>): string[] {
  const all = sum(scores.values());
  const present = stateCategories.flatMap((category) => {
    const own = scores.get(category);
    return own === undefined || own.sites === 0 ? [] : [f1(own)];
  });
  const mean = present.reduce((total, value) => total + value, 0) / present.length;
  return [
    name,
    `${String(all.found)} of ${String(all.sites)}`,
    String(all.falseAlarms),
    ...[precision(all), recall(all), f1(all), mean].map((value) => value.toFixed(3)),
  ];
}

/** Each line that uses a labelled binding, and the line of the label. */
function usesOf(
  { sites }: LabelledFile,
  { scopeManager }: SourceCode,
): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  for (const { variables } of scopeManager.scopes) {
    for (const { identifiers, references } of variables) {
      const line = identifiers[0]?.loc?.start.line;
      if (line === undefined || !sites.some((site) => site.line === line)) continue;
      for (const { identifier } of references) {
        if (identifier.loc) uses.set(identifier.loc.start.line, line);
      }
    }
  }
  return uses;
}

/** Peers report where a binding is changed: that counts as a report of the binding. */
function atSites(
  messages: readonly Linter.LintMessage[],
  uses: ReadonlyMap<number, number>,
): Linter.LintMessage[] {
  return messages.map((message) => ({ ...message, line: uses.get(message.line) ?? message.line }));
}

/** Several reports on one line count once; a false alarm counts for what the rule took it for. */
function score(
  file: LabelledFile,
  messages: readonly Linter.LintMessage[],
  category: string,
): Score {
  const reported = new Map(messages.map((message) => [message.line, message]));
  const own = file.sites.filter((site) => site.category === category);
  const unlabelled = [...reported.values()].filter(
    ({ line }) => !file.open.has(line) && !file.sites.some((site) => site.line === line),
  );
  return {
    sites: own.length,
    found: own.filter(({ line }) => reported.has(line)).length,
    falseAlarms: unlabelled.filter((message) => takenFor(message) === category).length,
  };
}

function takenFor({ ruleId, messageId = '' }: Linter.LintMessage): string {
  if (ruleId === 'slo/no-exported-mutable') return 'G3';
  return messageCategories[messageId] ?? 'other';
}

const messageCategories: Readonly<Record<string, string>> = {
  reassigned: 'G1',
  mutated: 'G2',
  stateful: 'G4',
  statefulRegExp: 'G5',
  staticField: 'G6',
  closure: 'G7',
  globalWrite: 'G8',
  importWrite: 'G9',
  functionProperty: 'G10',
};

/** What every contestant says about a file. A rule that crashes on it has nothing to say. */
function lint(linter: Linter, file: LabelledFile): Linter.LintMessage[] {
  const rules = Object.assign({}, ...contestants.map((one) => one.rules)) as Linter.RulesRecord;
  for (;;) {
    try {
      return verify(linter, file, rules);
    } catch (error) {
      const { ruleId } = error as { ruleId?: string };
      if (ruleId === undefined || ruleId.startsWith('slo/')) throw error;
      rules[ruleId] = 'off';
    }
  }
}

function verify(
  linter: Linter,
  { path, code }: LabelledFile,
  rules: Linter.RulesRecord,
): Linter.LintMessage[] {
  const messages = linter.verify(
    code,
    {
      files: ['**/*.*'],
      plugins,
      languageOptions: {
        parser,
        sourceType: /^\s*(?:import|export)\b/m.test(code) ? 'module' : 'commonjs',
        parserOptions: {
          ecmaFeatures: { jsx: !path.endsWith('.ts') },
          projectService: true,
          tsconfigRootDir: corporaFolder,
        },
      },
      rules,
    },
    { filename: path, allowInlineConfig: false },
  );
  const fatal = messages.find((message) => message.fatal === true);
  if (fatal !== undefined) throw new Error(`${path}:${String(fatal.line)}: ${fatal.message}`);
  return messages;
}
