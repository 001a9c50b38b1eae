import { defaultKey, toKey, toText, type Key } from './cache-key.ts';
import type { WorkflowContext } from './context.ts';
import { toMilliseconds, type Duration } from './duration.ts';
import { CancelledError } from './errors.ts';
import { enter, type Frame } from './frame.ts';
import { MemoryStore } from './memory-store.ts';
import { WorkflowPrimitive } from './primitive.ts';
import { Scope } from './scope.ts';
import { isPromiseLike, toPromise } from './promise.ts';
import { call, labelOf, toRunnable, type Runnable, type Step } from './step.ts';
import type { Store, StoredEntry } from './store.ts';
import { refuseUnknownOptions, show, toFunction, toName, toObjectWith } from './validation.ts';
import { orAbort } from './waiting.ts';

/** What counts as the same question, how long its answer is good for, and where it is kept. */
export interface CacheOptions<Input> {
  /** What tells one input from another. Default: the input itself, if it is a string or a number. */
  readonly key?: ((input: Input, context: WorkflowContext) => string | number) | undefined;
  /** How long a result is good for. Default: for ever. */
  readonly ttl?: Duration | undefined;
  /**
   * How long after that the old result is still given at once while a new one is fetched behind it.
   * Default: 0.
   */
  readonly stale?: Duration | undefined;
  /** Where results are kept. Default: the memory of this cache, its 1000 most recently used. */
  readonly store?: Store | undefined;
  /** What tells the keys of this cache from others in the store. Default: the name of the step. */
  readonly name?: string | undefined;
}

const optionNames = ['key', 'ttl', 'stale', 'store', 'name'] as const;

/** A store as this cache uses it: in a store that others may share, all keys are texts. */
interface Shelf {
  get(key: Key): ReturnType<Store['get']>;
  set(key: Key, value: unknown, expiresAt: number): void | PromiseLike<void>;
}

/** A call of the inner step that several callers wait for. */
interface Flight<Output> {
  readonly context: WorkflowContext;
  readonly promise: Promise<Output>;
  readonly scope: Scope;
  waiting: number;
}

/**
 * Remembers what a step returned.
 *
 * @example
 * ```ts
 * const fetchUser = mock<{ id: number }, string>('fetchUser').returns('Ada');
 * const user = new CachePrimitive(fetchUser, { key: ({ id }) => id, ttl: '5m' });
 * await sequential(user, () => ({ id: 1 }), user).execute({ id: 1 }); // 'Ada'
 * fetchUser.callCount; // 1
 * ```
 */
export class CachePrimitive<Input, Output> extends WorkflowPrimitive<Input, Output> {
  readonly #inner: Runnable<Input, Output>;
  readonly #key: (input: Input, context: WorkflowContext) => unknown;
  readonly #ttl: number;
  readonly #stale: number;
  readonly #store: Shelf;
  /** What the keys begin with in a store of choice; missing in the cache's own. */
  readonly #prefix: string | undefined;
  readonly #flights = new Map<Key, Flight<Output>>();

  /**
   * @throws {TypeError} When the step is no step, an option is unknown or of the wrong type, or a store
   * is shared and neither the cache nor its step has a name.
   * @throws {RangeError} When a duration is negative.
   */
  constructor(step: Step<Input, Output>, options: CacheOptions<Input> = {}) {
    super();
    this.#inner = toRunnable('cache', step);
    refuseUnknownOptions('cache', options, optionNames);
    const { key = defaultKey, ttl = Infinity, stale = 0, store, name } = options;
    this.#key = toFunction('key', key);
    this.#ttl = toMilliseconds('ttl', ttl);
    this.#stale = toMilliseconds('stale', stale);
    const ownName = name === undefined ? this.#inner.name : toName('the name of a cache', name);
    if (store === undefined) {
      this.#store = new MemoryStore();
    } else {
      toObjectWith('store', store, ['get', 'set', 'delete', 'purge']);
      if (ownName === undefined || ownName === '') {
        throw new TypeError(
          "A cache in a store that others may share needs a name: cache(step, { store, name: 'users' })",
        );
      }
      this.#store = store;
      this.#prefix = `${ownName}:`;
    }
  }

