import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const fixture = fileURLToPath(new URL('fixtures/script.ts', import.meta.url));

interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the script; sends the signals one after the other once it says that it waits. */
async function runScript(mode: string, ...signals: NodeJS.Signals[]): Promise<Ending> {
  const child = spawn(process.execPath, [fixture, mode], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (text.includes('waiting')) child.kill(signals.shift());
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (text.includes('cleaning up;') && signals.length > 0) child.kill(signals.shift());
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

describe('WorkflowContext.script', () => {
  test('lets a script that succeeds end with 0 and keeps stdout to it', async () => {
    expect(await runScript('succeed')).toEqual({ code: 0, stdout: 'done\n', stderr: '' });
  });

  test('prints the path of the step that failed, what failed in the clean-up, and ends with 1', async () => {
    const { code, stderr } = await runScript('fail');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^✗ demo › parallel\.work › work\nError: no luck\n {4}at /);
    expect(stderr).toMatch(/^Error: no clean-up\n {4}at /m);
  });

  test('prints what is no Error', async () => {
    const { code, stderr } = await runScript('throw-text');
    expect(code).toBe(1);
    expect(stderr).toContain("'only text'");
  });

  test.for([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('waits for the clean-up after %s and ends with %i', async ([signal, expected]) => {
    const { code, stdout, stderr } = await runScript('wait', signal);
    expect(code).toBe(expected);
    expect(stdout).toBe('waiting\ncleaning up\ncleaned up\n');
    expect(stderr).toBe(`${signal}: cleaning up; once more to end at once\n`);
  });

  test('ends at once at the second Ctrl-C, even if a step ignores the first', async () => {
    const { code, stdout } = await runScript('ignore', 'SIGINT', 'SIGINT');
    expect(code).toBe(130);
    expect(stdout).toBe('waiting\n');
  });
});
