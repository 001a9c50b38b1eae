import type { WorkflowContext } from './context.ts';
import { stamp, throwIfAborted, type Frame } from './frame.ts';
import { Group, siblingFailed, type Grouping } from './group.ts';
import { isPromiseLike, toPromise } from './promise.ts';
import { Scope } from './scope.ts';
import { call, type Runnable } from './step.ts';

type Steps = readonly Runnable<unknown, unknown>[];

/** What the outputs of a record are called; missing for a list. */
type Keys = readonly string[] | undefined;

/**
 * Gives one input to all steps at once; the first failure aborts the others.
 *
 * The runtime's own `Promise.all` gathers the outputs, which nothing written in JavaScript does faster;
 * only a failure has each branch looked at.
 */
export function runTogether(
  owner: Frame['owner'],
  steps: Steps,
  keys: Keys,
  input: unknown,
  context: WorkflowContext,
): unknown {
  const parent = context.frame;
  const scope = new Scope(context.scope);
  const outputs = new Array<unknown>(steps.length);
  const forks = new Array<WorkflowContext>(steps.length);
  let later = false;
  for (let index = 0; index < steps.length; index++) {
    try {
      scope.throwIfAborted();
      const fork = context.fork(scope);
      fork.frame = { parent, owner, index };
      forks[index] = fork;
      const output = call(steps[index] as Steps[number], input, fork);
      if (isPromiseLike(output)) {
        outputs[index] = toPromise(output);
        later = true;
      } else {
        outputs[index] = output;
      }
    } catch (error) {
      return failed(outputs.slice(0, index), forks, context, scope, error);
    }
  }
  const finish = (all: unknown[]): unknown => {
    scope.close();
    throwIfAborted(context);
    context.merge(forks);
    return inShape(all, keys);
  };
  if (!later) return finish(outputs);
  return Promise.all(outputs).then(finish, (error: unknown) =>
    failed(outputs, forks, context, scope, error),
  );
}

/** Tells the others to stop, waits for their ends, and throws what failed first. */
async function failed(
  outputs: readonly unknown[],
  forks: readonly WorkflowContext[],
  context: WorkflowContext,
  scope: Scope,
  error: unknown,
): Promise<never> {
  scope.abort(siblingFailed(error));
  const outcomes = await Promise.allSettled(outputs);
  scope.close();
  // A branch that failed at once has no outcome: it comes after those that were started.
  let first = outputs.length;
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === 'fulfilled') continue;
    if (outcome.reason === error) first = Math.min(first, index);
    else if (!scope.isEcho(outcome.reason)) {
      context.log.warn(`${forks[index]?.path ?? context.path} failed too`, outcome.reason);
    }
  }
  context.frame = forks[first]?.frame ?? context.frame;
  stamp(context, error);
  throw error;
}

/** Gives one input to all steps, only so many at once, or gathers what became of each. */
export async function runInTurns(
  owner: Frame['owner'],
  steps: Steps,
  keys: Keys,
  input: unknown,
  context: WorkflowContext,
  { concurrency, onError }: Grouping,
): Promise<unknown> {
  const parent = context.frame;
  const group = new Group(context, onError);
  let next = 0;

  const work = async (): Promise<void> => {
    for (let step = steps[next]; step !== undefined && group.open; step = steps[next]) {
      const index = next++;
      const fork = group.fork({ parent, owner, index });
      try {
        group.succeed(index, await call(step, input, fork), fork);
      } catch (error) {
        group.fail(error, fork, index);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, steps.length) }, work));
  return inShape(group.finish(), keys);
}

function inShape(outputs: unknown[], keys: Keys): unknown {
  if (keys === undefined) return outputs;
  // Entries, and not assignments, so that a branch may be called `__proto__`.
  return Object.fromEntries(keys.map((key, index) => [key, outputs[index]]));
}