  /** Answers from the store, or runs the step. */
  override run(input: Input, context: WorkflowContext): Output | PromiseLike<Output> {
    const frame = enter(context, this);
    const key = toKey(this.#key(input, context));
    const fullKey = this.#prefix === undefined ? key : this.#prefix + toText(key);
    const found = this.#store.get(fullKey);
    return isPromiseLike(found)
      ? toPromise(found).then((entry) => this.#answer(entry, fullKey, input, context, frame))
      : this.#answer(found, fullKey, input, context, frame);
  }

  /** @internal */
  label(): string {
    return labelOf('cache', this.#inner);
  }

  #answer(
    entry: StoredEntry | undefined,
    key: Key,
    input: Input,
    context: WorkflowContext,
    frame: Frame,
  ): Output | Promise<Output> {
    if (entry === undefined) return this.#wait(key, input, context, frame);
    const left = toEntry(entry).expiresAt - context.clock.now();
    if (left <= 0) return this.#wait(key, input, context, frame);
    if (left <= this.#stale) this.#refresh(key, input, context);
    context.frame = frame.parent;
    return entry.value as Output;
  }

  async #wait(key: Key, input: Input, context: WorkflowContext, frame: Frame): Promise<Output> {
    context.scope?.throwIfAborted();
    const joined = this.#flights.get(key);
    const flight = joined ?? this.#takeOff(key, input, context);
    flight.waiting++;
    const limit = context.scope?.limit;
    const giveUp = (reason: unknown): void => {
      if (flight.waiting === 0) flight.scope.giveUp(reason);
    };
    limit?.addWait(giveUp);
    try {
      const output = await orAbort(flight.promise, context.scope, () => {
        this.#leave(key, flight, context);
      });
      context.frame = frame.parent;
      return output;
    } catch (error) {
      if (joined === undefined) {
        context.frame = flight.context.frame;
      } else if (error !== context.scope?.reason) {
        // One error has one path, however many it reaches: that of the call in which the step ran.
        context.frame = { ...frame, parent: undefined, path: flight.context.path };
      }
      if (flight.scope.aborted) await flight.promise.catch(() => undefined);
      throw error;
    } finally {
      limit?.removeWait(giveUp);
    }
  }

  /** Stops the work once nobody wants the result any more. */
  #leave(key: Key, flight: Flight<Output>, { log }: WorkflowContext): void {
    if (--flight.waiting > 0 || this.#flights.get(key) !== flight) return;
    this.#flights.delete(key);
    const { context, promise, scope } = flight;
    scope.abort(new CancelledError('Nobody waits for the result any more'));
    promise.catch((error: unknown) => {
      if (!scope.isEcho(error)) log.warn(`${context.path} failed after its abort`, error);
    });
  }

  /** Has a new result fetched behind the old one; the run waits for it like a caller, to its own end. */
  #refresh(key: Key, input: Input, context: WorkflowContext): void {
    if (this.#flights.has(key) || context.scope?.aborted === true) return;
    const flight = this.#takeOff(key, input, context);
    flight.waiting++;
    const landed = flight.promise.catch((error: unknown) => {
      if (!flight.scope.aborted) context.log.warn('Refreshing a stale result failed', error);
    });
    const forget = context.whenDisposed(async () => {
      this.#leave(key, flight, context);
      if (flight.scope.aborted) await landed;
    });
    if (forget !== undefined) void landed.then(forget);
  }

  /** Calls the step for whoever asks meanwhile, so it outlives the caller who asked first. */
  #takeOff(key: Key, input: Input, caller: WorkflowContext): Flight<Output> {
    const scope = new Scope(undefined, Infinity);
    const context = caller.fork(scope);
    const flight = { context, promise: this.#load(key, input, context), scope, waiting: 0 };
    this.#flights.set(key, flight);
    const land = (): void => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.promise.then(land, land);
    return flight;
  }

  async #load(key: Key, input: Input, context: WorkflowContext): Promise<Output> {
    const output = await call(this.#inner, input, context);
    await this.#store.set(key, output, context.clock.now() + this.#ttl + this.#stale);
    return output;
  }
}

/** Refuses what no store may answer: taken for an entry, it would never be over. */
function toEntry(given: StoredEntry): StoredEntry {
  if (typeof (given as StoredEntry | null)?.expiresAt === 'number') return given;
  throw new TypeError(
    `Expected the store of a cache to answer { value, expiresAt } or undefined, got ${show(given)}`,
  );
}

/**
 * Remembers what a step returned. Callers who ask for the same key at once share one call, `undefined`
 * is remembered like any value, and an error is not remembered.
 *
 * The shared call is aborted only when nobody waits for it any more. Its error reaches all who wait, with
 * the path of the one who asked first.
 *
 * @throws {TypeError} When the step is no step, or an option is unknown or of the wrong type.
 * @throws {RangeError} When a duration is negative.
 * @example
 * ```ts
 * const price = cache(async (item: string) => ({ item, cents: 250 }), { ttl: '1h' });
 * (await price.execute('tea')) === (await price.execute('tea')); // true: the step ran once
 * ```
 */
export function cache<Input, Output>(
  step: Step<Input, Output>,
  options: CacheOptions<Input> & Required<Pick<CacheOptions<Input>, 'key'>>,
): CachePrimitive<Input, Output>;
export function cache<Input extends string | number, Output>(
  step: Step<Input, Output>,
  options?: CacheOptions<Input>,
): CachePrimitive<Input, Output>;
export function cache<Input, Output>(
  step: Step<Input, Output>,
  options?: CacheOptions<Input>,
): CachePrimitive<Input, Output> {
  return new CachePrimitive(step, options);
}
