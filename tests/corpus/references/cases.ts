import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a verdict to ban is known to be a fact; see the README. */
type Proof = 'run' | 'names' | 'types' | 'tsx' | 'assumed';

/** One file that a person could write, and what the rules must say to it. */
export interface Case {
  readonly name: string;
  /** The page of the corpus it stands on. */
  readonly channel: string;
  /** The heading it stands under, with its opposites. */
  readonly topic: string;
  /** Where it stands in the repository of the corpus. */
  readonly file: string;
  readonly code: string;
  readonly verdict: 'ban' | 'allow';
  /** The script that it reaches; ends in `/` when that is decided as it runs. */
  readonly reaches?: string;
  readonly proof: Proof;
}

/** A fence of a page: its info string after the language, and the text inside. */
export interface Fence {
  readonly heading: string;
  readonly topic: string;
  readonly language: string;
  readonly info: string;
  readonly text: string;
}

const PAGES = import.meta.dirname;
const HEADING = /^(?<marks>#{2,3}) (?<text>.+)$/;
const FENCE = /^(?<fence>`{3,})(?<language>\S+) ?(?<info>.*)$/;
const INFO = /^(?<path>\S+)(?: → (?<reaches>\S+))?(?: \((?<proof>\w+)\))?$/;
const PROOFS: readonly Proof[] = ['run', 'names', 'types', 'tsx', 'assumed'];

/** Every case of every page. */
export function readCases(): readonly Case[] {
  return pages().flatMap((page) =>
    readFences(page).map((fence) => toCase(page.replace(/\.md$/, ''), fence)),
  );
}

function pages(): readonly string[] {
  return readdirSync(PAGES)
    .filter((name) => /^\d\d-.+\.md$/.test(name))
    .sort();
}

/** The fences of one page, in order. */
export function readFences(page: string): readonly Fence[] {
  const fences: Fence[] = [];
  let topic = '';
  let heading = '';
  let open: { fence: string; language: string; info: string; lines: string[] } | undefined;
  for (const line of readFileSync(join(PAGES, page), 'utf8').split('\n')) {
    if (open !== undefined) {
      if (line === open.fence) {
        const { language, info, lines } = open;
        fences.push({ topic, heading, language, info, text: `${lines.join('\n')}\n` });
        open = undefined;
      } else {
        open.lines.push(line);
      }
      continue;
    }
    const { marks, text = '' } = HEADING.exec(line)?.groups ?? {};
    if (marks === '##') topic = text;
    if (marks === '###') heading = text;
    const { fence, language = '', info = '' } = FENCE.exec(line)?.groups ?? {};
    if (fence !== undefined) open = { fence, language, info, lines: [] };
  }
  if (open !== undefined) throw new Error(`${page}: the fence under "${heading}" is not closed.`);
  return fences;
}

function toCase(channel: string, { heading, topic, language, info, text }: Fence): Case {
  const { path, reaches, proof = 'run' } = INFO.exec(info)?.groups ?? {};
  const known = PROOFS.find((candidate) => candidate === proof);
  if (path === undefined || known === undefined) {
    throw new Error(
      `${channel}.md, "${heading}": expected "path", "path → script" or "path → script (proof)" ` +
        `after the language, with a proof of ${PROOFS.join(', ')}; got "${info}".`,
    );
  }
  return {
    name: heading,
    channel,
    topic,
    file: path.endsWith('/') ? `${path}${fileName(heading)}.${language}` : path,
    code: text,
    verdict: reaches === undefined ? 'allow' : 'ban',
    ...(reaches !== undefined && { reaches }),
    proof: known,
  };
}

function fileName(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
