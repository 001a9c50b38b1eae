/** What examples may use without saying where it comes from. */
import * as primitives from '@slo/primitives';

export * from '@slo/primitives';
export * from '@slo/primitives/testing';
export { open } from 'node:fs/promises';
export { expect } from 'vitest';

export class WorkflowContext extends primitives.WorkflowContext {
  // A script takes the process over, which is not its own here.
  static override script(id: string): primitives.WorkflowContext {
    return new primitives.WorkflowContext(id);
  }
}

export const context = new primitives.WorkflowContext('example');
export const signal: AbortSignal = new AbortController().signal;
export const input = 'input';
export const models = ['a'];
export const flow = primitives.lambda('flow', (text: string) => text);
export const evaluate = primitives.lambda('evaluate', (names: string[]) => names);
export const score = (text: string): Promise<number> => Promise.resolve(text.length);
export const load = (url: string): Promise<string> => Promise.resolve(`page of ${url}`);
export const trim = (text: string): string => text.trim();
export const count = (text: string): number => text.length;
