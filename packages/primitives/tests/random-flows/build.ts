import {
  bulkhead,
  cache,
  circuitBreaker,
  conditional,
  fallback,
  hedge,
  lambda,
  mapStream,
  MapPrimitive,
  ParallelPrimitive,
  rateLimit,
  retry,
  router,
  SagaPrimitive,
  SequentialPrimitive,
  timeout,
  type WorkflowContext,
  type WorkflowPrimitive,
} from '@slo/primitives';
import { digest, numbers, type Shape, type Source } from './shape.ts';
import { apart, atMost, errorsIn, foreign, Watched, type Watch } from './watch.ts';

type Flow = WorkflowPrimitive<unknown, unknown>;

/** Builds the flow that a shape describes. */
export function build(shape: Shape, watch: Watch): Flow {
  if (shape.kind === 'leaf') return lambda('leaf', leaf(shape, watch));
  const flows: Flow[] = shape.children.map((child) => build(child, watch));
  const [flow = lambda('input', (input: unknown) => input), ...others] = flows;
  switch (shape.kind) {
    case 'sequential':
      return new SequentialPrimitive(flows);
    case 'fallback':
      return fallback(flow, ...others);
    case 'saga':
      return new SagaPrimitive(
        flows.map((each) => ({ do: each, undo: undo(shape.undoing, watch) })),
      );
    case 'conditional':
      return conditional(answer(shape, shape.choice === 0, watch), flow, others[0] ?? flow);
    case 'router':
      return router(
        answer(shape, String(shape.choice), watch),
        Object.fromEntries(flows.entries()),
      );
    case 'parallel':
      return parallelOf(shape, flows, watch);
    case 'map': {
      const { concurrency, source } = shape;
      const step = new Watched(flow, atMost(concurrency, watch, 'one run'));
      const many = new MapPrimitive(step, {
        concurrency,
        onError: shape.collects ? 'collect' : 'cancel',
      });
      const whole: Flow = new SequentialPrimitive([() => sourceOf(source, watch), many]);
      return shape.collects ? noteErrors(whole, watch) : whole;
    }
    case 'mapStream': {
      const { concurrency, source } = shape;
      const step = new Watched(flow, atMost(concurrency, watch, 'one run'));
      const stream = mapStream(step, { concurrency });
      return new SequentialPrimitive([() => sourceOf(source, watch), stream, gather(shape, watch)]);
    }
    case 'retry': {
      const { maxAttempts, initialDelay, perAttempt, total } = shape;
      return retry(flow, {
        maxAttempts,
        initialDelay,
        perAttempt,
        total,
      });
    }
    case 'timeout':
      return timeout(flow, shape.milliseconds);
    case 'hedge':
      return hedge(flow, { after: shape.milliseconds });
    case 'rateLimit': {
      const { milliseconds } = shape;
      const step = new Watched(flow, apart(milliseconds, watch));
      return rateLimit(step, { limit: 1, per: milliseconds });
    }
    case 'bulkhead':
      return bulkhead(new Watched(flow, atMost(1, watch, 'all runs')), { concurrency: 1 });
    case 'cache':
      return cache(flow, { key: (input) => JSON.stringify(input), ttl: 10 });
    case 'circuitBreaker':
      return circuitBreaker(flow, { maxFailures: 2, cooldown: 5 });
    case 'lambda':
      return lambda('named', flow);
  }
}

function parallelOf(
  { concurrency, collects, named }: Extract<Shape, { kind: 'parallel' }>,
  flows: readonly Flow[],
  watch: Watch,
): Flow {
  const begin = atMost(concurrency, watch, 'one run');
  const steps = flows.map((flow) => new Watched(flow, begin));
  const onError = collects ? 'collect' : 'cancel';
  const flow = new ParallelPrimitive(named ? Object.fromEntries(steps.entries()) : steps, {
    concurrency,
    onError,
  });
  return collects ? noteErrors(flow, watch) : flow;
}

