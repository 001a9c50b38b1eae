import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bash, BashJob, descendants, scriptExists, survivors, until } from './bash.ts';

const run = 'pnpm tsx scripts/start-mcp-servers.ts';
const memory = "--server 'memory=mcp-server-memory'";
const watching = 'Ctrl-C stops them';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'start-mcp-servers-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.runIf(scriptExists('start-mcp-servers.ts'))('start-mcp-servers', () => {
  it('reports on the reference servers and stops them', async () => {
    const { code, stdout } = await bash(`${run} --check`);
    const [everything, filesystem, ...others] = stdout.trim().split('\n');
    expect(everything).toMatch(/^everything: healthy, tools: [1-9]/);
    expect(filesystem).toMatch(/^filesystem: healthy, tools: [1-9]/);
    expect(others).toHaveLength(2);
    expect(code).toBe(0);
  });

  it.for([
    { name: 'Ctrl-C', signal: 'SIGINT', to: 'group', code: 130 },
    { name: 'SIGINT', signal: 'SIGINT', to: 'pnpm', code: 130 },
    { name: 'SIGTERM', signal: 'SIGTERM', to: 'pnpm', code: 143 },
    { name: 'kill -9 of pnpm', signal: 'SIGKILL', to: 'pnpm', code: null },
    { name: 'kill -9 of the script', signal: 'SIGKILL', to: 'script', code: 137 },
  ] as const)('leaves no process behind after $name', async ({ signal, to, code }) => {
    // A server that has a helper of its own, deaf to all polite requests.
    const helper = `(trap "" INT TERM HUP; sleep 1000) & mcp-server-memory`;
    const job = new BashJob(`${run} ${memory} --server 'parent=${helper}'`);
    await job.printed(watching);
    const started = descendants(job.pid);
    expect(started.map(({ command }) => command)).toContain('sleep 1000');

    if (to === 'group') job.signalGroup(signal);
    if (to === 'pnpm') job.signal(signal);
    if (to === 'script') {
      const script = started.find(({ command }) => command.includes('/loader.mjs scripts/start'));
      expect(script).toBeDefined();
      process.kill(script?.pid ?? NaN, signal);
    }
    expect(await job.ended).toMatchObject({ code });
    await until(() => survivors(started).length === 0);
  });

  it('says which servers did not start, and why', async () => {
    const { code, stdout } = await bash(
      `${run} ${memory} --server 'mute=sleep 1000' --server 'dead=echo no luck >&2; exit 3' \
        --timeout 4 --attempts 1`,
    );
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^memory: healthy/),
      'mute: failed, no answer within 4 s',
      'dead: failed, exited with code 3: no luck',
    ]);
    expect(code).toBe(1);
  });

  it('starts a server again that failed to start', async () => {
    const marker = path.join(folder, 'tried');
    const command = `[ -e ${marker} ] || { touch ${marker}; exit 1; }; mcp-server-memory`;
    const { code, stdout } = await bash(`${run} --check --server 'second-try=${command}'`);
    expect(stdout).toMatch(/^second-try: healthy/);
    expect(code).toBe(0);
  });

  it.for([
    { name: 'dies', signal: 'SIGKILL', reason: 'was killed by SIGKILL' },
    { name: 'hangs', signal: 'SIGSTOP', reason: 'no answer within 4 s' },
  ] as const)('stops all servers when one of them $name', async ({ signal, reason }) => {
    const pidFile = path.join(folder, signal);
    const victim = `echo $$ > ${pidFile}; exec mcp-server-memory`;
    const job = new BashJob(
      `${run} ${memory} --server 'victim=${victim}' --interval 0.2 --timeout 4`,
    );
    await job.printed(watching);
    const started = descendants(job.pid);

    process.kill(Number(readFileSync(pidFile, 'utf8')), signal);
    const { code, stdout } = await job.ended;
    expect(stdout).toContain(`victim: ${reason}`);
    expect(code).toBe(1);
    await until(() => survivors(started).length === 0);
  });

  it.for([
    { args: '--nope', message: "Unknown option '--nope'" },
    { args: 'memory', message: "Unexpected argument 'memory'" },
    { args: '--server memory', message: "got 'memory'" },
    { args: `${memory} ${memory}`, message: 'more than once: memory' },
    { args: '--timeout soon', message: "got 'soon'" },
    { args: '--attempts 1.5', message: "got '1.5'" },
  ])('refuses $args', async ({ args, message }) => {
    const { code, stderr } = await bash(`${run} ${args}`);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Usage: pnpm tsx scripts/start-mcp-servers.ts');
    expect(code).toBe(2);
  });

  it('explains itself', async () => {
    const { code, stdout } = await bash(`${run} --help`);
    expect(stdout).toContain('Usage: pnpm tsx scripts/start-mcp-servers.ts');
    expect(code).toBe(0);
  });
});
