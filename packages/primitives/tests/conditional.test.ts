import { describe, expect, test } from 'vitest';
import { conditional, WorkflowContext } from '@slo/primitives';
import { mock } from '@slo/primitives/testing';

const isLong = (text: string): boolean => text.length > 3;

describe('conditional', () => {
  test.for([
    ['at once', isLong],
    ['later', (text: string) => Promise.resolve(isLong(text))],
  ] as const)('runs the step that a condition known %s chooses', async ([, predicate]) => {
    const flow = conditional(
      predicate,
      () => 'long',
      () => 'short',
    );
    await expect(flow.execute('word')).resolves.toBe('long');
    await expect(flow.execute('wo')).resolves.toBe('short');
  });

  test('passes the input on where there is no other step', async () => {
    const flow = conditional(isLong, (text) => text.length);
    await expect(flow.execute('word')).resolves.toBe(4);
    await expect(flow.execute('wo')).resolves.toBe('wo');
  });

  test('the path tells which way it went', async () => {
    const error = new Error('broken');
    const flow = conditional(isLong, mock<string, number>('measure').throws(error));
    await expect(flow.execute('word', new WorkflowContext('demo'))).rejects.toBe(error);
    expect(error).toHaveProperty('stepPath', 'demo › conditional.then › measure');
  });

  test('refuses a condition that is no boolean', async () => {
    const flow = conditional(
      (text: string) => text as unknown as boolean,
      () => 1,
    );
    await expect(flow.execute('yes')).rejects.toThrow('to return a boolean, got "yes"');
  });
});
