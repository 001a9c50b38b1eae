import type { Outcome, StepStart, WorkflowContext } from '../index.ts';

/** A step that ran. */
export interface RecordedStep extends StepStart {
  /** What became of it; missing while it runs. */
  readonly outcome?: Outcome<unknown>;
}

/**
 * Records the steps that run in a context, in the order in which they start. The list grows as they do.
 *
 * @example
 * ```ts
 * const context = new WorkflowContext('test');
 * const steps = recorded(context);
 * await sequential(trim, count).execute(' a b ', context);
 * expect(steps.map(({ name, input }) => [name, input])).toEqual([
 *   ['trim', ' a b '],
 *   ['count', 'a b'],
 * ]);
 * ```
 */
export function recorded(context: WorkflowContext): readonly RecordedStep[] {
  const steps: RecordedStep[] = [];
  context.observe((start) => {
    const index = steps.push(start) - 1;
    return (outcome) => {
      steps[index] = { ...start, outcome };
    };
  });
  return steps;
}
