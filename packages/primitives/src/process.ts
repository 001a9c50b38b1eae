import type { InspectOptions } from 'node:util';
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
    const request = signal === 'SIGTERM' ? signal : 'SIGINT';
    const code = exitCodes[request];
    if (exitCode !== undefined) process.exit(code);
    exitCode = code;
    process.exitCode = code;
    process.stderr.write(`${signal}: cleaning up; once more to end at once\n`);
    interrupt(new InterruptedError(request));
  }

  function onUncaught(error: unknown): void {
    for (const part of unsuppressed(error)) {
      // After an interruption, what reaches the top is the interruption itself.
      const expected =
        exitCode !== undefined && part instanceof Error && part.name === 'AbortError';
      if (!expected) process.stderr.write(`${describe(part)}\n`);
    }
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
      // A path begins with the name of the run already.
      const prefix = message.startsWith(`${id} › `) ? '' : `${id}: `;
      process.stderr.write(`${level}${prefix}${message}${tail(details)}\n`);
    };
  }
  return {
    debug: () => undefined,
    info: line(''),
    warn: line('warning: '),
    error: line('error: '),
  };
}

/**
 * Shows a value as the runtime would. The module is asked for when it is needed, and the global `process` used
 * instead of an import, because importing the two takes longer than all the rest of this package.
 */
function inspect(value: unknown, options: InspectOptions): string {
  return process.getBuiltinModule('node:util').inspect(value, options);
}

/** Details on one line: of an error its message, since its stack is shown when it ends the run. */
function tail(details: unknown): string {
  if (details === undefined) return '';
  if (details instanceof Error) return `: ${String(details)}`;
  return ` ${inspect(details, { breakLength: Infinity })}`;
}

/** An error, and those of the clean-up after it, which `await using` hides behind one that says nothing. */
function unsuppressed(error: unknown): unknown[] {
  if (!(error instanceof Error && 'suppressed' in error && 'error' in error)) return [error];
  return [...unsuppressed(error.suppressed), ...unsuppressed(error.error)];
}

function describe(error: unknown): string {
  const path = error instanceof Error && 'stepPath' in error ? `✗ ${String(error.stepPath)}\n` : '';
  return path + inspect(error, { colors: process.stderr.isTTY });
}
