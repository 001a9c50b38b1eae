import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import {
  fallback,
  hedge,
  map,
  mapStream,
  parallel,
  retry,
  sequential,
  WorkflowContext,
  type Items,
  type Step,
} from '@slo/primitives';
import { ManualClock } from '@slo/primitives/testing';

const texts = ['a', 'b', 'c'];

function* now(): Generator<string> {
  yield* texts;
}

async function* later(): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

function webStream(): Items<string> {
  return new ReadableStream<string>({
    start(controller) {
      for (const text of texts) controller.enqueue(text);
      controller.close();
    },
  });
}

function lines(): Items<string> {
  const input = new PassThrough();
  input.end(texts.join('\n'));
  return createInterface({ input });
}

/** What gives its items only once, and would give none, or what is left, when read again. */
const once: [string, () => Items<string>][] = [
  ['a generator', now],
  ['an iterator of a list', () => texts.values()],
  ['an iterator of a Map', () => new Map(texts.map((text) => [text, text])).values()],
  ['an async generator', later],
  ['a stream of Node', () => Readable.from(texts)],
  ['a stream of the web', webStream],
  ['the lines of a stream', lines],
];

const copy = (text: string): Promise<string> => Promise.resolve(text);

/** Fails at its first call. */
function flaky(): (text: string) => Promise<string> {
  let calls = 0;
  return (text) => (calls++ === 0 ? Promise.reject(new Error('busy')) : Promise.resolve(text));
}

async function gather(stream: AsyncIterable<string>): Promise<string[]> {
  const outputs: string[] = [];
  for await (const output of stream) outputs.push(output);
  return outputs;
}

describe.for(once)('%s', ([, make]) => {
  test('is read', async () => {
    await expect(map(copy).execute(make())).resolves.toEqual(texts);
  });

  test.for<[string, () => Step<Items<string>, unknown>]>([
    ['tried again', () => retry(map(flaky()), { initialDelay: 0 })],
    ['streamed again', () => retry(sequential(mapStream(flaky()), gather), { initialDelay: 0 })],
    ['given to two branches', () => parallel([map(copy), map(copy)])],
    ['given to another map', () => fallback(map(flaky(), { concurrency: 1 }), map(copy))],
  ])('is refused when it is %s', async ([, makeFlow]) => {
    const failed = sequential(makeFlow()).execute(make());
    const message = await failed.then(String, (error: unknown) =>
      error instanceof AggregateError ? String(error.errors) : String(error),
    );
    expect(message).toContain('to get a source that nothing in this run has read');
    expect(message).toContain('pass a list, or make the source in the step before');
  });

  test('is left to the first call when that is hedged', async () => {
    const clock = new ManualClock();
    const slow = async (text: string, context: WorkflowContext): Promise<string> => {
      await new Promise<void>((resolve) => {
        context.clock.setTimeout(resolve, 100);
      });
      return text;
    };
    const flow = hedge(map(slow), { after: 10 });
    const running = flow.execute(make(), new WorkflowContext('demo', { clock }));
    while (clock.monotonic() < 1_000) await clock.advance(10);
    await expect(running).resolves.toEqual(texts);
  });
});

describe.for<[string, Items<string>]>([
  ['a list', texts],
  ['a Set', new Set(texts)],
  ['what makes a new generator each time', { [Symbol.asyncIterator]: later }],
])('%s', ([, items]) => {
  test('can be read again', async () => {
    const flow = retry(map(flaky(), { concurrency: 1 }), { initialDelay: 0 });
    await expect(flow.execute(items)).resolves.toEqual(texts);
  });
});

test('a step that makes the source can be tried again', async () => {
  const flow = retry(sequential(later as Step<string, Items<string>>, map(flaky())), {
    initialDelay: 0,
  });
  await expect(flow.execute('')).resolves.toEqual(texts);
});

/** What reads a source to its end, and what a path calls the source there. */
const readers: [string, string, () => Step<Items<string>, unknown>][] = [
  ['map', 'map source', () => map(copy)],
  ['mapStream', 'gather › mapStream source', () => sequential(mapStream(copy), gather)],
];

describe.for(readers)('%s', ([, place, make]) => {
  test.for<[string, () => Items<string>]>([
    [
      'at once',
      function* () {
        yield 'a';
        throw new Error('source broke');
      },
    ],
    [
      'later',
      async function* () {
        yield await Promise.resolve('a');
        throw new Error('source broke');
      },
    ],
  ])('throws the failure of a source that answers %s', async ([, source]) => {
    const failed = sequential(make()).execute(source(), new WorkflowContext('demo'));
    await expect(failed).rejects.toMatchObject({
      message: 'source broke',
      stepPath: `demo › ${place}`,
    });
  });

  test('does not wait after an abort for a source that owes an item', async () => {
    const controller = new AbortController();
    const next = vi.fn(() => new Promise<never>(() => undefined));
    const context = new WorkflowContext('demo', { signal: controller.signal });
    const source = { [Symbol.asyncIterator]: () => ({ next }) };
    const running = sequential(make()).execute(source, context);
    await vi.waitFor(() => {
      expect(next).toHaveBeenCalledOnce();
    });
    controller.abort(new Error('stop'));
    await expect(running).rejects.toThrow('stop');
  });
});

test.for<[string, unknown, string]>([
  ['a number', 5, 'to get an iterable or async iterable, got 5'],
  ['nothing', undefined, 'to get an iterable or async iterable, got undefined'],
  ['null', null, 'to get an iterable or async iterable, got null'],
  ['an object', {}, 'to get an iterable or async iterable, got an object'],
  [
    'an iterator without next',
    { [Symbol.iterator]: () => ({}) },
    'to get an iterable or async iterable',
  ],
  [
    'an iterator that is none',
    { [Symbol.asyncIterator]: () => 5 },
    'to get an iterable or async iterable',
  ],
  [
    'a result that is none',
    { [Symbol.iterator]: () => ({ next: () => 5 }) },
    '{ done, value }, got 5',
  ],
  [
    'a later result that is none',
    { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve() }) },
    '{ done, value }, got undefined',
  ],
])('%s is refused', async ([, items, message]) => {
  for (const [, , make] of readers) {
    const failed = sequential(make()).execute(items as string[], new WorkflowContext('demo'));
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toHaveProperty('stepPath', expect.stringMatching(/ source$/));
  }
});

test('the failures of a source after that of an item are logged', async () => {
  const warn = vi.fn();
  const context = new WorkflowContext('demo', { log: { ...console, warn } });
  const late = new Error('source broke');
  let fail: (error: Error) => void = () => undefined;
  const source = async function* (): AsyncGenerator<string> {
    yield await Promise.resolve('a');
    await new Promise((_resolve, reject) => {
      fail = reject;
    });
  };
  const step = async (): Promise<never> => {
    await new Promise(setImmediate);
    throw new Error('item broke');
  };
  await expect(map(step).execute(source(), context)).rejects.toThrow('item broke');
  fail(late);
  await new Promise(setImmediate);
  expect(warn.mock.calls).toEqual([['demo › map source failed too', late]]);
});
