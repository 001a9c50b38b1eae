import { CleanUps } from './clean-up.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Observer } from './observer.ts';
import { refuseUnknownOptions, show, toFunction, toName, toObjectWith } from './validation.ts';

/** Where steps and primitives say what they do. A `console` is one. None of its methods may throw. */
export interface Logger {
  debug(message: string, details?: unknown): void;
  info(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
  error(message: string, details?: unknown): void;
}

/** What a context may be given; everything has a default. */
export interface ContextOptions {
  /** Aborts the run from outside. */
  readonly signal?: AbortSignal | undefined;
  /** Facts that travel with the run and never change, such as a request id. */
  readonly baggage?: Readonly<Record<string, string>> | undefined;
  /** Where to log. Default: nowhere; a script logs to stderr. */
  readonly log?: Logger | undefined;
  /** Where the time comes from. Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** Numbers from 0 up to 1, for jitter. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** What all contexts of a run have in common. */
export interface Environment {
  readonly id: string;
  readonly baggage: Readonly<Record<string, string>>;
  readonly log: Logger;
  readonly clock: Clock;
  readonly random: () => number;
  readonly observers: readonly Observer[] | undefined;
  /** What is done, and waited for, when the run is disposed; missing where nobody can dispose it. */
  readonly cleanups: CleanUps | undefined;
}

const silentLogger: Logger = Object.freeze({
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
});

/** The environment of a call that was given no context. */
export const defaultEnvironment: Environment = Object.freeze({
  id: 'run',
  baggage: Object.freeze({}),
  log: silentLogger,
  clock: systemClock,
  random: Math.random,
  observers: undefined,
  cleanups: undefined,
});

/**
 * Validates what a context is given, and fills in the defaults.
 *
 * @throws {TypeError} When the id is empty, or an option is unknown or of the wrong type.
 */
export function toEnvironment(
  id: string,
  options: ContextOptions,
  defaultLog: Logger = silentLogger,
): Environment {
  toName('the id of a context', id);
  refuseUnknownOptions('WorkflowContext', options, ['signal', 'baggage', 'log', 'clock', 'random']);
  const { signal, baggage = {}, log = defaultLog } = options;
  const { clock = systemClock, random = Math.random } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`Expected signal to be an AbortSignal, got ${show(signal)}`);
  }
  toFunction('random', random);
  toObjectWith('log', log, ['debug', 'info', 'warn', 'error']);
  toObjectWith('clock', clock, ['now', 'monotonic', 'setTimeout', 'clearTimeout']);
  return {
    id,
    baggage: toBaggage(baggage),
    log,
    clock,
    random,
    observers: undefined,
    cleanups: new CleanUps(),
  };
}

function toBaggage(given: unknown): Readonly<Record<string, string>> {
  const baggage = typeof given === 'object' && given !== null ? Object.entries(given) : undefined;
  if (baggage?.every(([, fact]) => typeof fact === 'string') !== true) {
    throw new TypeError(`Expected baggage to be a record of texts, got ${show(given)}`);
  }
  return Object.freeze(Object.fromEntries(baggage as [string, string][]));
}
