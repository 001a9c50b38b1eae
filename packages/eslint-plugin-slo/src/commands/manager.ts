import { resolve } from 'node:path';
import { TASK_RUNNERS } from './programs.ts';

/** What a command of a package manager asks for. */
export interface Request {
  /** The folder whose package it speaks of. */
  readonly folder: string;
  /** It speaks of other packages of the workspace. */
  readonly isFiltered: boolean;
  /** A package script, or without one of that name, where `orProgram` says so, the program itself. */
  readonly script?: string;
  readonly orProgram?: boolean;
  /** A shell text. */
  readonly shell?: string;
  /** The program that it runs with its arguments, or the arguments of the package script. */
  readonly words: readonly string[];
}

const FOLDER = /^(?:-C|--prefix|--dir|--cwd)$/;
const FILTER = /^(?:-r|--recursive|-w|--workspaces?|-F|--filter|--workspace-root)$/;
const VALUED = /^(?:-F|--filter|--workspace|--loglevel|--reporter|-p|--package)$/;
const RUN = /^(?:run|run-script|rum|urn)$/;
const LIFECYCLE = /^(?:test|tst|t|start|stop|restart)$/;
const EXECUTE = /^(?:exec|x|dlx)$/;

/** Reads the words after the name of a package manager. */
export function readRequest(manager: string, args: readonly string[], cwd: string): Request {
  let folder = cwd;
  let isFiltered = false;
  let shell: string | undefined;

  /** Skips the flags at the start, and notes what they change. */
  function skipFlags(words: readonly string[]): readonly string[] {
    let index = 0;
    for (; words[index]?.startsWith('-') === true; index += 1) {
      const [, flag = '', value] = /^(-[^=]*)(?:=(.*))?$/s.exec(words[index] ?? '') ?? [];
      const next = words[index + 1];
      if (FILTER.test(flag)) isFiltered = true;
      if (FOLDER.test(flag)) folder = resolve(folder, value ?? next ?? '.');
      if (/^(?:-c|--call)$/.test(flag)) shell = value ?? next;
      const isValued =
        FOLDER.test(flag) || VALUED.test(flag) || (flag === '-w' && manager === 'npm');
      if (isValued && value === undefined && next !== undefined) index += 1;
    }
    return words.slice(index);
  }

  let [subcommand = '', ...rest] = skipFlags(args);
  if (manager === 'yarn' && subcommand === 'workspace') {
    isFiltered = true;
    [subcommand = '', ...rest] = rest.slice(1);
  }
  if (EXECUTE.test(subcommand)) {
    const words = skipFlags(rest);
    return { folder, isFiltered, words, ...(shell !== undefined && { shell }) };
  }
  if (RUN.test(subcommand)) {
    const [script = '', ...words] = skipFlags(rest);
    return { folder, isFiltered, script, words };
  }
  if (LIFECYCLE.test(subcommand)) {
    const script = /^(?:t|tst)$/.test(subcommand) ? 'test' : subcommand;
    return { folder, isFiltered, script, words: rest };
  }
  const script = manager === 'npm' ? '' : subcommand;
  return { folder, isFiltered, script, orProgram: manager !== 'bun', words: rest };
}

/** The package scripts that a runner of tasks is asked for; undefined for another program. */
export function tasksOf(
  program: string,
  args: readonly string[],
): { readonly scripts: readonly string[]; readonly isFiltered: boolean } | undefined {
  const names = args.filter((word) => !word.startsWith('-'));
  if (TASK_RUNNERS.has(program) && args[0] === 'run') {
    const scripts = names.slice(1).map((name) => name.replace(/^.*[:#]/, ''));
    return { scripts, isFiltered: true };
  }
  const runsAll = /^(?:npm-run-all2?|run-s|run-p)$/.test(program);
  return runsAll ? { scripts: names, isFiltered: false } : undefined;
}
