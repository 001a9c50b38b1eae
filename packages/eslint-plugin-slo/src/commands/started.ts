import { runsOfSetting } from './flags.ts';
import { startedByGit } from './git.ts';
import { readRequest, tasksOf } from './manager.ts';
import { CARRIERS, FETCHERS, MACHINES, MANAGERS, RUNNERS, SHELLS, WRAPPERS } from './programs.ts';
import type { Started } from './run.ts';
import { startedByRunner } from './runner.ts';
import {
  atHome,
  carriedBy,
  commandAfterDashes,
  fillIn,
  foundBy,
  innerCommand,
  isPath,
  programOf,
} from './words.ts';

/**
 * What a command starts by its own words, given as the system gets them.
 *
 * @yields {Started} Each in the order in which the command comes to it.
 */
export function* startedBy(words: readonly string[], cwd: string): Generator<Started> {
  const start = words.findIndex((word) => !/^[\w.]+=/s.test(word));
  for (const setting of words.slice(0, Math.max(start, 0))) yield* runsOfSetting(setting, cwd);
  const [first, ...rest] = start === -1 ? [] : words.slice(start);
  if (first === undefined) return;
  const program = programOf(first);
  const tasks = tasksOf(program, rest);
  for (const script of tasks?.scripts ?? []) {
    yield { kind: 'script', script, cwd, isFiltered: tasks?.isFiltered === true };
  }
  if (WRAPPERS.has(program)) {
    yield* startedByWrapper(program, rest, cwd);
  } else if (CARRIERS.has(program)) {
    yield* startedByCarrier(program, rest, cwd);
  } else if (SHELLS.has(program)) {
    yield* startedByShell(rest, cwd);
  } else if (program === 'concurrently' || program === 'wireit') {
    for (const text of rest.filter((word) => !word.startsWith('-'))) {
      yield { kind: 'shell', text: text.replace(/^(npm|pnpm|yarn|bun):/, '$1 run '), cwd };
    }
  } else if (program === 'find') {
    const index = rest.findIndex((word) => /^-(?:exec|ok)(?:dir)?$/.test(word));
    if (index === -1) return;
    const found = foundBy(rest.slice(0, index));
    yield { kind: 'command', words: fillIn(rest.slice(index + 1), found), cwd };
  } else if (program === 'git') {
    yield* startedByGit(rest, cwd);
  } else if (program === 'trap') {
    yield { kind: 'shell', text: rest[0] ?? '', cwd };
  } else if (program === 'eval') {
    yield { kind: 'shell', text: rest.join(' '), cwd };
  } else {
    if (MANAGERS.has(program)) yield* startedByManager(program, rest, cwd);
    if (RUNNERS.has(program)) yield* startedByRunner(program, rest, cwd);
    else if (isPath(first)) yield { kind: 'file', text: first, cwd };
    else yield { kind: 'command', words: commandAfterDashes(program, rest), cwd };
  }
}

function* startedByWrapper(
  wrapper: string,
  args: readonly string[],
  cwd: string,
): Generator<Started> {
  if (wrapper === 'command' && /^-[pvV]*[vV]/.test(args[0] ?? '')) return; // asks where a program is
  const text = args[args.findIndex((word) => word === '-c' || word === '--call') + 1];
  const takesText = FETCHERS.has(wrapper) || wrapper === 'cross-env-shell';
  if (takesText && text !== undefined && text !== args[0]) yield { kind: 'shell', text, cwd };
  for (const word of args) yield* runsOfSetting(word, cwd);
  const inner = innerCommand(wrapper, args);
  const [only = ''] = inner;
  const isText = inner.length === 1 && /\s/.test(only);
  yield isText ? { kind: 'shell', text: only, cwd } : { kind: 'command', words: inner, cwd };
}

function* startedByCarrier(
  carrier: string,
  args: readonly string[],
  cwd: string,
): Generator<Started> {
  const { texts, words } = carriedBy(MACHINES.has(carrier) ? args.map(atHome) : args);
  for (const text of texts) yield { kind: 'shell', text, cwd };
  const mark = words.indexOf(':::'); // of parallel
  if (mark === -1) {
    yield { kind: 'command', words, cwd };
    return;
  }
  for (const input of words.slice(mark + 1)) {
    yield { kind: 'command', words: fillIn(words.slice(0, mark), input), cwd };
  }
}

function* startedByShell(args: readonly string[], cwd: string): Generator<Started> {
  const index = args.findIndex((word) => /^(?:-\w*c|\/[ck]|-Command)$/i.test(word));
  if (index === -1) {
    const file = args.find((word) => !word.startsWith('-'));
    if (file !== undefined) yield { kind: 'file', text: file, cwd };
    return;
  }
  const parameters = args.slice(index + 2);
  if (/^\/[ck]$/i.test(args[index] ?? '')) {
    const text = args
      .slice(index + 1)
      .join(' ')
      .replaceAll('\\', '/')
      .replace(/^start\s+(?:"[^"]*"\s+)?(?:\/\w+\s+)*/i, '');
    yield { kind: 'shell', text, cwd, parameters };
  } else {
    yield { kind: 'shell', text: args[index + 1] ?? '', cwd, parameters };
  }
}

function* startedByManager(
  manager: string,
  args: readonly string[],
  cwd: string,
): Generator<Started> {
  if (manager === 'corepack') {
    yield { kind: 'command', words: args, cwd };
    return;
  }
  const { folder, shell, ...request } = readRequest(manager, args, cwd);
  if (shell !== undefined) yield { kind: 'shell', text: shell, cwd: folder };
  const { script, words } = request;
  if (script === undefined) yield { kind: 'command', words, cwd: folder };
  else if (script !== '') yield { kind: 'script', ...request, script, cwd: folder };
}
