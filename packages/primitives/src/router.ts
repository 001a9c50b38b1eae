import type { WorkflowContext } from './context.ts';
import { enter, leave } from './frame.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { isPromiseLike, toPromise } from './promise.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import { refuseUnknownOptions, show, toFunction, toNamed } from './validation.ts';

/** What to do with an input that has no route. */
export interface RouterOptions<Input, Output> {
  /** Runs when the selected name is no route. Default: such a name is an error. */
  readonly otherwise?: Step<Input, Output> | undefined;
}

/**
 * Runs the one step, of several named ones, that fits the input.
 *
 * @example
 * ```ts
 * const parse = new RouterPrimitive(
 *   (file: string) => file.split('.').at(-1) ?? '',
 *   { json: (file) => `${file} is data`, md: (file) => `${file} is prose` },
 *   { otherwise: (file) => `${file} is unknown` },
 * );
 * await parse.execute('notes.md'); // 'notes.md is prose'
 * await parse.execute('a.out'); // 'a.out is unknown'
 * ```
 */
export class RouterPrimitive<in Input, out Output> extends WorkflowPrimitive<Input, Output> {
  readonly #select: (input: Input, context: WorkflowContext) => string | PromiseLike<string>;
  readonly #routes: readonly (readonly [name: string, step: Runnable<Input, Output>])[];
  readonly #otherwise: Runnable<Input, Output> | undefined;

  /** @throws {TypeError} When there is no route, something that is no step, or a bad option. */
  constructor(
    select: (input: Input, context: WorkflowContext) => string | PromiseLike<string>,
    routes: Readonly<Record<string, Step<Input, Output>>>,
    options: RouterOptions<Input, Output> = {},
  ) {
    super();
    this.#select = toFunction('the selector of router', select);
    const isRecord = typeof routes === 'object' && (routes as unknown) !== null;
    const named = isRecord ? toNamed('router', routes) : [];
    if (named.length === 0) {
      throw new TypeError(`Expected router to get a record of routes, got ${show(routes)}`);
    }
    this.#routes = named.map(([name, step]) => [name, toRunnable('router', step)]);
    refuseUnknownOptions('router', options, ['otherwise']);
    const { otherwise } = options;
    this.#otherwise = otherwise === undefined ? undefined : toRunnable('router', otherwise);
  }

  /** Runs the step that is selected for the input. */
  override run(input: Input, context: WorkflowContext): Output | PromiseLike<Output> {
    const frame = enter(context, this);
    frame.index = -1;
    const route = (name: string): Output | PromiseLike<Output> => {
      context.scope?.throwIfAborted();
      const index = this.#routes.findIndex(([known]) => known === name);
      const step = this.#routes[index]?.[1] ?? this.#otherwise;
      if (step === undefined) {
        const known = this.#routes.map(([each]) => each).join(', ');
        throw new RangeError(`router has no route ${show(name)}; it has ${known}`);
      }
      frame.index = index === -1 ? this.#routes.length : index;
      return leave(context, frame, call(step, input, context));
    };
    const name = this.#select(input, context);
    return isPromiseLike(name) ? toPromise(name).then(route) : route(name);
  }

  /** @internal */
  label(index: number): string {
    const [name, step] = this.#routes[index] ?? ['otherwise', this.#otherwise];
    return index === -1 ? 'router' : labelOf(`router.${name}`, step);
  }
}

/**
 * Runs the one step, of several named ones, that fits the input.
 *
 * @throws {TypeError} When there is no route, something that is no step, or a bad option.
 * @example
 * ```ts
 * const area = router((shape: { kind: 'square' | 'circle'; size: number }) => shape.kind, {
 *   square: ({ size }) => size ** 2,
 *   circle: ({ size }) => Math.PI * size ** 2,
 * });
 * await area.execute({ kind: 'square', size: 3 }); // 9
 * ```
 */
export function router<Input, const All extends Readonly<Record<string, Step<Input, unknown>>>>(
  select: (
    input: Input,
    context: WorkflowContext,
  ) => NoInfer<keyof All & string> | PromiseLike<NoInfer<keyof All & string>>,
  routes: All,
): RouterPrimitive<Input, OutputOf<All[keyof All]>>;
export function router<
  Input,
  const All extends Readonly<Record<string, Step<Input, unknown>>>,
  Other,
>(
  select: (input: Input, context: WorkflowContext) => string | PromiseLike<string>,
  routes: All,
  options: { readonly otherwise: Step<Input, Other> },
): RouterPrimitive<Input, OutputOf<All[keyof All]> | Other>;
export function router(
  select: (input: never, context: WorkflowContext) => string | PromiseLike<string>,
  routes: Readonly<Record<string, Step<never, unknown>>>,
  options?: RouterOptions<never, unknown>,
): RouterPrimitive<never, unknown> {
  return new RouterPrimitive(select, routes, options);
}

type OutputOf<Route> = Route extends Step<never, infer Output> ? Output : never;
