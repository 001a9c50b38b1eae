export { bulkhead, BulkheadPrimitive, type BulkheadOptions } from './bulkhead.ts';
export { cache, CachePrimitive, type CacheOptions } from './cache.ts';
export {
  circuitBreaker,
  CircuitBreakerPrimitive,
  type CircuitBreakerOptions,
} from './circuit-breaker.ts';
export { systemClock, type Clock, type Timer } from './clock.ts';
export { conditional, ConditionalPrimitive, type Predicate } from './conditional.ts';
export { WorkflowContext } from './context.ts';
export type { ContextOptions, Logger } from './environment.ts';
export type { Duration } from './duration.ts';
export {
  BulkheadFullError,
  CancelledError,
  CircuitOpenError,
  InterruptedError,
  RateLimitError,
  TimeoutError,
  UndoError,
} from './errors.ts';
export { fallback, FallbackPrimitive } from './fallback.ts';
export type { GroupOptions } from './group.ts';
export { hedge, HedgePrimitive, type HedgeOptions } from './hedge.ts';
export type { Items } from './items.ts';
export { lambda, LambdaPrimitive } from './lambda.ts';
export { mapStream, MapStreamPrimitive, type MapStreamOptions } from './map-stream.ts';
export { map, MapPrimitive, type MapOptions } from './map.ts';
export { MemoryStore, type MemoryStoreOptions } from './memory-store.ts';
export type { Observer, Outcome, StepStart } from './observer.ts';
export { parallel, type ParallelOptions } from './parallel.ts';
export { ParallelPrimitive, SequentialPrimitive, WorkflowPrimitive } from './primitive.ts';
export { rateLimit, RateLimitPrimitive, type RateLimitOptions } from './rate-limit.ts';
export { retry, RetryPrimitive, type RetryOptions } from './retry.ts';
export { router, RouterPrimitive, type RouterOptions } from './router.ts';
export { SagaPrimitive, type SagaStep, type Undoable } from './saga-primitive.ts';
export { saga } from './saga.ts';
export { sequential } from './sequential.ts';
export type { Executable, Step, StepFunction } from './step.ts';
export type { Store, StoredEntry } from './store.ts';
export { timeout, TimeoutPrimitive } from './timeout.ts';
export { sleep } from './waiting.ts';
