import { describe, expectTypeOf, test } from 'vitest';
import {
  cache,
  conditional,
  fallback,
  lambda,
  map,
  mapStream,
  parallel,
  retry,
  router,
  saga,
  sequential,
  timeout,
  type Outcome,
  type WorkflowContext,
  type WorkflowPrimitive,
} from '@slo/primitives';

const length = (text: string): number => text.length;
const split = (text: string): Promise<string[]> => Promise.resolve(text.split(' '));
declare const dated: WorkflowPrimitive<string, Date>;

declare function inputOf<Input>(flow: WorkflowPrimitive<Input, unknown>): Input;
declare function outputOf<Output>(flow: WorkflowPrimitive<never, Output>): Output;

describe('chains', () => {
  test('infer the parameter of each function from the step before it', () => {
    const flow = sequential(
      split,
      (words) => words.length,
      (count) => Promise.resolve({ count }),
      ({ count }, context) => {
        expectTypeOf(context).toEqualTypeOf<WorkflowContext>();
        return count > 1;
      },
    );
    expectTypeOf(inputOf(flow)).toEqualTypeOf<string>();
    expectTypeOf(flow.execute('a')).toEqualTypeOf<Promise<boolean>>();
  });

  test('of any length are typed by pipe', () => {
    const flow = lambda('a', length)
      .pipe((n) => n + 1)
      .pipe((n) => String(n))
      .pipe((s) => [s])
      .pipe((list) => list.length)
      .pipe((n) => n > 1)
      .pipe((yes) => (yes ? ('yes' as const) : ('no' as const)));
    expectTypeOf(flow.execute('')).toEqualTypeOf<Promise<'yes' | 'no'>>();
  });

  test('take wider steps, primitives and functions alike', () => {
    const flow = sequential(
      length,
      (value: unknown) => value,
      lambda('never', () => 1),
    );
    expectTypeOf(flow.execute('')).toEqualTypeOf<Promise<number>>();
  });
});

describe('parallel', () => {
  test('keeps tuples, records and what promises hold', () => {
    const list = parallel([length, split, dated]);
    expectTypeOf(list.execute('')).toEqualTypeOf<Promise<[number, string[], Date]>>();
    const named = parallel({ length, split });
    expectTypeOf(outputOf(named)).toEqualTypeOf<{ length: number; split: string[] }>();
  });

  test('wants an input that all branches take', () => {
    const flow = parallel([({ a }: { a: string }) => a, ({ b }: { b: number }) => b]);
    expectTypeOf(inputOf(flow)).toEqualTypeOf<{ a: string } & { b: number }>();
    const literal = parallel([(text: 'x' | 'y') => text, (text: string) => text]);
    expectTypeOf(inputOf(literal)).toEqualTypeOf<'x' | 'y'>();
  });

  test('infers the parameters of its functions from the step before', () => {
    const flow = sequential(
      length,
      parallel([(n) => n + 1, (n) => String(n)]),
      ([a, b]) => `${b}${a}`,
    );
    expectTypeOf(flow.execute('')).toEqualTypeOf<Promise<string>>();
  });

  test('collects outcomes', () => {
    const flow = parallel({ length }, { onError: 'collect' });
    expectTypeOf(outputOf(flow)).toEqualTypeOf<{ length: Outcome<number> }>();
  });

  test('is a WorkflowPrimitive, as a function that builds a flow may say', () => {
    const build = (): WorkflowPrimitive<string, [number, string[]]> => parallel([length, split]);
    expectTypeOf(build().execute('')).toEqualTypeOf<Promise<[number, string[]]>>();
  });

  test('and makes one flat tuple', () => {
    const flow = lambda('a', length).and(split).and(dated);
    expectTypeOf(flow.execute('')).toEqualTypeOf<Promise<[number, string[], Date]>>();
  });
});

describe('what wraps a step keeps its types', () => {
  test('retry, timeout and cache', () => {
    const flow = timeout(retry(cache(split, { key: (text) => text })), '1s');
    expectTypeOf(inputOf(flow)).toEqualTypeOf<string>();
    expectTypeOf(flow.execute('')).toEqualTypeOf<Promise<string[]>>();
  });

  test('map and mapStream', () => {
    expectTypeOf(map(split).execute(['a'])).toEqualTypeOf<Promise<string[][]>>();
    expectTypeOf(map(split, { onError: 'collect' }).execute(['a'])).toEqualTypeOf<
      Promise<Outcome<string[]>[]>
    >();
    expectTypeOf(mapStream(split).execute(['a'])).toEqualTypeOf<
      Promise<AsyncGenerator<string[], void, undefined>>
    >();
  });

  test('fallback gives any of the outputs', () => {
    expectTypeOf(fallback(length, split).execute('')).toEqualTypeOf<Promise<number | string[]>>();
  });

  test('conditional narrows, and passes the input on', () => {
    const flow = conditional(
      (value: string | number): value is string => typeof value === 'string',
      (text) => text.length,
      (n) => n > 1,
    );
    expectTypeOf(flow.execute(1)).toEqualTypeOf<Promise<number | boolean>>();
    const inferred = conditional(
      (value: string | number) => typeof value === 'string',
      (text) => text.length,
      (n) => n.toFixed(),
    );
    expectTypeOf(inferred.execute(1)).toEqualTypeOf<Promise<number | string>>();
    const passing = conditional((n: number) => n > 1, String);
    expectTypeOf(passing.execute(1)).toEqualTypeOf<Promise<number | string>>();
  });

  test('conditional infers its parameters from the step before', () => {
    const flow = sequential(
      length,
      conditional(
        (n) => n > 1,
        (n) => n * 2,
        (n) => n.toFixed(),
      ),
    );
    expectTypeOf(flow.execute('')).toEqualTypeOf<Promise<number | string>>();
  });

  test('router gives what its routes give', () => {
    const flow = router((n: number) => (n > 1 ? 'many' : 'one'), {
      one: (n) => n,
      many: (n) => String(n),
    });
    expectTypeOf(flow.execute(1)).toEqualTypeOf<Promise<number | string>>();
  });

  test('saga hands each undo what its step returned', () => {
    const flow = saga(
      {
        do: split,
        undo: (words) => {
          expectTypeOf(words).toEqualTypeOf<string[]>();
        },
      },
      (words) => words.length,
    );
    expectTypeOf(flow.execute('')).toEqualTypeOf<Promise<number>>();
  });
});
