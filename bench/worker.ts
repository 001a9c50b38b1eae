import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** How a process ended. */
export interface Ending {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether the signal came because its time was up. */
  readonly isOutOfTime: boolean;
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
  /** What it reads from its standard input. */
  readonly input?: string;
}

/** Runs Node in a process of its own. */
export async function runNode(
  args: readonly string[],
  { cwd = process.cwd(), environment, seconds = 120, input = '' }: RunOptions = {},
): Promise<Ending> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: 'pipe',
  });
  child.stdin.once('error', () => undefined); // it may end before it has read
  child.stdin.end(input);
  let isOutOfTime = false;
  const timer = setTimeout(() => {
    isOutOfTime = child.kill('SIGKILL');
  }, seconds * 1000);
  const closed = new Promise<Pick<Ending, 'code' | 'signal'>>((resolve) =>
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    }),
  );
  const [end, output, errors] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  clearTimeout(timer);
  return { ...end, isOutOfTime, output, errors };
}

/** Why a process did not come to its end. */
export function describeEnd({ code, signal, isOutOfTime, errors }: Ending): string {
  if (isOutOfTime) return 'out of time';
  const fault = errors.split('\n').find((line) => /error/i.test(line)) ?? '';
  return `${signal ?? `exit code ${String(code)}`} ${fault}`.trimEnd();
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
  const ending = await runNode(['--expose-gc', file.pathname, ...args], { seconds });
  if (ending.isOutOfTime) return { outOfTime: seconds };
  if (ending.code !== 0) {
    throw new Error(`${args.join(', ')}: ${describeEnd(ending)}\n${ending.errors}`);
  }
  return { value: lastLineOf(ending.output) as Value };
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
