import { describe, expect, test } from 'vitest';
import {
  cache,
  fallback,
  lambda,
  parallel,
  retry,
  sequential,
  timeout,
  WorkflowContext,
  type Step,
} from '@slo/primitives';

const prepare = (key: string): string => key;

async function load(): Promise<string> {
  await Promise.resolve();
  throw new Error('down');
}

async function failureOf(flow: Promise<unknown>): Promise<unknown> {
  return flow.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('an error that callers share through a cache', () => {
  test.for<[string, (shared: Step<string, string>) => Step<string, unknown>]>([
    ['alone', (shared) => shared],
    ['in a chain', (shared) => sequential(prepare, shared)],
    ['in a branch', (shared) => parallel({ left: sequential(prepare, shared) })],
    ['after a name', (shared) => lambda('named', sequential(prepare, shared))],
    ['under a limit', (shared) => timeout(sequential(prepare, shared), '1h')],
    ['where it is tried once', (shared) => retry(shared, { maxAttempts: 1 })],
    ['in a long branch', (shared) => parallel([sequential(prepare, prepare, prepare, shared)])],
  ])('has the path of the call in which the step ran, when another asks %s', async ([, wrap]) => {
    const shared = cache(sequential(prepare, load));
    const ran = shared.execute('a', new WorkflowContext('ran'));
    const joined = sequential(wrap(shared)).execute('a', new WorkflowContext('joined'));
    const errors = await Promise.all([failureOf(ran), failureOf(joined)]);
    expect(errors[0]).toBe(errors[1]);
    expect(errors[0]).toHaveProperty('stepPath', 'ran › cache › load');
  });

  test('has the path of the branch that asked first', async () => {
    const shared = cache(sequential(prepare, load));
    const flow = parallel({
      left: sequential((key: string) => Promise.resolve(key), shared),
      right: shared,
    });
    const error = await failureOf(flow.execute('a', new WorkflowContext('run')));
    expect(error).toHaveProperty('stepPath', 'run › parallel.right › cache › load');
  });

  test('does not lend its path to what is done instead', async () => {
    const shared = cache(load);
    const paths: string[] = [];
    const note = (_: string, { path }: WorkflowContext): void => void paths.push(path);
    const ran = failureOf(shared.execute('a', new WorkflowContext('ran')));
    await fallback(shared, note).execute('a', new WorkflowContext('joined'));
    await ran;
    expect(paths).toEqual(['joined › fallback[1] › note']);
  });

  test('leaves the path alone of a caller who gives up first', async () => {
    const never = new Promise<string>(() => undefined);
    const shared = cache(() => never);
    const first = new AbortController();
    const second = new AbortController();
    const running = [first, second].map(({ signal }, index) =>
      failureOf(shared.execute('a', new WorkflowContext(`run ${String(index)}`, { signal }))),
    );
    second.abort(new Error('gone'));
    expect(await running[1]).toHaveProperty('stepPath', 'run 1 › cache');
  });
});
