/**
 * What a guard leaves behind when all goes well: `node --expose-gc leaks.ts <contestant> <calls>`.
 *
 * Every contestant gives up a step after 30 s, or when a signal is aborted that outlives all calls.
 */
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { importOurs } from './ours.ts';

/** What is still there after the last call. */
export interface Leak {
  readonly timers: number;
  readonly listeners: number;
  /** How much the heap has grown. */
  readonly kilobytes: number;
  /** The most memory the process ever held. */
  readonly megabytes: number;
}

type Call = () => PromiseLike<unknown>;

const limit = 30_000;
const step = async (): Promise<number> => 42;

/** What makes a call from the long-lived signal. */
export const guards: Readonly<Record<string, (signal: AbortSignal) => Promise<Call>>> = {
  'by hand': async () => () => timeoutByHand(),
  async slo(signal) {
    const { retry, timeout, WorkflowContext } = await importOurs();
    const flow = retry(timeout(step, limit), { maxAttempts: 3 });
    const context = new WorkflowContext('bench', { signal });
    return () => flow.execute(undefined, context);
  },
  async 'slo, a context a call'(signal) {
    const { retry, timeout, WorkflowContext } = await importOurs();
    const flow = retry(timeout(step, limit), { maxAttempts: 3 });
    return () => flow.execute(undefined, new WorkflowContext('bench', { signal }));
  },
  async 'slo, the signal read'(signal) {
    const { retry, timeout, WorkflowContext } = await importOurs();
    const flow = retry(
      timeout((_: undefined, context) => (context.signal.aborted ? 0 : step()), limit),
      { maxAttempts: 3 },
    );
    const context = new WorkflowContext('bench', { signal });
    return () => flow.execute(undefined, context);
  },
  async cockatiel(signal) {
    const { handleAll, retry, timeout, TimeoutStrategy, wrap } = await import('cockatiel');
    const policy = wrap(
      retry(handleAll, { maxAttempts: 2 }),
      timeout(limit, TimeoutStrategy.Aggressive),
    );
    return () => policy.execute(step, signal);
  },
  async 'p-retry, p-timeout'(signal) {
    const [{ default: pRetry }, { default: pTimeout }] = await Promise.all([
      import('p-retry'),
      import('p-timeout'),
    ]);
    return () => pRetry(() => pTimeout(step(), { milliseconds: limit, signal }), { signal });
  },
  async 'es-toolkit'(signal) {
    const { retry, withTimeout } = await import('es-toolkit');
    return () => retry(() => withTimeout(step, limit), { retries: 2, signal });
  },
  async Effect(signal) {
    const { Effect } = await import('effect');
    const flow = Effect.promise(step).pipe(Effect.timeout(limit), Effect.retry({ times: 2 }));
    return () => Effect.runPromise(flow, { signal });
  },
  async 'AbortSignal.any, AbortSignal.timeout'(signal) {
    return () => stepWithSignal(AbortSignal.any([signal, AbortSignal.timeout(limit)]));
  },
  async 'radashi timeout, raced'() {
    const { timeout } = await import('radashi');
    return () => Promise.race([step(), timeout(limit)]);
  },
};

if (import.meta.main) {
  const [contestant = '', calls] = process.argv.slice(2);
  const guard = guards[contestant];
  assert(
    guard !== undefined && gc !== undefined,
    'Run: node --expose-gc leaks.ts <contestant> <calls>',
  );
  const { signal } = new AbortController();
  const call = await guard(signal);
  await run(call, 1000);
  const before = await liveHeap();
  await run(call, Number(calls));
  const leak: Leak = {
    timers: process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length,
    listeners: getEventListeners(signal, 'abort').length,
    kilobytes: ((await liveHeap()) - before) / 1024,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(leak));
  process.exit();
}

async function run(call: Call, count: number): Promise<void> {
  for (let done = 1; done <= count; done++) {
    assert.equal(await call(), 42);
    // Finalizers need a turn of the event loop, as any program that waits for I/O gives them.
    if (done % 1000 === 0) await setImmediate();
  }
}

async function liveHeap(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    gc?.();
    await setImmediate();
  }
  return process.memoryUsage().heapUsed;
}

async function timeoutByHand(): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('Too slow'));
    }, limit);
  });
  try {
    return await Promise.race([step(), expired]);
  } finally {
    clearTimeout(timer);
  }
}

async function stepWithSignal(signal: AbortSignal): Promise<number> {
  const output = await step();
  signal.throwIfAborted();
  return output;
}
