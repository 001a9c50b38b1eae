import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readStateCases, type StateSite } from '../../tests/state-corpus.ts';

/** A file, and the lines of it that are to be reported. */
export interface LabelledFile {
  readonly path: string;
  readonly code: string;
  readonly sites: readonly StateSite[];
  /** Lines that the definition leaves open: they count neither for nor against a rule. */
  readonly open: ReadonlySet<number>;
}

export interface Corpus {
  readonly name: string;
  readonly files: readonly LabelledFile[];
}

interface PackageLabels {
  readonly name: string;
  readonly version: string;
  /** Nobody looks at these while the rule is written. */
  readonly heldOut: boolean;
  readonly files: readonly string[];
  /** File, then category or `open`, then lines. */
  readonly sites: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

/** Where the corpora are unpacked, apart from every node_modules so that nothing is skipped. */
export const corporaFolder = path.join(tmpdir(), 'slo-bench-state');

/** Lays out the written cases and the labelled packages as files, as far as their name is asked for. */
export function layOutCorpora(only: string): readonly Corpus[] {
  const labels = new URL('labels.json', import.meta.url);
  const { packages } = JSON.parse(readFileSync(labels, 'utf8')) as { packages: PackageLabels[] };
  const known = packages.filter(({ heldOut }) => !heldOut);
  const heldOut = packages.filter((one) => one.heldOut);
  const sources: [name: string, files: () => readonly LabelledFile[]][] = [
    ['written cases', writtenCases],
    [`${String(known.length)} packages known to the authors`, () => known.flatMap(packageFiles)],
    [`${String(heldOut.length)} packages held out`, () => heldOut.flatMap(packageFiles)],
  ];
  const corpora = sources
    .filter(([name]) => name.includes(only))
    .map(([name, files]) => ({ name, files: files() }));
  writeTsconfig(corpora.flatMap(({ files }) => files.map((file) => file.path)));
  return corpora;
}

/** For the rules that need type information. */
function writeTsconfig(files: readonly string[]): void {
  const compilerOptions = {
    allowJs: true,
    jsx: 'preserve',
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'esnext',
    noEmit: true,
  };
  const place = path.join(corporaFolder, 'tsconfig.json');
  mkdirSync(corporaFolder, { recursive: true });
  writeFileSync(place, JSON.stringify({ compilerOptions, files }));
}

function writtenCases(): readonly LabelledFile[] {
  return readStateCases().map(({ category, code, file, expect }) => {
    const place = path.join(corporaFolder, 'written', category, path.basename(file));
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, code);
    return { path: place, code, sites: expect, open: new Set() };
  });
}

function packageFiles(labels: PackageLabels): readonly LabelledFile[] {
  const folder = unpack(`${labels.name}@${labels.version}`);
  const files = globSync([...labels.files], { cwd: folder })
    .filter((file) => !/\.d\.[cm]?ts$/.test(file))
    .sort();
  const missing = Object.keys(labels.sites).find((file) => !files.includes(file));
  if (missing !== undefined) {
    throw new Error(`${labels.name}: ${missing} has labels, but ${labels.files.join(' ')} miss it`);
  }
  return files.map((file) => {
    const { open = [], ...sites } = labels.sites[file] ?? {};
    return {
      path: path.join(folder, file),
      code: readFileSync(path.join(folder, file), 'utf8'),
      sites: Object.entries(sites).flatMap(([category, lines]) =>
        lines.map((line) => ({ category: category as StateSite['category'], line })),
      ),
      open: new Set(open),
    };
  });
}

/** Fetches a published package, once. */
function unpack(specifier: string): string {
  const folder = path.join(corporaFolder, 'packages', specifier);
  if (existsSync(folder)) return folder;
  const incoming = path.join(corporaFolder, 'incoming', specifier);
  mkdirSync(incoming, { recursive: true });
  const packed = execFileSync(
    'npm',
    ['pack', '--json', '--pack-destination', incoming, specifier],
    {
      encoding: 'utf8',
    },
  );
  const [archive] = JSON.parse(packed) as [{ filename: string }];
  execFileSync('tar', ['-xzf', archive.filename, '--strip-components=1'], { cwd: incoming });
  mkdirSync(path.dirname(folder), { recursive: true });
  renameSync(incoming, folder);
  return folder;
}
