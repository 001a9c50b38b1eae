import { resolve } from 'node:path';
import picomatch from 'picomatch';
import { type Run, runsOfFlags, runsOfSetting } from './flags.ts';
import { readRequest, tasksOf } from './manager.ts';
import type { Manifests } from './manifests.ts';
import {
  CARRIERS,
  EVALUATORS,
  FETCHERS,
  LOADERS,
  LOOKERS,
  MACHINES,
  MANAGERS,
  RUNNERS,
  STARTERS,
  SHELLS,
  SUBCOMMANDS,
  VALUED,
  WRAPPERS,
} from './programs.ts';
import { commandsOf } from './shell.ts';
import {
  atHome,
  carriedBy,
  commandAfterDashes,
  fileInSubstitution,
  fillIn,
  foundBy,
  innerCommand,
  isInterpreter,
  isPath,
  programOf,
  withoutTimes,
} from './words.ts';

/** Package scripts that run package scripts, shells in shells. */
const DEPTH = 8;

/**
 * What the commands of a shell text run.
 *
 * @yields {Run} Each file, module or text of a program.
 */
export function* runsOfShell(
  text: string,
  cwd: string,
  manifests: Manifests,
  depth = 0,
  parameters: readonly string[] = [],
): Generator<Run> {
  let folder = cwd;
  for (const { words, input, text: given } of commandsOf(text, parameters)) {
    const [program, target] = words;
    if (/^(?:cd|pushd)$/.test(program ?? '') && target !== undefined) {
      // What is not known of a folder is mostly where the project stands.
      folder = /[$`\uE000]/.test(target) ? manifests.root : resolve(folder, target);
      continue;
    }
    const runs = [...runsOfWords(words, folder, manifests, depth)];
    yield* runs;
    if (!readsProgram(words, runs)) continue;
    if (input !== undefined) yield { kind: 'file', text: input, cwd: folder };
    if (given !== undefined) yield* runsOfText(words, given, folder, manifests, depth);
  }
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
): Generator<Run> {
  if (!readsProgram(words, [...runsOfWords(words, cwd, manifests)])) return;
  yield* runsOfText(words, input, cwd, manifests, 0);
}

function readsProgram(words: readonly string[], runs: readonly Run[]): boolean {
  return isInterpreter(words) && runs.every(({ kind }) => kind === 'module');
}

function* runsOfText(
  words: readonly string[],
  text: string,
  cwd: string,
  manifests: Manifests,
  depth: number,
): Generator<Run> {
  const programs = words.map(programOf);
  if (programs.some((program) => SHELLS.has(program) || STARTERS.has(program))) {
    const isElsewhere = programs.includes('crontab') || programs.includes('ssh');
    const commands = isElsewhere ? atHome(withoutTimes(text)) : text;
    yield* runsOfShell(commands, cwd, manifests, depth + 1);
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
  depth = 0,
): Generator<Run> {
  if (depth > DEPTH) return;
  const start = words.findIndex((word) => !/^[\w.]+=/s.test(word));
  for (const setting of words.slice(0, Math.max(start, 0))) {
    yield* runsOfSetting(setting, cwd);
  }
  const [first, ...rest] = start === -1 ? [] : words.slice(start);
  if (first === undefined) return;
  const program = programOf(first);
  const tasks = tasksOf(program, rest);
  for (const script of tasks?.scripts ?? []) {
    yield* runsOfScript({ ...tasks, folder: cwd, script, words: [] }, manifests, depth);
  }
  if (WRAPPERS.has(program)) {
    const shell = rest[rest.findIndex((word) => word === '-c' || word === '--call') + 1];
    const isShell = (FETCHERS.has(program) || program === 'cross-env-shell') && shell !== rest[0];
    if (isShell && shell !== undefined) yield* runsOfShell(shell, cwd, manifests, depth + 1);
    for (const word of rest) yield* runsOfSetting(word, cwd);
    const inner = innerCommand(program, rest);
    const [only = ''] = inner;
    if (inner.length === 1 && /\s/.test(only)) yield* runsOfShell(only, cwd, manifests, depth + 1);
    else yield* runsOfWords(inner, cwd, manifests, depth + 1);
  } else if (CARRIERS.has(program)) {
    const carried = carriedBy(MACHINES.has(program) ? rest.map(atHome) : rest);
    for (const text of carried.texts) yield* runsOfShell(text, cwd, manifests, depth + 1);
    const mark = carried.words.indexOf(':::'); // of parallel
    const inputs = mark === -1 ? [] : carried.words.slice(mark + 1);
    for (const input of inputs) {
      yield* runsOfWords(fillIn(carried.words.slice(0, mark), input), cwd, manifests, depth + 1);
    }
    if (mark === -1) yield* runsOfWords(carried.words, cwd, manifests, depth + 1);
  } else if (program === 'concurrently' || program === 'wireit') {
    for (const text of rest.filter((word) => !word.startsWith('-'))) {
      const command = text.replace(/^(npm|pnpm|yarn|bun):/, '$1 run ');
      yield* runsOfShell(command, cwd, manifests, depth + 1);
    }
  } else if (SHELLS.has(program)) {
    const index = rest.findIndex((word) => /^(?:-\w*c|\/[ck]|-Command)$/i.test(word));
    if (index !== -1) {
      const isWindows = /^\/[ck]$/i.test(rest[index] ?? '');
      const text = isWindows ? rest.slice(index + 1).join(' ') : (rest[index + 1] ?? '');
      const portable = isWindows ? text.replaceAll('\\', '/') : text;
      yield* runsOfShell(portable, cwd, manifests, depth + 1, rest.slice(index + 2));
    } else {
      const file = rest.find((word) => !word.startsWith('-'));
      if (file !== undefined) yield { kind: 'file', text: file, cwd };
    }
  } else if (program === 'find') {
    const index = rest.findIndex((word) => /^-(?:exec|ok)(?:dir)?$/.test(word));
    const found = fillIn(rest.slice(index + 1), foundBy(rest.slice(0, index)));
    if (index !== -1) yield* runsOfWords(found, cwd, manifests, depth + 1);
  } else if (program === 'trap') {
    yield* runsOfShell(rest[0] ?? '', cwd, manifests, depth + 1);
  } else if (program === 'eval') {
    yield* runsOfShell(rest.join(' '), cwd, manifests, depth + 1);
  } else {
    if (MANAGERS.has(program)) yield* runsOfManager(program, rest, cwd, manifests, depth);
    if (RUNNERS.has(program)) yield* runsOfRunner(program, rest, cwd, manifests, depth);
    else if (isPath(first)) yield { kind: 'file', text: first, cwd };
    else yield* runsOfWords(commandAfterDashes(program, rest), cwd, manifests, depth + 1);
  }
}

function* runsOfManager(
  manager: string,
  args: readonly string[],
  cwd: string,
  manifests: Manifests,
  depth: number,
): Generator<Run> {
  if (manager === 'corepack') {
    yield* runsOfWords(args, cwd, manifests, depth + 1);
    return;
  }
  const { folder, isFiltered, script, orProgram, shell, words } = readRequest(manager, args, cwd);
  if (shell !== undefined) yield* runsOfShell(shell, folder, manifests, depth + 1);
  if (script === undefined) {
    yield* runsOfWords(words, folder, manifests, depth + 1);
  } else if (script !== '') {
    const runs = [...runsOfScript({ folder, isFiltered, script, words }, manifests, depth)];
    yield* runs;
    if (runs.length === 0 && orProgram === true) {
      yield* runsOfWords([script, ...words], folder, manifests, depth + 1);
    }
  }
}

/**
 * What a package script runs, with what the manager runs before and after it.
 *
 * @yields {Run} Each file, module or text of a program.
 */
function* runsOfScript(
  {
    folder,
    script,
    words,
    isFiltered = false,
  }: {
    readonly folder: string;
    readonly script: string;
    readonly words: readonly string[];
    readonly isFiltered?: boolean;
  },
  manifests: Manifests,
  depth: number,
): Generator<Run> {
  const names = [script, `pre${script}`, `post${script}`];
  const isMeant = /[*?]/.test(script) ? picomatch(script) : (name: string) => names.includes(name);
  const nearest = manifests.nearest(folder);
  for (const manifest of isFiltered ? manifests.all() : nearest ? [nearest] : []) {
    for (const [name, text] of Object.entries(manifest.scripts)) {
      if (!isMeant(name)) continue;
      const rest = name === script ? words.filter((word) => word !== '--').map(quote) : [];
      yield* runsOfShell([text, ...rest].join(' '), manifest.folder, manifests, depth + 1);
    }
  }
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function* runsOfRunner(
  program: string,
  args: readonly string[],
  cwd: string,
  manifests: Manifests,
  depth: number,
): Generator<Run> {
  if (program === 'deno' && args[0] === 'eval') {
    yield* runsOfFlags(['--eval', args.slice(1).find((word) => !word.startsWith('-')) ?? ''], cwd);
    return;
  }
  if (program === 'deno' && args[0] === 'task') {
    yield* runsOfScript({ folder: cwd, script: args[1] ?? '', words: [] }, manifests, depth);
    return;
  }
  let runsMany = args[0] === 'test' || program === 'mocha';
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const next = args[index + 1] ?? '';
    const [, flag = '', value] = /^(--?[\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === '--run' && program === 'node') {
      yield* runsOfScript({ folder: cwd, script: value ?? next, words: [] }, manifests, depth);
      return;
    }
    if (flag === '--exec' || (flag === '-x' && program === 'nodemon')) {
      yield* runsOfShell(
        [value ?? next, ...args.slice(index + 2)].join(' '),
        cwd,
        manifests,
        depth + 1,
      );
      return;
    }
    if (LOOKERS.has(flag)) return;
    if (flag === '--test') runsMany = true;
    if (LOADERS.has(flag) || EVALUATORS.has(flag)) {
      yield* runsOfFlags([word, next], cwd);
      if (EVALUATORS.has(flag)) return;
      if (value === undefined) index += 1;
    } else if (value === undefined && (VALUED.has(flag) || isWatched(program, flag))) {
      index += 1;
    } else if (flag === '' && word !== '--' && word !== '-') {
      if (index === 0 && SUBCOMMANDS.has(word)) continue;
      yield { kind: 'file', text: fileInSubstitution(word) ?? word, cwd };
      if (!runsMany) return;
    }
  }
}

/** Node's `--watch` takes no value; nodemon's is what it looks at. */
function isWatched(program: string, flag: string): boolean {
  return program === 'nodemon' && /^(?:--watch|-w)$/.test(flag);
}
