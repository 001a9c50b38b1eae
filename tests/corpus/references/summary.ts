import type { Case } from './cases.ts';

/** The messages about each file of the repository, by its path. */
export type Verdicts = ReadonlyMap<string, readonly string[]>;

/**
 * Whether a ban was caught: a message names the script that is reached. Where only a run decides
 * which script that is, any message will do.
 */
export function isCaught({ file, reaches = '' }: Case, verdicts: Verdicts): boolean {
  const messages = verdicts.get(file) ?? [];
  return messages.some((message) => reaches.endsWith('/') || message.includes(reaches));
}

/** A page that says how many bans are caught, by whom, and which cases are judged wrongly. */
export function summarize(
  cases: readonly Case[],
  { rules: verdicts, graph }: Readonly<Record<'rules' | 'graph', Verdicts>>,
): string {
  const bans = cases.filter(({ verdict }) => verdict === 'ban');
  const allowed = cases.filter(({ verdict }) => verdict === 'allow');
  const missed = bans.filter((entry) => !isCaught(entry, verdicts));
  const accused = allowed.filter(({ file }) => (verdicts.get(file) ?? []).length > 0);

  const inGraph = bans.filter((entry) => isCaught(entry, graph));
  const accusedByGraph = allowed.filter(({ file }) => graph.has(file));

  const row = (name: string, isIn: (entry: Case) => boolean): string => {
    const count = (entries: readonly Case[]): number => entries.filter(isIn).length;
    const caught = `${count(bans) - count(missed)} of ${count(bans)}`;
    return `| ${name} | ${caught} | ${count(accused)} of ${count(allowed)} | ${count(inGraph)} | ${count(accusedByGraph)} |`;
  };
  const channels = [...new Set(cases.map(({ channel }) => channel))];
  return [
    '# What the rules catch',
    '',
    'Written by `vitest -u`; a test compares it.',
    '',
    '| Page | Caught by the rules | False alarms | Caught by the graph | False alarms |',
    '| --- | --- | --- | --- | --- |',
    ...channels.map((channel) => row(channel, (entry) => entry.channel === channel)),
    row('All', () => true),
    '',
    ...list('Missed', missed),
    ...list('False alarms', accused),
    ...list('False alarms of the graph', accusedByGraph),
  ].join('\n');
}

function list(title: string, entries: readonly Case[]): readonly string[] {
  if (entries.length === 0) return [];
  const lines = entries.map(({ channel, name }) => `- ${channel}: ${name}`);
  return [`## ${title}`, '', ...lines, ''];
}
