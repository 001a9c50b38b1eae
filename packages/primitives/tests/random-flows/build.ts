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
import { digest, numbers, type Shape } from './shape.ts';
import { apart, atMost, LeafError, Watched, type Watch } from './watch.ts';

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
      return new SagaPrimitive(flows.map((each) => ({ do: each, undo: undo(watch) })));
    case 'conditional':
      return conditional(() => shape.choice === 0, flow, others[0] ?? flow);
    case 'router':
      return router(() => String(shape.choice), Object.fromEntries(flows.entries()));
    case 'parallel':
      return parallelOf(shape, flows, watch);
    case 'map': {
      const { concurrency, items } = shape;
      const step = new Watched(flow, atMost(concurrency, watch, 'one run'));
      const many = new MapPrimitive(step, {
        concurrency,
        onError: shape.collects ? 'collect' : 'cancel',
      });
      const whole: Flow = new SequentialPrimitive([() => numbers(items), many]);
      return shape.collects ? noteErrors(whole, watch) : whole;
    }
    case 'mapStream': {
      const { concurrency, items } = shape;
      const step = new Watched(flow, atMost(concurrency, watch, 'one run'));
      const stream = mapStream(step, { concurrency });
      return new SequentialPrimitive([() => numbers(items), stream, gather]);
    }
    case 'retry': {
      const { maxAttempts, initialDelay, perAttempt, total } = shape;
      return retry(flow, {
        maxAttempts,
        initialDelay,
        ...(perAttempt === undefined ? {} : { perAttempt }),
        ...(total === undefined ? {} : { total }),
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
      if (outcome.status === 'rejected') collected.add(outcome.reason);
    }
  };
  return new Watched(flow, () => note);
}

async function gather(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const outputs: unknown[] = [];
  for await (const output of stream) outputs.push(output);
  return outputs;
}

function leaf(shape: Extract<Shape, { kind: 'leaf' }>, watch: Watch) {
  const { milliseconds, ends, heeds } = shape;
  return (input: unknown, { signal, path }: WorkflowContext): number | Promise<number> => {
    if (signal.aborted) watch.faults.push('a step began in a scope that was aborted');
    if (watch.over) watch.faults.push('a step began after the run had ended');
    watch.paths.add(path);
    const output = digest(milliseconds, input);
    const fail = (): LeafError => {
      const error = new LeafError(path);
      watch.thrown.push(error);
      watch.failedAt ??= watch.clock.monotonic();
      return error;
    };
    if (milliseconds === 0) {
      if (ends === 'badly') throw fail();
      return output;
    }
    watch.running++;
    watch.leafTimers++;
    return new Promise((resolve, reject) => {
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
        if (ends === 'well') resolve(output);
        else reject(fail());
      }, milliseconds);
      if (heeds) signal.addEventListener('abort', onAbort);
    });
  };
}

/** Undoing takes no notice of an abort: it is what an abort asks for. */
function undo(watch: Watch) {
  return (_: unknown, { signal }: WorkflowContext): void => {
    if (signal.aborted) watch.faults.push('an undo began in a scope that was aborted');
  };
}
