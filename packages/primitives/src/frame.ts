import type { WorkflowContext } from './context.ts';
import { isPromiseLike, toPromise } from './promise.ts';

/** Where in a flow a context stands: a primitive, and which part of it runs. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly owner: { label(index: number): string };
  index: number;
  /** The whole path, in place of a parent, where the work belongs to another run. */
  readonly path?: string;
}

/** The path of a frame, as in `validate › parallel.lint › retry 2/3`. */
export function pathOf(id: string, innermost: Frame | undefined): string {
  let path = '';
  for (let frame = innermost; frame !== undefined; frame = frame.parent) {
    if (frame.path !== undefined) return frame.path + path;
    const label = frame.owner.label(frame.index);
    if (label !== '') path = ` › ${label}${path}`;
  }
  return id + path;
}

/**
 * Notes that a primitive has begun; `leave` notes that it has ended, unless it fails: then the path of
 * the failure stays.
 */
export function enter(context: WorkflowContext, owner: Frame['owner']): Frame {
  const frame = { parent: context.frame, owner, index: 0 };
  context.frame = frame;
  return frame;
}

/** Passes on the output of the primitive that began with the frame, and notes its end. */
export function leave<Output>(
  context: WorkflowContext,
  frame: Frame,
  output: Output | PromiseLike<Output>,
): Output | PromiseLike<Output> {
  if (!isPromiseLike(output)) {
    context.frame = frame.parent;
    return output;
  }
  return toPromise(output).then((value) => {
    context.frame = frame.parent;
    return value;
  });
}

/**
 * Adds the path to an error that leaves the run, unless a deeper one stands there. An error that does
 * not allow it, frozen or with a mind of its own, is left as it is: it matters more than its path.
 */
export function stamp(context: WorkflowContext, error: unknown): void {
  try {
    if (!(error instanceof Error)) return;
    const { path } = context;
    const known = (error as { stepPath?: unknown }).stepPath;
    if (typeof known === 'string' && known.startsWith(path)) return;
    Reflect.defineProperty(error, 'stepPath', {
      value: path,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  } catch {
    // A getter has thrown, or the trap of a proxy.
  }
}

/** Throws the reason, with the path to here, once the run was aborted. */
export function throwIfAborted(context: WorkflowContext): void {
  const { scope } = context;
  if (scope?.aborted !== true) return;
  stamp(context, scope.reason);
  throw scope.reason;
}
