import type { Case } from './cases.ts';

/** The messages about each file of the repository, by its path. */
export type Verdicts = ReadonlyMap<string, readonly string[]>;

/**
 * Whether a ban was caught: a message names the script that is reached. Where only a run decides
 * which script that is, any message will do.
 */
function isCaught({ file, reaches = '' }: Case, verdicts: Verdicts): boolean {
  const messages = verdicts.get(file) ?? [];
  return messages.some((message) => reaches.endsWith('/') || message.includes(reaches));
}

/** A page that says how many bans are caught and which cases are judged wrongly. */
export function summarize(cases: readonly Case[], verdicts: Verdicts): string {
  const bans = cases.filter(({ verdict }) => verdict === 'ban');
  const allowed = cases.filter(({ verdict }) => verdict === 'allow');
  const missed = bans.filter((entry) => !isCaught(entry, verdicts));
  const accused = allowed.filter(({ file }) => (verdicts.get(file) ?? []).length > 0);

  const row = (name: string, isIn: (entry: Case) => boolean): string => {
    const [all, not, fine, wrong] = [bans, missed, allowed, accused].map(
      (entries) => entries.filter(isIn).length,
    ) as [number, number, number, number];
    return `| ${name} | ${all - not} of ${all} | ${wrong} of ${fine} |`;
  };
  const channels = [...new Set(cases.map(({ channel }) => channel))];
  return [
    '# What the rules catch',
    '',
    'Written by `vitest -u`; a test compares it.',
    '',
    '| Page | Caught | False alarms |',
    '| --- | --- | --- |',
    ...channels.map((channel) => row(channel, (entry) => entry.channel === channel)),
    row('All', () => true),
    '',
    ...list('Missed', missed),
    ...list('False alarms', accused),
  ].join('\n');
}

function list(title: string, entries: readonly Case[]): readonly string[] {
  if (entries.length === 0) return [];
  const lines = entries.map(({ channel, name }) => `- ${channel}: ${name}`);
  return [`## ${title}`, '', ...lines, ''];
}