/** Errors that became part of an output have reached whoever takes it. */
function noteErrors(flow: Flow, { collected }: Watch): Flow {
  const note = (outputs: unknown): void => {
    for (const outcome of Object.values((outputs ?? {}) as PromiseSettledResult<unknown>[])) {
      if (outcome.status === 'fulfilled') continue;
      for (const error of errorsIn(outcome.reason)) collected.add(error);
    }
  };
  return new Watched(flow, () => note);
}

/** Takes so many outputs of a stream, taking its time with each, and leaves it. */
function gather({ takes, pause }: Extract<Shape, { kind: 'mapStream' }>, watch: Watch) {
  return async function gather(stream: AsyncIterable<unknown>): Promise<unknown[]> {
    const outputs: unknown[] = [];
    for await (const output of stream) {
      if (pause > 0) await passing(pause, watch);
      if (outputs.push(output) >= takes) break;
    }
    return outputs;
  };
}

/** Waits without a look at any signal. */
async function passing(milliseconds: number, watch: Watch): Promise<void> {
  watch.leafTimers++;
  await new Promise<void>((resolve) => {
    watch.clock.setTimeout(resolve, milliseconds);
  });
  watch.leafTimers--;
}

function sourceOf(source: Source, watch: Watch): Iterable<number> | AsyncIterable<number> {
  const items = numbers(source.items);
  switch (source.kind) {
    case 'list':
      return items;
    case 'generator':
      return given(items, source.ends, watch);
    case 'async generator':
      return givenLater(items, source, watch);
  }
}

function* given(items: readonly number[], ends: Source['ends'], watch: Watch): Generator<number> {
  watch.openSources++;
  try {
    yield* items;
    if (ends === 'badly') throw watch.fail();
  } finally {
    watch.openSources--;
  }
}

async function* givenLater(
  items: readonly number[],
  { milliseconds, ends }: Source,
  watch: Watch,
): AsyncGenerator<number> {
  for (const item of given(items, ends, watch)) {
    await passing(milliseconds, watch);
    yield item;
  }
}

/** A condition or a selector that answers at once, or with a thenable. */
function answer<Value>(shape: { foreign: boolean }, value: Value, watch: Watch) {
  return (): Value | PromiseLike<Value> =>
    shape.foreign ? foreign(Promise.resolve(value), watch) : value;
}

function leaf(shape: Extract<Shape, { kind: 'leaf' }>, watch: Watch) {
  const { milliseconds, ends, heeds } = shape;
  return (input: unknown, { signal, path }: WorkflowContext): number | PromiseLike<number> => {
    if (signal.aborted) watch.faults.push('a step began in a scope that was aborted');
    if (watch.over) watch.faults.push('a step began after the run had ended');
    watch.paths.add(path);
    const output = digest(milliseconds, input);
    const badly = ends === 'badly' || (ends === 'either' && output % 2 === 1);
    if (milliseconds === 0) {
      if (badly) throw watch.fail(path);
      return output;
    }
    watch.running++;
    watch.leafTimers++;
    const later = new Promise<number>((resolve, reject) => {
      const end = (): void => {
        watch.leafTimers--;
        watch.running--;
        signal.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        watch.clock.clearTimeout(timer);
        end();
        reject(signal.reason as Error);
      };
      const timer = watch.clock.setTimeout(() => {
        end();
        if (!badly) resolve(output);
        else reject(watch.fail(path));
      }, milliseconds);
      if (heeds) signal.addEventListener('abort', onAbort);
    });
    return shape.foreign ? foreign(later, watch) : later;
  };
}

/** Undoing takes no notice of an abort: it is what an abort asks for. */
function undo(ends: 'well' | 'badly', watch: Watch) {
  return (_: unknown, { signal, path }: WorkflowContext): void => {
    if (signal.aborted) watch.faults.push('an undo began in a scope that was aborted');
    if (ends === 'badly') throw watch.fail(path);
  };
}
