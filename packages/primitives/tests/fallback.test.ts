import { describe, expect, test } from 'vitest';
import { fallback, WorkflowContext } from '@slo/primitives';
import { mock } from '@slo/primitives/testing';

describe('fallback', () => {
  test('takes the first that succeeds and asks no further', async () => {
    const last = mock<string, string>().returns('last');
    const flow = fallback(
      mock<string, string>().throws(new Error('down')),
      () => Promise.resolve('second'),
      last,
    );
    await expect(flow.execute('input')).resolves.toBe('second');
    expect(last.callCount).toBe(0);
  });

  test('throws every error, in order, when all fail', async () => {
    const errors = [new Error('down'), 'no error at all'];
    const flow = fallback(
      mock<string, string>('first').throws(errors[0]),
      mock<string, string>().throws(errors[1]),
    );
    const failed = flow.execute('input', new WorkflowContext('demo'));
    await expect(failed).rejects.toBeInstanceOf(AggregateError);
    await expect(failed).rejects.toMatchObject({
      errors,
      message: 'All 2 alternatives failed',
      stepPath: 'demo',
    });
    expect(errors[0]).toHaveProperty('stepPath', 'demo › fallback[0] › first');
  });

  test('tries no alternative once the context is aborted', async () => {
    const controller = new AbortController();
    const next = mock<string, string>().returns('next');
    const flow = fallback((_: string, { signal }: WorkflowContext) => {
      controller.abort(new Error('stop'));
      signal.throwIfAborted();
      return '';
    }, next);
    const context = new WorkflowContext('demo', { signal: controller.signal });
    await expect(flow.execute('input', context)).rejects.toThrow('stop');
    expect(next.callCount).toBe(0);
  });

  test('paths tell which alternative runs', async () => {
    const second = mock<string, string>('mirror').returns('ok');
    await fallback(mock<string, string>().throws(new Error('down')), second).execute(
      'input',
      new WorkflowContext('demo'),
    );
    expect(second.calls[0]?.path).toBe('demo › fallback[1] › mirror');
  });
});
