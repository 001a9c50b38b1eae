import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { importOurs } from '../ours.ts';
import { defineRow, equals, type Call } from '../row.ts';

export type Step = (value: number) => Promise<number>;

export interface RetryParts {
  readonly step: Step;
  /** The wait before the second attempt, in milliseconds; each later one is twice as long. */
  readonly delay: number;
}

export const retrySucceeding = defineRow<RetryParts>({
  name: 'retry, first try succeeds',
  target: 1.6,
  floor: ({ step, delay }) => retryByHand(step, delay),
  ours: {
    async slo({ step, delay }) {
      const { retry } = await importOurs();
      const flow = retry(step, { maxAttempts: 3, initialDelay: delay });
      return (input) => flow.execute(input);
    },
    async 'slo, context given'({ step, delay }) {
      const { retry, WorkflowContext } = await importOurs();
      const flow = retry(step, { maxAttempts: 3, initialDelay: delay });
      const context = new WorkflowContext('bench');
      return (input) => flow.execute(input, context);
    },
  },
  peers: {
    async 'es-toolkit'({ step, delay }) {
      const { retry } = await import('es-toolkit');
      const options = { retries: 2, delay: (attempt: number) => delay * 2 ** attempt };
      return (input) => retry(() => step(input), options);
    },
    async radashi({ step, delay }) {
      const { retry } = await import('radashi');
      const options = { times: 3, backoff: (count: number) => delay * 2 ** count };
      return (input) => retry(options, () => step(input));
    },
    async cockatiel({ step, delay }) {
      const { ExponentialBackoff, handleAll, retry } = await import('cockatiel');
      const backoff = new ExponentialBackoff({ initialDelay: delay });
      const policy = retry(handleAll, { maxAttempts: 2, backoff });
      return (input) => policy.execute(() => step(input));
    },
    async 'p-retry'({ step, delay }) {
      const { default: pRetry } = await import('p-retry');
      const options = { retries: 2, minTimeout: delay };
      return (input) => pRetry(() => step(input), options);
    },
    async rxjs({ step, delay }) {
      const { defer, lastValueFrom, retry, timer } = await import('rxjs');
      const policy = retry<number>({
        count: 2,
        delay: (_, attempt) => timer(delay * 2 ** (attempt - 1)),
      });
      return (input) => lastValueFrom(defer(() => step(input)).pipe(policy));
    },
    async Effect({ step, delay }) {
      const { Effect, Schedule } = await import('effect');
      const schedule = Schedule.exponential(delay);
      return (input) =>
        Effect.runPromise(
          Effect.tryPromise({ try: () => step(input), catch: (error) => error }).pipe(
            Effect.retry({ times: 2, schedule }),
          ),
        );
    },
  },
  timed: { parts: { step: async (value) => value * 2, delay: 1000 }, input: 21, check: equals(42) },
  prove: (make) => proveRetry((step) => make({ step, delay: 1 })),
});

export function retryByHand(step: Step, delay: number): Step {
  return async (input) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await step(input);
      } catch (error) {
        if (attempt === 2) throw error;
        await sleep(delay * 2 ** attempt);
      }
    }
  };
}

export async function proveRetry(make: (step: Step) => Call | Promise<Call>): Promise<void> {
  let calls = 0;
  const flaky = await make(async (value) => {
    calls++;
    if (calls < 3) throw new Error('flaky');
    return value;
  });
  assert.equal(await flaky(7), 7);
  assert.equal(calls, 3, 'a step that fails twice is called three times');

  calls = 0;
  const hopeless = await make(async () => {
    calls++;
    throw new Error('hopeless');
  });
  await assert.rejects(async () => hopeless(7), { message: 'hopeless' });
  assert.equal(calls, 3, 'a step that always fails is called three times');
}
