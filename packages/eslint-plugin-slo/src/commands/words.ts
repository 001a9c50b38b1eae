import { basename, isAbsolute } from 'node:path';
import { FETCHERS, INERT, MANAGERS, RUNNERS, STARTERS, SHELLS, WRAPPERS } from './programs.ts';

/** What a wrapper starts: what follows its flags, settings and amounts. */
export function innerCommand(wrapper: string, args: readonly string[]): readonly string[] {
  const start = args.findIndex(
    (word, index) =>
      !/^-|^\d+[smhd]?$|^[\w.]+=/.test(word) &&
      !(FETCHERS.has(wrapper) && /^(?:-p|--package)$/.test(args[index - 1] ?? '')),
  );
  const word = args[start];
  if (word === undefined) return [];
  // A flag may have taken the first word as its value.
  const isValue =
    /^--?[A-Za-z][\w-]*(?<!\d)$/.test(args[start - 1] ?? '') && !isKnown(programOf(word));
  if (!isValue || INERT.has(word) || isPath(word) || FETCHERS.has(wrapper))
    return args.slice(start);
  const next = args.findIndex((other) => isKnown(programOf(other)));
  return next === -1 ? [] : args.slice(next);
}

/** What a carrier starts: the texts among its words, and what begins with a program that is known. */
export function carriedBy(args: readonly string[]): {
  readonly texts: readonly string[];
  readonly words: readonly string[];
} {
  // An image may be called as the program in it: `docker run node node a.js`.
  const start = args.findIndex(
    (word, index) => isProgram(word) && !isProgram(args[index + 1] ?? ''),
  );
  const own = start === -1 ? args : args.slice(0, start);
  return {
    texts: own.filter((word, index) => /\s/.test(word) && !isSetting(word, own[index - 1])),
    words: start === -1 ? [] : args.slice(start),
  };
}

/** `-e NAME=…`, `--label=…`: what a container is told, and does not run. */
function isSetting(word: string, before = ''): boolean {
  return (
    /^--(?!command)[\w-]+=/.test(word) ||
    (/^[\w.-]+=/.test(word) && /^(?:-[el]|--(?:annotation|build-arg|env|label))$/.test(before))
  );
}

/** What `find` finds, as a pattern: the folder and the name that it is asked for. */
export function foundBy(args: readonly string[]): string {
  const [folder = '.'] = args.filter((word) => !word.startsWith('-'));
  const name = args[args.findIndex((word) => /^-i?name$/.test(word)) + 1];
  return `${folder}/${name === undefined || name === args[0] ? '*' : name}`;
}

/** A command with a word in the place of `{}`, or of what `-I` names, or at its end. */
export function fillIn(words: readonly string[], word: string): readonly string[] {
  const flag = words.findIndex((each) => each.startsWith('-I'));
  const isApart = words[flag] === '-I';
  const named = isApart ? words[flag + 1] : words[flag]?.slice('-I'.length);
  const mark = named ?? '{}';
  const rest = words.filter((_, index) => index !== flag && !(isApart && index === flag + 1));
  return rest.some((each) => each.includes(mark))
    ? rest.map((each) => each.replaceAll(mark, () => word))
    : [...rest, word];
}

/** The commands of a crontab, without the times. */
export function withoutTimes(crontab: string): string {
  return crontab.replaceAll(/^[ \t]*(?:@\w+|(?:[\d*,/A-Za-z-]+[ \t]+){5})/gm, '');
}

/** A shell text that starts where the project stands, wherever that is on another machine. */
export function atHome(text: string): string {
  return text.replaceAll(/(?:^|(?<=[;&({]))\s*cd\s+[^\s;&]+\s*(?:&&|;|$)/gm, '');
}

/** What a program starts that is not known: the words after `--`, if they begin with one that is. */
export function commandAfterDashes(program: string, args: readonly string[]): readonly string[] {
  const start = args.indexOf('--') + 1;
  const isCommand = start > 0 && !INERT.has(program) && isProgram(args[start] ?? '');
  return isCommand ? args.slice(start) : [];
}

/** The file of `$(cat file)` or `<(cat file)`. */
export function fileInSubstitution(word: string): string | undefined {
  return /^[$<]\(\s*(?:cat\s+|<\s*)([^\s)]+)\s*\)$/.exec(word)?.[1];
}

/** Not `docker exec`, nor the end of a path that only looks like a program: `-v ./data:/srv/node`. */
function isProgram(word: string): boolean {
  return word !== 'exec' && /^(?:\/.*\/bin\/)?[\w.-]+$/.test(word) && isKnown(programOf(word));
}

/** Whether a command runs a program of its input, if it is given no other. */
export function isInterpreter(words: readonly string[]): boolean {
  const program = programOf(words.find((word) => !word.includes('=')) ?? '');
  return [RUNNERS, SHELLS, STARTERS].some((programs) => programs.has(program));
}

function isKnown(program: string): boolean {
  return [WRAPPERS, SHELLS, RUNNERS, MANAGERS].some((programs) => programs.has(program));
}

/** A word as a shell reads it, whatever is in it. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** The bare name of a program: without its folder, its ending and the version it is fetched in. */
export function programOf(word: string): string {
  if (/(?:^|\/)tsx\/dist\/cli\.[mc]js$/.test(word)) return 'tsx';
  const [, found] = /^\$\((?:which|command -v|type -p) ([\w-]+)\)$/.exec(word) ?? [];
  return basename(found ?? word)
    .replace(/(?<=.)@[\w.^~-]+$/, '')
    .replace(/\.(?:cmd|exe|ps1)$/i, '');
}

/** Whether the first word of a command is the path of what it runs. */
export function isPath(word: string): boolean {
  return (
    !word.startsWith('-') &&
    (isAbsolute(word) || word.includes('/') || /\.[cm]?[jt]sx?$/.test(word))
  );
}
