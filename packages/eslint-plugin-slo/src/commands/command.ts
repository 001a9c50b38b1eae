import { resolve } from 'node:path';
import picomatch from 'picomatch';
import { isCode } from '../zones.ts';
import type { Manifests } from './manifests.ts';
import type { Nesting } from './nesting.ts';
import { SHELLS, STARTERS } from './programs.ts';
import type { Run, Started, StartedScript } from './run.ts';
import { commandsOf } from './shell.ts';
import { startedBy } from './started.ts';
import { atHome, isInterpreter, programOf, quote, withoutTimes } from './words.ts';

/**
 * What the commands of a shell text run.
 *
 * @yields {Run} Each file, module or text of a program.
 */
export function* runsOfShell(
  text: string,
  cwd: string,
  manifests: Manifests,
  nesting: Nesting,
  parameters: readonly string[] = [],
): Generator<Run> {
  let folder = cwd;
  const files = new Map<string, string>();
  for (const { words, input, text: given, written } of commandsOf(text, parameters, nesting)) {
    const [program, target] = words;
    if (written !== undefined) files.set(written.file, written.text);
    if (/^(?:cd|pushd)$/.test(program ?? '') && target !== undefined) {
      // What is not known of a folder is mostly where the project stands.
      folder = /[$`\uE000]/.test(target) ? manifests.root : resolve(folder, target);
      continue;
    }
    const runs = [...runsOfWords(words, folder, manifests, nesting)];
    yield* runs;
    for (const run of runs) yield* runsOfFile(run, files, manifests, nesting);
    if (!readsProgram(words, runs)) continue;
    if (input !== undefined) yield { kind: 'file', text: input, cwd: folder };
    if (given !== undefined) yield* runsOfText(words, given, folder, manifests, nesting);
  }
}

/**
 * What a file runs that the shell text has written.
 *
 * @yields {Run} Each file, module or text of a program.
 */
function* runsOfFile(
  { kind, text: file, cwd }: Run,
  files: ReadonlyMap<string, string>,
  manifests: Manifests,
  nesting: Nesting,
): Generator<Run> {
  const text = kind === 'file' ? files.get(file) : undefined;
  if (text === undefined) return;
  if (isCode(file)) yield { kind: 'code', text, cwd };
  else yield* runsOfShell(text, cwd, manifests, nesting.deeper());
}

/**
 * What a command runs that may read its program from its input.
 *
 * @yields {Run} Each file, module or text of a program.
 */
export function* runsOfInput(
  words: readonly string[],
  input: string,
  cwd: string,
  manifests: Manifests,
  nesting: Nesting,
): Generator<Run> {
  if (!readsProgram(words, [...runsOfWords(words, cwd, manifests, nesting)])) return;
  yield* runsOfText(words, input, cwd, manifests, nesting);
}

function readsProgram(words: readonly string[], runs: readonly Run[]): boolean {
  return isInterpreter(words) && runs.every(({ kind }) => kind === 'module');
}

function* runsOfText(
  words: readonly string[],
  text: string,
  cwd: string,
  manifests: Manifests,
  nesting: Nesting,
): Generator<Run> {
  const programs = words.map(programOf);
  if (programs.some((program) => SHELLS.has(program) || STARTERS.has(program))) {
    const isElsewhere = programs.includes('crontab') || programs.includes('ssh');
    const commands = isElsewhere ? atHome(withoutTimes(text)) : text;
    yield* runsOfShell(commands, cwd, manifests, nesting.deeper());
  } else {
    yield { kind: 'code', text, cwd };
  }
}

/**
 * What a command runs, given as the words that the system gets.
 *
 * @yields {Run} Each file, module or text of a program.
 */
export function* runsOfWords(
  words: readonly string[],
  cwd: string,
  manifests: Manifests,
  nesting: Nesting,
): Generator<Run> {
  if (!nesting.take()) return;
  for (const started of startedBy(words, cwd)) {
    yield* runsOfStarted(started, manifests, nesting.deeper());
  }
}

function* runsOfStarted(started: Started, manifests: Manifests, nesting: Nesting): Generator<Run> {
  switch (started.kind) {
    case 'command':
      yield* runsOfWords(started.words, started.cwd, manifests, nesting);
      break;
    case 'shell':
      yield* runsOfShell(started.text, started.cwd, manifests, nesting, started.parameters);
      break;
    case 'script':
      yield* runsOfScript(started, manifests, nesting);
      break;
    default:
      yield started;
  }
}

/**
 * What a package script runs, with what the manager runs before and after it.
 *
 * @yields {Run} Each file, module or text of a program.
 */
function* runsOfScript(
  { script, words = [], cwd, isFiltered = false, orProgram = false }: StartedScript,
  manifests: Manifests,
  nesting: Nesting,
): Generator<Run> {
  const names = [script, `pre${script}`, `post${script}`];
  const isMeant = /[*?]/.test(script) ? picomatch(script) : (name: string) => names.includes(name);
  const nearest = manifests.nearest(cwd);
  let runsSomething = false;
  for (const manifest of isFiltered ? manifests.all() : nearest ? [nearest] : []) {
    for (const [name, text] of Object.entries(manifest.scripts)) {
      if (!isMeant(name)) continue;
      const rest = name === script ? words.filter((word) => word !== '--').map(quote) : [];
      const runs = [...runsOfShell([text, ...rest].join(' '), manifest.folder, manifests, nesting)];
      runsSomething ||= runs.length > 0;
      yield* runs;
    }
  }
  if (orProgram && !runsSomething) yield* runsOfWords([script, ...words], cwd, manifests, nesting);
}
