import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { type Case, readCases } from './cases.ts';
import { writeRepository } from './repository.ts';

/** Long enough for a busy machine; a case that needs longer hangs. */
const PATIENCE = 60_000;

/** Whether a run, or the compiler, confirms what a case says of itself. */
export async function provesItself(folder: string, entry: Case): Promise<boolean> {
  const reached = await reachedBy(folder, entry);
  const { reaches } = entry;
  if (reaches === undefined) return reached.length === 0;
  return reached.some((script) => script === reaches || reaches === 'scripts/');
}

/** The scripts that a case is seen to reach in a repository that holds it. */
async function reachedBy(folder: string, entry: Case): Promise<readonly string[]> {
  const reached = entry.proof === 'types' ? compile(folder, entry) : await run(folder, entry);
  return reached.filter((script) => script !== entry.file);
}

/** Scripts say "reached …" when they run; their source says so when it is printed. */
async function run(folder: string, entry: Case): Promise<readonly string[]> {
  const output = await outputOf(folder, entry);
  const said =
    entry.proof === 'names' ? /(?<=[/\\])scripts[/\\]\S+/g : /(?<=reached )scripts\/[\w./-]+/g;
  return [...new Set(output.match(said))];
}

/** What a case prints, and all that it starts, when Node runs it. */
function outputOf(folder: string, { file, proof }: Case): Promise<string> {
  const flags = ['--no-warnings', ...(proof === 'tsx' ? ['--import', 'tsx'] : [])];
  // A case says `node` and means the one that runs the tests.
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  // Of the rest it gets what programs need, since some cases ask for variables with common names.
  const { HOME, SystemRoot, TMPDIR } = process.env;
  const child = spawn(process.execPath, [...flags, file], {
    cwd: folder,
    env: { HOME, PATH, SystemRoot, TMPDIR },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // the leader of a group, which can be killed as a whole
  });
  return new Promise((resolve, reject) => {
    let output = '';
    const end = (): void => {
      clearTimeout(timer);
      killGroup(child);
      resolve(output);
    };
    const timer = setTimeout(end, PATIENCE);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('error', reject).on('close', end);
  });
}

/** Ends what a case has left running. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // all of it has ended by itself
  }
}

/** The files that the compiler reads to check a case. */
function compile(folder: string, { file }: Case): readonly string[] {
  const path = join(folder, 'tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, (name) => ts.sys.readFile(name)).config,
    ts.sys,
    folder,
  );
  return ts
    .createProgram([join(folder, file)], { ...options, noLib: true })
    .getSourceFiles()
    .map(({ fileName }) => relative(folder, fileName).split(sep).join('/'))
    .filter((name) => name.startsWith('scripts/'));
}

/** Tries every case that can be tried, and says which are not what they say. */
async function proveAll(): Promise<void> {
  const cases = readCases();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'references-')));
  writeRepository(folder, cases);
  const provable = cases.filter(({ proof }) => proof !== 'assumed');
  const entries = provable.values();
  const refuted: Case[] = [];
  const work = async (): Promise<void> => {
    for (const entry of entries) {
      if (!(await provesItself(folder, entry))) refuted.push(entry);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  rmSync(folder, { recursive: true });
  for (const { channel, name, verdict } of refuted) {
    console.error(`${channel}: "${name}" says ${verdict}; a run says otherwise.`);
  }
  console.log(
    `${provable.length - refuted.length} of ${provable.length} cases proved, ` +
      `${cases.length - provable.length} assumed.`,
  );
  process.exitCode = refuted.length === 0 ? 0 : 1;
}

if (import.meta.main) await proveAll();
