import { importOurs } from '../ours.ts';
import { defineRow, equals } from '../row.ts';
import { proveRetry, retryByHand, type RetryParts } from './retry.ts';
import { proveTimeout, timeoutByHand, type TimeoutParts } from './timeout.ts';

export const retryOfTimeout = defineRow<RetryParts & TimeoutParts>({
  name: 'retry(timeout), neither needed',
  target: 1.6,
  floor: ({ step, delay, limit }) => retryByHand(timeoutByHand(step, limit), delay),
  ours: {
    async slo({ step, delay, limit }) {
      const { retry, timeout } = await importOurs();
      const flow = retry(timeout(step, limit), { maxAttempts: 3, initialDelay: delay });
      return (input) => flow.execute(input);
    },
    async 'slo, perAttempt'({ step, delay, limit }) {
      const { retry } = await importOurs();
      const flow = retry(step, { maxAttempts: 3, initialDelay: delay, perAttempt: limit });
      return (input) => flow.execute(input);
    },
  },
  peers: {
    async 'es-toolkit'({ step, delay, limit }) {
      const { retry, withTimeout } = await import('es-toolkit');
      const options = { retries: 2, delay: (attempt: number) => delay * 2 ** attempt };
      return (input) => retry(() => withTimeout(() => step(input), limit), options);
    },
    async cockatiel({ step, delay, limit }) {
      const { ExponentialBackoff, handleAll, retry, timeout, TimeoutStrategy, wrap } =
        await import('cockatiel');
      const backoff = new ExponentialBackoff({ initialDelay: delay });
      const policy = wrap(
        retry(handleAll, { maxAttempts: 2, backoff }),
        timeout(limit, TimeoutStrategy.Aggressive),
      );
      return (input) => policy.execute(() => step(input));
    },
    async 'p-retry, p-timeout'({ step, delay, limit }) {
      const [{ default: pRetry }, { default: pTimeout }] = await Promise.all([
        import('p-retry'),
        import('p-timeout'),
      ]);
      const options = { retries: 2, minTimeout: delay };
      return (input) => pRetry(() => pTimeout(step(input), { milliseconds: limit }), options);
    },
    async rxjs({ step, delay, limit }) {
      const { defer, lastValueFrom, retry, timeout, timer } = await import('rxjs');
      const policy = retry<number>({
        count: 2,
        delay: (_, attempt) => timer(delay * 2 ** (attempt - 1)),
      });
      return (input) => lastValueFrom(defer(() => step(input)).pipe(timeout(limit), policy));
    },
    async Effect({ step, delay, limit }) {
      const { Effect, Schedule } = await import('effect');
      const schedule = Schedule.exponential(delay);
      return (input) =>
        Effect.runPromise(
          Effect.tryPromise({ try: () => step(input), catch: (error) => error }).pipe(
            Effect.timeout(limit),
            Effect.retry({ times: 2, schedule }),
          ),
        );
    },
  },
  timed: {
    parts: { step: async (value) => value * 2, delay: 1000, limit: 30_000 },
    input: 21,
    check: equals(42),
  },
  async prove(make) {
    await proveRetry((step) => make({ step, delay: 1, limit: 1000 }));
    await proveTimeout((step) => make({ step, delay: 1, limit: 20 }));
  },
});
