import { describe, expect, test } from 'vitest';
import {
  lambda,
  sequential,
  SequentialPrimitive,
  WorkflowContext,
  type Step,
} from '@slo/primitives';
import { mock } from '@slo/primitives/testing';

const length = (text: string): number => text.length;
const double = (n: number): Promise<number> => Promise.resolve(n * 2);
const pathOf = (_: number, { path }: WorkflowContext): string => path;

describe('sequential', () => {
  test('gives each step what the one before it returned, at once or later', async () => {
    const flow = sequential(length, double, (n) => `${n}!`);
    await expect(flow.execute('four')).resolves.toBe('8!');
  });

  test('is a >> b: pipe makes one flat chain', async () => {
    const flow = lambda('length', length)
      .pipe(double)
      .pipe((n) => n + 1);
    expect(flow).toBeInstanceOf(SequentialPrimitive);
    await expect(flow.execute('four')).resolves.toBe(9);
  });

  test('awaiting a primitive does not run it', async () => {
    const step = mock<string, string>().returns('ran');
    const flow = sequential(step);
    // eslint-disable-next-line @typescript-eslint/await-thenable -- that it is none is the point
    expect(await flow).toBe(flow);
    expect(step.callCount).toBe(0);
  });

  test('stops at the first step that fails and throws its error as it is', async () => {
    const error = new Error('broken');
    const later = mock<number, number>().returns(1);
    const flow = sequential(length, mock<number, number>('breaks').throws(error), later);
    await expect(flow.execute('x', new WorkflowContext('demo'))).rejects.toBe(error);
    expect(error).toHaveProperty('stepPath', 'demo › breaks');
    expect(later.callCount).toBe(0);
  });

  test.for<[string, Step<number, string>]>([
    ['a function named by a symbol', Object.defineProperty(pathOf, 'name', { value: Symbol('n') })],
    ['the namespace of a module', Object.assign(Object.create(null), { execute: pathOf })],
    ['what has something else for a constructor', { constructor: 5, execute: pathOf } as never],
  ])('calls %s by its number', async ([, step]) => {
    const flow = sequential((n: number) => n, step);
    expect(await flow.execute(1, new WorkflowContext('demo'))).toBe('demo › step 2');
  });

  test('runs no further step once the context is aborted', async () => {
    const controller = new AbortController();
    const context = new WorkflowContext('demo', { signal: controller.signal });
    const reason = new Error('enough');
    const later = mock<number, number>().returns(1);
    const stopped = sequential((n: number) => {
      controller.abort(reason);
      return n;
    }, later).execute(1, context);
    await expect(stopped).rejects.toBe(reason);
    expect(later.callCount).toBe(0);
  });

  test('refuses to begin in a context that is aborted already', async () => {
    const step = mock<number, number>().returns(1);
    const context = new WorkflowContext('demo', { signal: AbortSignal.abort(new Error('late')) });
    await expect(sequential(step).execute(1, context)).rejects.toThrow('late');
    expect(step.callCount).toBe(0);
  });

  test('keeps a long chain of answers at once off the stack', async () => {
    let flow = lambda('zero', (n: number) => n).pipe((n) => n);
    for (let i = 0; i < 5_000; i++) flow = flow.pipe((n) => n + 1);
    await expect(flow.execute(0)).resolves.toBe(5_000);
  });
});
