import process from 'node:process';
import { inspect } from 'node:util';
import { InterruptedError } from './errors.ts';

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Makes a process end as a script should; returns what gives the signals back.
 *
 * The listener for errors stays until the process ends, because an error leaves `await using` first.
 */
export function ownProcess(
  process: NodeJS.Process,
  interrupt: (reason: InterruptedError) => void,
): () => void {
  let exitCode: number | undefined;

  function onSignal(signal: NodeJS.Signals): void {
    const code = signal === 'SIGTERM' ? exitCodes.SIGTERM : exitCodes.SIGINT;
    if (exitCode !== undefined) process.exit(code);
    exitCode = code;
    process.exitCode = code;
    process.stderr.write(`${signal}: cleaning up; once more to end at once\n`);
    interrupt(new InterruptedError(signal));
  }

  function onUncaught(error: unknown): void {
    // After an interruption, what reaches the top is the interruption itself.
    const expected =
      exitCode !== undefined && error instanceof Error && error.name === 'AbortError';
    if (!expected) process.stderr.write(`${describe(error)}\n`);
    process.exit(exitCode ?? 1);
  }

  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('uncaughtException', onUncaught);
  return () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
}

/** A logger that leaves stdout to the script's own output. */
export function stderrLogger(id: string) {
  function line(level: string) {
    return (message: string, details?: unknown): void => {
      const tail = details === undefined ? '' : ` ${inspect(details, { breakLength: Infinity })}`;
      process.stderr.write(`${id}: ${level}${message}${tail}\n`);
    };
  }
  return {
    debug: () => undefined,
    info: line(''),
    warn: line('warning: '),
    error: line('error: '),
  };
}

function describe(error: unknown): string {
  const path = error instanceof Error && 'stepPath' in error ? `✗ ${String(error.stepPath)}\n` : '';
  return path + inspect(error, { colors: process.stderr.isTTY });
}
