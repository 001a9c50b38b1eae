import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One written case: a file and the lines that must be reported, no others. */
export interface CorpusCase {
  readonly name: string;
  readonly filename: string;
  readonly code: string;
  readonly lines: readonly number[];
}

/** Reads the written cases, by the file that they stand in. */
export function readCorpus(folder: string): Map<string, readonly CorpusCase[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return new Map(
    files.sort().map((file) => [file, parse(readFileSync(join(folder, file), 'utf8'))]),
  );
}

function parse(text: string): CorpusCase[] {
  return text
    .split(/^\/{4} /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.trimEnd().split('\n');
      const [name = '', filename = 'a.ts'] = title.split(' @ ');
      const marked = lines.flatMap((line, index) => (line.endsWith('// !') ? [index + 1] : []));
      return { name, filename, code: lines.join('\n'), lines: marked };
    });
}
