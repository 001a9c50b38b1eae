import type { Store, StoredEntry } from './store.ts';
import { refuseUnknownOptions, toCount } from './validation.ts';

/** How much a {@link MemoryStore} may hold. */
export interface MemoryStoreOptions {
  /** Entries in all; the one unused for the longest time goes first. Default: 1000. */
  readonly maxEntries?: number;
}

/** Keeps entries in this process, the most recently used ones. Values are kept as they are. */
export class MemoryStore implements Store {
  // A Map remembers the order of insertion, so the first key is the one longest unused.
  readonly #entries = new Map<string, StoredEntry>();
  readonly #maxEntries: number;

  /** @throws {RangeError} When `maxEntries` is below 1. */
  constructor(options: MemoryStoreOptions = {}) {
    refuseUnknownOptions('MemoryStore', options, ['maxEntries']);
    this.#maxEntries = toCount('maxEntries', options.maxEntries ?? 1_000);
  }

  /** How many entries there are, those that are over included. */
  get size(): number {
    return this.#entries.size;
  }

  /** What stands under the key, which now counts as just used. */
  get(key: string): StoredEntry | undefined {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  /** Keeps a value; the entry unused for the longest time makes room. */
  set(key: string, value: unknown, expiresAt: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expiresAt });
    if (this.#entries.size <= this.#maxEntries) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  /** Forgets a key. */
  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Forgets all entries that are over. */
  purge(now: number): void {
    for (const [key, { expiresAt }] of this.#entries) {
      if (expiresAt <= now) this.#entries.delete(key);
    }
  }
}
