import { isPromiseLike } from './promise.ts';
import { show } from './validation.ts';

/** What tells one answer in a store from another. */
export type Key = string | number;

/** The key of an input that is its own. */
export function defaultKey(input: unknown): Key {
  if (typeof input === 'string' || typeof input === 'number') return input;
  throw new TypeError(
    `A cache of ${show(input)} needs a key: cache(step, { key: (input) => input.id })`,
  );
}

/** Refuses what the caller's own function gave and what is no key. */
export function toKey(given: unknown): Key {
  if (typeof given === 'string' || typeof given === 'number') return given;
  const hint = isPromiseLike(given) ? '; it must be known at once' : '';
  throw new TypeError(
    `Expected the key of a cache to be a string or a number, got ${show(given)}${hint}`,
  );
}

const colon = 58;

/**
 * The key as a text. The colon tells the number 1 from the text '1'; a text that begins with one gets
 * another.
 */
export function toText(key: Key): string {
  return typeof key === 'number' || key.charCodeAt(0) === colon ? `:${key}` : key;
}
