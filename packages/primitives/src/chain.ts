import type { WorkflowContext } from './context.ts';
import { enter, stamp, type Frame } from './frame.ts';
import { isPromiseLike } from './promise.ts';
import { call, type Runnable } from './step.ts';

type Steps = readonly Runnable<unknown, unknown>[];

/** Runs steps one after the other, at once as long as they answer at once. */
export function runInOrder(
  owner: Frame['owner'],
  steps: Steps,
  input: unknown,
  context: WorkflowContext,
): unknown {
  const frame = enter(context, owner);
  const { scope, observers } = context;
  let value = input;
  for (let index = 0; index < steps.length; index++) {
    if (index > 0 && scope !== undefined) scope.throwIfAborted();
    frame.index = index;
    const step = steps[index] as Steps[number];
    const { run } = step;
    // Steps that answer at once take so little time that even the look for observers shows.
    value = observers === undefined ? run(value, context) : call(step, value, context);
    if (isPromiseLike(value)) return resume(value, index + 1, steps, frame, context);
  }
  context.frame = frame.parent;
  return value;
}

/** Goes on once a step that answers later has answered. */
async function resume(
  pending: PromiseLike<unknown>,
  index: number,
  steps: Steps,
  frame: Frame,
  context: WorkflowContext,
): Promise<unknown> {
  try {
    let value = await pending;
    for (let step = steps[index]; step !== undefined; step = steps[++index]) {
      context.scope?.throwIfAborted();
      frame.index = index;
      value = call(step, value, context);
      if (isPromiseLike(value)) value = await value;
    }
    context.frame = frame.parent;
    return value;
  } catch (error) {
    stamp(context, error);
    throw error;
  }
}
