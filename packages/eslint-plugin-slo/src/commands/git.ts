import type { Started } from './run.ts';

/**
 * What git starts for a person: of all that it can do, what it is told to run on each commit or folder.
 *
 * @yields {Started} Each in the order of the words.
 */
export function* startedByGit(args: readonly string[], cwd: string): Generator<Started> {
  const start = args.findIndex(
    (word, index) => !word.startsWith('-') && !/^-[Cc]$/.test(args[index - 1] ?? ''),
  );
  const [subcommand, ...rest] = start === -1 ? [] : args.slice(start);
  switch (subcommand) {
    case 'bisect':
      if (rest[0] === 'run') yield { kind: 'command', words: rest.slice(1), cwd };
      break;
    case 'rebase':
      for (const [index, word] of rest.entries()) {
        const [, flag, value] = /^(-x|--exec)(?:=(.*))?$/s.exec(word) ?? [];
        if (flag !== undefined) yield { kind: 'shell', text: value ?? rest[index + 1] ?? '', cwd };
      }
      break;
    case 'submodule': {
      const words = rest.filter((word) => !/^(?:-q|--quiet|--recursive)$/.test(word));
      if (words[0] === 'foreach') yield { kind: 'shell', text: words.slice(1).join(' '), cwd };
      break;
    }
    default:
  }
}
