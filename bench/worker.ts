import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What a process that ran to its end printed as JSON, or that its time was up before. */
export type Outcome<Value> = { readonly value: Value } | { readonly outOfTime: number };

/**
 * Runs a file in a process of its own, so that nothing it loads, compiles or leaks touches another
 * measurement. The last line it prints is its answer.
 *
 * @param seconds - How long it may take.
 */
export async function runWorker<Value>(
  file: URL,
  args: readonly string[],
  seconds = 120,
): Promise<Outcome<Value>> {
  const child = spawn(process.execPath, ['--expose-gc', file.pathname, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, output, errors] = await Promise.all([
    closed,
    text(child.stdout),
    text(child.stderr),
  ]);
  if (child.killed) return { outOfTime: seconds };
  if (code !== 0) throw new Error(`${args.join(', ')}: failed\n${errors}`);
  return { value: JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as Value };
}

/** The answer of a process that must come to its end in time. */
export async function answerOf<Value>(
  file: URL,
  args: readonly string[],
  seconds?: number,
): Promise<Value> {
  const outcome = await runWorker<Value>(file, args, seconds);
  if ('value' in outcome) return outcome.value;
  throw new Error(`${args.join(', ')}: took longer than ${String(outcome.outOfTime)} s`);
}
