/** What a store holds under a key. */
export interface StoredEntry {
  readonly value: unknown;
  /** When the entry is over, in milliseconds since 1970; `Infinity` for never. */
  readonly expiresAt: number;
}

/** Where caches keep what they know. Answers may come at once or later. */
export interface Store {
  /** What stands under the key, if anything; an entry that is over may still be returned. */
  get(key: string): StoredEntry | undefined | PromiseLike<StoredEntry | undefined>;
  /** Keeps a value, `undefined` included, until a moment in milliseconds since 1970. */
  set(key: string, value: unknown, expiresAt: number): void | PromiseLike<void>;
  /** Forgets a key, known or not. */
  delete(key: string): void | PromiseLike<void>;
  /** Forgets all entries that are over at the given moment. */
  purge(now: number): void | PromiseLike<void>;
  /**
   * Claims a key for so many milliseconds, for work that only one process should do. Resolves with
   * what gives the claim back, or with `undefined` while another holds it.
   */
  lease?(key: string, milliseconds: number): PromiseLike<(() => PromiseLike<void>) | undefined>;
}
