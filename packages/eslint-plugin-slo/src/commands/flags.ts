import { EVALUATORS, LOADERS } from './programs.ts';
import type { Run } from './run.ts';
import { fileInSubstitution } from './words.ts';

/**
 * What the flags of Node load, as they stand in `execArgv` or `NODE_OPTIONS`.
 *
 * @yields {Run} Each file, module or text of a program.
 */
export function* runsOfFlags(words: readonly string[], cwd: string): Generator<Run> {
  for (let index = 0; index < words.length; index += 1) {
    const [, flag = '', value = words[index + 1]] =
      /^(--?[\w-]+)(?:=(.*))?$/s.exec(words[index] ?? '') ?? [];
    if (value === undefined) continue;
    if (LOADERS.has(flag)) yield { kind: 'module', text: value, cwd };
    if (!EVALUATORS.has(flag)) continue;
    const file = fileInSubstitution(value);
    yield file === undefined
      ? { kind: 'code', text: value, cwd }
      : { kind: 'file', text: file, cwd };
  }
}

/**
 * What `NODE_OPTIONS=…` before a command loads.
 *
 * @yields {Run} Each module or text of a program.
 */
export function* runsOfSetting(setting: string, cwd: string): Generator<Run> {
  const [, options] = /^NODE_OPTIONS=(.*)$/s.exec(setting) ?? [];
  if (options !== undefined) yield* runsOfFlags(options.split(/\s+/), cwd);
}
