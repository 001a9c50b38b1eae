import type { WorkflowContext } from './context.ts';
import { stamp, type Frame } from './frame.ts';
import { Group, siblingFailed, type GroupOptions } from './group.ts';
import { isPromiseLike } from './promise.ts';
import { Scope } from './scope.ts';
import { call, type Runnable } from './step.ts';

type Steps = readonly Runnable<unknown, unknown>[];

/**
 * Gives one input to all steps at once; the first failure aborts the others.
 *
 * The runtime's own `Promise.all` gathers the outputs, which nothing written in JavaScript does faster;
 * what a failure needs is worked out when there is one.
 */
export function runTogether<Output>(
  owner: Frame['owner'],
  steps: Steps,
  input: unknown,
  context: WorkflowContext,
  shape: (outputs: unknown[]) => Output,
): Output | Promise<Output> {
  const parent = context.frame;
  const scope = new Scope(context.scope);
  const outputs = new Array<unknown>(steps.length);
  const forks = new Array<WorkflowContext>(steps.length);
  let later = false;

  const finish = (all: unknown[]): Output => {
    scope.close();
    context.scope?.throwIfAborted();
    context.merge(forks);
    return shape(all);
  };
  const fail = async (error: unknown, started = steps.length): Promise<never> => {
    scope.abort(siblingFailed(error));
    const outcomes = await Promise.allSettled(outputs.slice(0, started));
    scope.close();
    const reasons: unknown[] = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as unknown) : scope.reason,
    );
    // A branch that failed at once has no outcome: it comes after those that were started.
    const first = reasons.includes(error) ? reasons.indexOf(error) : started;
    for (const [index, reason] of reasons.entries()) {
      if (reason !== error && !scope.isEcho(reason)) {
        context.log.warn(`${forks[index]?.path ?? context.path} failed too`, reason);
      }
    }
    context.frame = forks[first]?.frame ?? parent;
    stamp(context, error);
    throw error;
  };

  for (let index = 0; index < steps.length; index++) {
    if (scope.aborted) return fail(scope.reason, index);
    const fork = context.fork(scope);
    fork.frame = { parent, owner, index };
    forks[index] = fork;
    try {
      const output = call(steps[index] as Steps[number], input, fork);
      outputs[index] = output;
      later ||= isPromiseLike(output);
    } catch (error) {
      return fail(error, index);
    }
  }
  return later ? Promise.all(outputs).then(finish, fail) : finish(outputs);
}

/** Gives one input to all steps, only so many at once, or gathers what became of each. */
export function runInTurns(
  owner: Frame['owner'],
  steps: Steps,
  input: unknown,
  context: WorkflowContext,
  { concurrency, onError }: Required<GroupOptions>,
): Promise<unknown[]> {
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
  const workers = Array.from({ length: Math.min(concurrency, steps.length) }, work);
  return Promise.all(workers).then(() => group.finish());
}
