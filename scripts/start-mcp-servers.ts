#!/usr/bin/env -S pnpm tsx
/**
 * Starts MCP servers, checks that each one answers, and watches over them until Ctrl-C.
 *
 *   pnpm tsx scripts/start-mcp-servers.ts           the four reference servers
 *   pnpm tsx scripts/start-mcp-servers.ts --check   report once and stop
 *   pnpm tsx scripts/start-mcp-servers.ts --server 'docs=mcp-server-filesystem ./docs'
 *
 * When a server dies or hangs, the others are stopped too and the exit code is 1. Whatever ends
 * this script, kill -9 included, ends the servers and what they started. Needs a POSIX shell.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  Client,
  type JSONRPCMessage,
  ReadBuffer,
  serializeMessage,
  type Transport,
} from '@modelcontextprotocol/client';
import { map, retry, sequential, timeout, TimeoutError, WorkflowContext } from '@slo/primitives';

const referenceServers = [
  'everything=mcp-server-everything',
  'filesystem=mcp-server-filesystem .',
  'memory=mcp-server-memory',
  'sequential-thinking=mcp-server-sequential-thinking',
];

const help = `Usage: pnpm tsx scripts/start-mcp-servers.ts [options]

Starts MCP servers over stdio, checks that each one answers, and watches over them until Ctrl-C.

  --server <name=command>  start this instead of the reference servers (repeatable);
                           the shell reads the command
  --check                  report once, stop the servers and exit
  --timeout <seconds>      how long a server may take to start, or to answer (default 10)
  --interval <seconds>     time between two health checks (default 5)
  --attempts <count>       how often to try to start a server (default 3)
  -h, --help               show this

Exit code: 0 all servers were healthy, 1 one failed, hung or died, 2 wrong arguments,
130 Ctrl-C, 143 SIGTERM.`;

interface Server {
  readonly name: string;
  readonly command: string;
}

interface RunningServer extends Server {
  readonly client: Client;
  readonly transport: ServerTransport;
}

interface Limits {
  /** Milliseconds a server may take to start, or to answer. */
  readonly patience: number;
  /** Milliseconds between two health checks. */
  readonly interval: number;
  readonly attempts: number;
}

async function main(): Promise<void> {
  const { servers, checkOnly, ...limits } = readArguments();
  const transports: ServerTransport[] = [];
  const { startAll, watchAll } = buildWorkflows(transports, limits);

  await using context = WorkflowContext.script('start-mcp-servers');
  try {
    const outcomes = await startAll.execute(servers, context);
    for (const [index, outcome] of outcomes.entries()) report(servers[index]!.name, outcome);
    const healthy = outcomes.flatMap((it) => (it.status === 'fulfilled' ? [it.value.server] : []));
    if (healthy.length < servers.length) {
      process.exitCode = 1;
    } else if (!checkOnly) {
      console.log(`Watching over ${servers.length} servers; Ctrl-C stops them.`);
      await watchAll.execute(healthy, context);
    }
  } catch (error) {
    context.signal.throwIfAborted();
    console.log(`${explain(error)}; stopping all servers`);
    process.exitCode = 1;
  } finally {
    await Promise.all(transports.map((transport) => transport.close()));
  }
}

/** The steps; every process they start is noted in `transports`, so that `main` can stop it. */
function buildWorkflows(transports: ServerTransport[], { patience, interval, attempts }: Limits) {
  async function connect(server: Server, { signal }: WorkflowContext): Promise<RunningServer> {
    const transport = new ServerTransport(server.command);
    transports.push(transport);
    const client = new Client({ name: 'start-mcp-servers', version: '1.0.0' });
    try {
      await client.connect(transport, { signal });
      return { ...server, client, transport };
    } catch (error) {
      const cause: unknown = transport.ended ?? error;
      await transport.close();
      throw cause;
    }
  }

  const checkHealth = timeout(async (server: RunningServer, { signal }: WorkflowContext) => {
    await server.client.ping({ signal });
    const { tools } = await server.client.listTools(undefined, { signal });
    return { server, tools: tools.length };
  }, patience);

  /** Only ever ends by an error: the server has died, or does not answer. */
  async function watch(server: RunningServer, context: WorkflowContext): Promise<never> {
    const signal = AbortSignal.any([context.signal, server.transport.gone]);
    try {
      for (;;) {
        await sleep(interval, undefined, { signal });
        await checkHealth.execute(server, context);
      }
    } catch (error) {
      context.signal.throwIfAborted();
      throw new Error(`${server.name}: ${explain(server.transport.ended ?? error)}`);
    }
  }

  const start = sequential(
    retry(connect, { maxAttempts: attempts, perAttempt: patience }),
    checkHealth,
  );
  return {
    startAll: map(start, { concurrency: 16, onError: 'collect' }),
    watchAll: map(watch, { concurrency: Infinity }),
  };
}

