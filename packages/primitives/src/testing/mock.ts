import type { WorkflowContext } from '../context.ts';
import { WorkflowPrimitive } from '../index.ts';
import type { StepFunction } from '../step.ts';

/** One call of a {@link MockPrimitive}. */
export interface RecordedCall<Input> {
  readonly input: Input;
  readonly context: WorkflowContext;
  /** Where the call stood in the flow, as in `run › retry 2/3 › fetch`. */
  readonly path: string;
}

/**
 * Stands in for a step in a test: does what it is told and remembers how it was called.
 *
 * @example
 * ```ts
 * const save = new MockPrimitive<string, number>('save').returnsOnce(1).throws(new Error('full'));
 * expect(await save.execute('a')).toBe(1);
 * await expect(save.execute('b')).rejects.toThrow('full');
 * expect(save.calls.map(({ input, path }) => [input, path])).toEqual([['a', 'save'], ['b', 'save']]);
 * ```
 */
export class MockPrimitive<Input, Output> extends WorkflowPrimitive<Input, Output> {
  readonly #name: string;
  readonly #calls: RecordedCall<Input>[] = [];
  readonly #once: StepFunction<Input, Output>[] = [];
  #always: StepFunction<Input, Output> | undefined;

  /** @param name - What paths call it. Default: `'mock'`. */
  constructor(name = 'mock') {
    super();
    this.#name = name;
  }

  /** What paths call it. */
  override get name(): string {
    return this.#name;
  }

  /** The calls so far, in order. */
  get calls(): readonly RecordedCall<Input>[] {
    return this.#calls;
  }

  /** How often it was called. */
  get callCount(): number {
    return this.#calls.length;
  }

  /** What it was called with, in order. */
  get inputs(): readonly Input[] {
    return this.#calls.map(({ input }) => input);
  }

  /** Answers every call that nothing else was planned for with the value. */
  returns(value: Output): this {
    return this.implementation(() => value);
  }

  /** Answers one call with the value. */
  returnsOnce(value: Output): this {
    return this.implementationOnce(() => value);
  }

  /** Fails every call that nothing else was planned for with the error. */
  throws(error: unknown): this {
    return this.implementation(() => {
      throw error;
    });
  }

  /** Fails one call with the error. */
  throwsOnce(error: unknown): this {
    return this.implementationOnce(() => {
      throw error;
    });
  }

  /** Does the same at every call that nothing else was planned for. */
  implementation(step: StepFunction<Input, Output>): this {
    this.#always = step;
    return this;
  }

  /** Does something at one call; calls planned for in this way come in the order of planning. */
  implementationOnce(step: StepFunction<Input, Output>): this {
    this.#once.push(step);
    return this;
  }

  /** Records the call and does what was planned for it. */
  override run(input: Input, context: WorkflowContext): Output | PromiseLike<Output> {
    this.#calls.push({ input, context, path: context.path });
    const step = this.#once.shift() ?? this.#always;
    if (step !== undefined) return step(input, context);
    throw new Error(
      `Nothing is planned for this call of ${this.#name}; say returns(…) or throws(…)`,
    );
  }
}

/**
 * Makes a {@link MockPrimitive}.
 *
 * @example
 * ```ts
 * const fetchPage = mock<string, string>('fetchPage').throwsOnce(new Error('busy')).returns('page');
 * expect(await retry(fetchPage, { initialDelay: 0 }).execute('/a')).toBe('page');
 * expect(fetchPage.inputs).toEqual(['/a', '/a']);
 * ```
 */
export function mock<Input, Output>(name?: string): MockPrimitive<Input, Output> {
  return new MockPrimitive(name);
}
