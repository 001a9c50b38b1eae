import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { importOurs } from '../ours.ts';
import { defineRow, equals, type Call } from '../row.ts';
import type { Step } from './retry.ts';

export interface TimeoutParts {
  readonly step: Step;
  /** In milliseconds. */
  readonly limit: number;
}

export const timeoutNotFired = defineRow<TimeoutParts>({
  name: 'timeout, not fired',
  target: 1.6,
  floor: ({ step, limit }) => timeoutByHand(step, limit),
  ours: {
    async slo({ step, limit }) {
      const { timeout } = await importOurs();
      const flow = timeout(step, limit);
      return (input) => flow.execute(input);
    },
    async 'slo, context given'({ step, limit }) {
      const { timeout, WorkflowContext } = await importOurs();
      const flow = timeout(step, limit);
      const context = new WorkflowContext('bench');
      return (input) => flow.execute(input, context);
    },
  },
  byHand: {
    'by hand, without race': ({ step, limit }) => timeoutWithoutRace(step, limit),
    'by hand, aborts the step': ({ step, limit }) => timeoutWithAbort(step, limit),
    'AbortSignal.timeout': ({ step, limit }) => timeoutBySignal(step, limit),
  },
  peers: {
    async rxjs({ step, limit }) {
      const { from, lastValueFrom, timeout } = await import('rxjs');
      return (input) => lastValueFrom(from(step(input)).pipe(timeout(limit)));
    },
    async Effect({ step, limit }) {
      const { Effect } = await import('effect');
      return (input) =>
        Effect.runPromise(Effect.promise(() => step(input)).pipe(Effect.timeout(limit)));
    },
    async 'es-toolkit'({ step, limit }) {
      const { withTimeout } = await import('es-toolkit');
      return (input) => withTimeout(() => step(input), limit);
    },
    async cockatiel({ step, limit }) {
      const { timeout, TimeoutStrategy } = await import('cockatiel');
      const policy = timeout(limit, TimeoutStrategy.Aggressive);
      return (input) => policy.execute(() => step(input));
    },
    async 'p-timeout'({ step, limit }) {
      const { default: pTimeout } = await import('p-timeout');
      return (input) => pTimeout(step(input), { milliseconds: limit });
    },
  },
  timed: {
    parts: { step: async (value) => value * 2, limit: 30_000 },
    input: 21,
    check: equals(42),
  },
  prove: (make) => proveTimeout((step) => make({ step, limit: 20 })),
});

export function timeoutByHand(step: Step, limit: number): Step {
  return async (input) => {
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error('Too slow'));
      }, limit);
    });
    try {
      return await Promise.race([step(input), expired]);
    } finally {
      clearTimeout(timer);
    }
  };
}

function timeoutWithoutRace(step: Step, limit: number): Step {
  return (input) => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const timer = setTimeout(() => {
      reject(new Error('Too slow'));
    }, limit);
    step(input).then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
    return promise;
  };
}

function timeoutWithAbort(
  step: (value: number, signal: AbortSignal) => Promise<number>,
  limit: number,
): Step {
  return async (input) => {
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = new Error('Too slow');
        controller.abort(error);
        reject(error);
      }, limit);
    });
    try {
      return await Promise.race([step(input, controller.signal), expired]);
    } finally {
      clearTimeout(timer);
    }
  };
}

function timeoutBySignal(step: Step, limit: number): Step {
  return (input) =>
    new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(limit);
      const onAbort = (): void => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort);
      step(input)
        .then(resolve, reject)
        .finally(() => {
          signal.removeEventListener('abort', onAbort);
        });
    });
}

export async function proveTimeout(make: (step: Step) => Call | Promise<Call>): Promise<void> {
  const call = await make(async (value) => value * 2);
  assert.equal(await call(21), 42);

  const stuck = await make(() => new Promise(() => undefined));
  const ended = Promise.resolve(stuck(1)).then(
    () => 'resolved',
    () => 'rejected',
  );
  const late = sleep(2000, 'still waiting');
  assert.equal(await Promise.race([ended, late]), 'rejected', 'a step that hangs is given up');

  const broken = await make(() => Promise.reject(new Error('broken')));
  await assert.rejects(async () => broken(1), { message: 'broken' });
}