function report(name: string, outcome: PromiseSettledResult<{ tools: number }>): void {
  const state =
    outcome.status === 'fulfilled'
      ? `healthy, tools: ${outcome.value.tools}`
      : `failed, ${explain(outcome.reason)}`;
  console.log(`${name}: ${state}`);
}

function explain(error: unknown): string {
  if (error instanceof TimeoutError) return `no answer within ${error.milliseconds / 1000} s`;
  return error instanceof Error ? error.message : String(error);
}

/** MCP over the stdio of a command that runs, with all it starts, in a process group of its own. */
class ServerTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #command: string;
  readonly #gone = new AbortController();
  #child: ReturnType<typeof spawnGuarded> | undefined;

  constructor(command: string) {
    this.#command = command;
  }

  /** Aborted when the server has ended; the reason is an error that tells how. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** How the server ended, if it has. */
  get ended(): Error | undefined {
    return this.gone.reason as Error | undefined;
  }

  async start(): Promise<void> {
    const child = spawnGuarded(this.#command);
    this.#child = child;
    const messages = new ReadBuffer();
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        messages.append(chunk);
        for (let message; (message = messages.readMessage()); ) this.onmessage?.(message);
      } catch (error) {
        this.onerror?.(error as Error);
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk).slice(-500);
    });
    // Writing to a process that has ended fails; `exit` tells the same, and why.
    for (const pipe of [child.stdin, child.lifeline]) pipe.on('error', () => {});
    child.once('exit', () => {
      child.lifeline.destroy();
      // What has left the group may still hold these, and would keep `close` from coming.
      setTimeout(() => [child.stdout, child.stderr].map((pipe) => pipe.destroy()), 500).unref();
    });
    child.once('close', (code, signal) => {
      const how = signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
      this.#gone.abort(new Error([how, ...complaints.trim().split('\n').slice(-1)].filter(Boolean).join(': ')));
      this.onclose?.();
    });
    await once(child, 'spawn');
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.#child?.stdin.write(serializeMessage(message));
  }

  /** Asks the server to stop, less politely every two seconds, until its group is gone. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child === undefined || this.gone.aborted) return;
    const gone = once(this.gone, 'abort');
    for (const ask of [() => child.stdin.end(), () => child.kill(), () => child.lifeline.destroy()]) {
      ask();
      await Promise.race([gone, sleep(2000, undefined, { ref: false })]);
      if (this.gone.aborted) return;
    }
  }
}

/**
 * Descriptor 3 is a lifeline. When this script closes it, or is killed, the guard's `read` returns
 * and the guard kills the group, itself included.
 */
function spawnGuarded(command: string) {
  const guard = `(trap '' HUP INT TERM; read -r _ <&3; kill -KILL 0) >/dev/null 2>&1 & exec 3<&-`;
  const path = [join(import.meta.dirname, 'node_modules/.bin'), process.env.PATH];
  const child = spawn('sh', ['-c', `${guard}\n${command}`], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, PATH: path.join(delimiter) },
  });
  return Object.assign(child, { lifeline: child.stdio[3] as Duplex });
}

function readArguments() {
  const options = parse();
  if (options.help) {
    console.log(help);
    process.exit();
  }
  const servers = options.server.map((text) => {
    const [, name, command] = /^([^\s=]+)=(.*\S.*)$/s.exec(text) ?? [];
    if (!name || !command) usageError(`Expected --server to be name=command, got '${text}'`);
    return { name, command };
  });
  const names = servers.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) usageError(`A server is given more than once: ${repeated}`);
  const attempts = Number(options.attempts);
  if (!Number.isInteger(attempts) || attempts < 1) {
    usageError(`Expected --attempts to be a whole number above 0, got '${options.attempts}'`);
  }
  return {
    servers,
    checkOnly: options.check,
    patience: toMilliseconds('--timeout', options.timeout),
    interval: toMilliseconds('--interval', options.interval),
    attempts,
  };
}

function parse() {
  try {
    return parseArgs({
      options: {
        server: { type: 'string', multiple: true, default: referenceServers },
        check: { type: 'boolean', default: false },
        timeout: { type: 'string', default: '10' },
        interval: { type: 'string', default: '5' },
        attempts: { type: 'string', default: '3' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    return usageError((error as Error).message);
  }
}

function toMilliseconds(option: string, text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 86_400) return seconds * 1000;
  return usageError(`Expected ${option} to be a number of seconds up to 86400, got '${text}'`);
}

function usageError(message: string): never {
  console.error(`${message}\n\n${help}`);
  process.exit(2);
}

await main();
