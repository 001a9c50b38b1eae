import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

/** What a command printed, and how it ended. */
export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs in bash, as the leader of a process group, like a job of a terminal. */
export class BashJob {
  readonly ended: Promise<Result>;
  readonly pid: number;
  #stdout = '';
  #stderr = '';

  constructor(command: string) {
    // What this test run is told by its environment is not meant for a test run of a script.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|NODE_OPTIONS)/.test(name)),
    );
    const child = spawn('bash', ['-c', command], { cwd: root, env, detached: true });
    if (child.pid === undefined) throw new Error('bash did not start');
    this.pid = child.pid;
    child.stdout.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.ended = new Promise((resolve) => {
      child.on('close', (code) => {
        resolve({ code, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
    onTestFinished(() => {
      if (child.exitCode === null && child.signalCode === null) this.signalGroup('SIGKILL');
    });
  }

  /** Waits until it has printed something. */
  async printed(text: string): Promise<void> {
    await until(
      () => this.#stdout.includes(text),
      () => this.#stdout + this.#stderr,
    );
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** What Ctrl-C does: the signal reaches every process of the job. */
  signalGroup(signal: NodeJS.Signals): void {
    process.kill(-this.pid, signal);
  }
}

/** Runs a command to its end. */
export async function bash(command: string): Promise<Result> {
  return new BashJob(command).ended;
}

/** Whether a script is there; the tests of one that was deleted go with it. */
export function scriptExists(name: string): boolean {
  return existsSync(path.join(root, 'scripts', name));
}

/** Waits for a condition outside of this process. */
export async function until(condition: () => boolean, explain = () => ''): Promise<void> {
  await vi.waitFor(
    () => {
      if (!condition()) throw new Error(`Still waiting. ${explain()}`);
    },
    { timeout: 40_000, interval: 50 },
  );
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** All running processes that a process has started, and those have started, and so on. */
export function descendants(pid: number): Process[] {
  const processes = runningProcesses();
  const found = [pid];
  for (const parent of found) {
    found.push(...processes.filter((it) => it.parent === parent).map((it) => it.pid));
  }
  return processes.filter((it) => it.pid !== pid && found.includes(it.pid));
}

/** Those of the processes that still run. */
export function survivors(processes: readonly Process[]): Process[] {
  const running = runningProcesses();
  return processes.filter(({ pid, command }) =>
    running.some((it) => it.pid === pid && it.command === command),
  );
}

function runningProcesses(): Process[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined || parent === undefined || command === undefined) return [];
    // What has ended and only waits for its parent to notice is no longer running.
    return state?.startsWith('Z') === true
      ? []
      : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
