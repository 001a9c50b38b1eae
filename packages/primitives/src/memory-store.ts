import type { Store, StoredEntry } from './store.ts';
import { refuseUnknownOptions, toCount } from './validation.ts';

/** How much a {@link MemoryStore} may hold. */
export interface MemoryStoreOptions {
  /** Entries in all; the one unused for the longest time goes first. Default: 1000. */
  readonly maxEntries?: number | undefined;
}

/** An entry, between the one used just before it and the one used just after. */
interface Node extends StoredEntry {
  readonly key: string | number;
  older: Node | undefined;
  newer: Node | undefined;
}

/**
 * Keeps entries in this process, the most recently used ones. Values are kept as they are.
 *
 * @example
 * ```ts
 * const store = new MemoryStore({ maxEntries: 100 });
 * const square = cache((n: number) => n ** 2, { name: 'square', store });
 * await square.execute(3); // 9
 * store.size; // 1
 * ```
 */
export class MemoryStore implements Store {
  readonly #nodes = new Map<string | number, Node>();
  readonly #maxEntries: number;
  #oldest: Node | undefined;
  #newest: Node | undefined;

  /** @throws {RangeError} When `maxEntries` is below 1. */
  constructor(options: MemoryStoreOptions = {}) {
    refuseUnknownOptions('MemoryStore', options, ['maxEntries']);
    const { maxEntries = 1_000 } = options;
    this.#maxEntries = toCount('maxEntries', maxEntries);
  }

  /** How many entries there are, those that are over included. */
  get size(): number {
    return this.#nodes.size;
  }

  /** What stands under the key, which now counts as just used. */
  get(key: string | number): StoredEntry | undefined {
    const node = this.#nodes.get(key);
    if (node !== undefined && node !== this.#newest) {
      this.#unlink(node);
      this.#append(node);
    }
    return node;
  }

  /** Keeps a value; the entry unused for the longest time makes room. */
  set(key: string | number, value: unknown, expiresAt: number): void {
    this.delete(key);
    const node = { key, value, expiresAt, older: undefined, newer: undefined };
    this.#nodes.set(key, node);
    this.#append(node);
    if (this.#nodes.size > this.#maxEntries && this.#oldest) this.delete(this.#oldest.key);
  }

  /** Forgets a key. */
  delete(key: string | number): void {
    const node = this.#nodes.get(key);
    if (node === undefined) return;
    this.#nodes.delete(key);
    this.#unlink(node);
  }

  /** Forgets all entries that are over. */
  purge(now: number): void {
    for (const [key, { expiresAt }] of this.#nodes) {
      if (expiresAt <= now) this.delete(key);
    }
  }

  #append(node: Node): void {
    node.older = this.#newest;
    node.newer = undefined;
    if (this.#newest) this.#newest.newer = node;
    else this.#oldest = node;
    this.#newest = node;
  }

  #unlink({ older, newer }: Node): void {
    if (older) older.newer = newer;
    else this.#oldest = newer;
    if (newer) newer.older = older;
    else this.#newest = older;
  }
}
