import { runsOfFlags } from './flags.ts';
import { EVALUATORS, LOADERS, LOOKERS, SUBCOMMANDS, VALUED } from './programs.ts';
import type { Started } from './run.ts';
import { fileInSubstitution } from './words.ts';

/**
 * What a runner of files starts: what its flags load or hold, and the first file after them.
 *
 * @yields {Started} Each in the order of the words.
 */
export function* startedByRunner(
  program: string,
  args: readonly string[],
  cwd: string,
): Generator<Started> {
  const [subcommand] = args;
  if (program === 'deno' && subcommand === 'eval') {
    const text = args.slice(1).find((word) => !word.startsWith('-')) ?? '';
    yield* runsOfFlags(['--eval', text], cwd);
    return;
  }
  if (program === 'deno' && subcommand === 'task') {
    yield { kind: 'script', script: args[1] ?? '', cwd };
    return;
  }
  let runsMany = subcommand === 'test' || program === 'mocha';
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const next = args[index + 1] ?? '';
    const [, flag = '', value] = /^(--?[\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === '--run' && program === 'node') {
      yield { kind: 'script', script: value ?? next, cwd };
      return;
    }
    if (flag === '--exec' || (flag === '-x' && program === 'nodemon')) {
      yield { kind: 'shell', text: [value ?? next, ...args.slice(index + 2)].join(' '), cwd };
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
