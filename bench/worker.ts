import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** How a process ended. */
export interface Ending {
  /** `null` when its time was up. */
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** What a process that ran to its end printed as JSON, or that its time was up before. */
export type Outcome<Value> = { readonly value: Value } | { readonly outOfTime: number };

/** Where and how long a process may run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Default: 120. */
  readonly seconds?: number;
}

/** Runs Node in a process of its own. */
export async function runNode(
  args: readonly string[],
  { cwd = process.cwd(), environment, seconds = 120 }: RunOptions = {},
): Promise<Ending> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...environment },
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
  return { code, output, errors };
}

/**
 * Runs a file in a process of its own, so that nothing it loads, compiles or leaks touches another
 * measurement. The last line it prints is its answer.
 */
export async function runWorker<Value>(
  file: URL,
  args: readonly string[],
  seconds = 120,
): Promise<Outcome<Value>> {
  const { code, output, errors } = await runNode(['--expose-gc', file.pathname, ...args], {
    seconds,
  });
  if (code === null) return { outOfTime: seconds };
  if (code !== 0) throw new Error(`${args.join(', ')}: failed\n${errors}`);
  return { value: lastLineOf(output) as Value };
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

/** The last line of what a process printed, as JSON. */
export function lastLineOf(output: string): unknown {
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
}
