import { expect, test } from 'vitest';
// #region flow
import { cache, fallback, map, retry, sequential, WorkflowContext } from '@slo/primitives';

const evaluate = (ask: (model: string, signal: AbortSignal) => Promise<number>) => {
  const askModel = (model: string, { signal }: WorkflowContext) => ask(model, signal);
  const patient = retry(askModel, { maxAttempts: 3, perAttempt: '30s' });
  const remembered = cache(patient, { ttl: '1h' });
  const rated = fallback(remembered, () => 0);
  return sequential(
    map(rated, { concurrency: 8 }),
    (scores) => scores.reduce((sum, score) => sum + score, 0) / scores.length,
  );
};
// #endregion

// #region test
import { ManualClock, mock } from '@slo/primitives/testing';

test('a model that is busy is asked again, and one that is gone counts as 0', async () => {
  const asked = mock<string, number>('ask')
    .returnsOnce(0.5)
    .throwsOnce(Object.assign(new Error('gone'), { retryable: false }))
    .throwsOnce(new Error('busy'))
    .returns(0.25);
  const clock = new ManualClock();
  const context = new WorkflowContext('test', { clock });
  const flow = evaluate((model) => asked.execute(model));
  const running = flow.execute(['phi', 'qwen', 'gemma'], context);
  await clock.run();
  expect(await running).toBe(0.25);
  expect(asked.callCount).toBe(4);
});
// #endregion
