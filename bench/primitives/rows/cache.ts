import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { importOurs } from '../ours.ts';
import { defineRow, equals, type Call } from '../row.ts';

interface CacheParts {
  readonly load: (key: number) => Promise<number>;
  /** In milliseconds. */
  readonly ttl: number;
  /** How many entries are kept. */
  readonly size: number;
}

export const cacheHit = defineRow<CacheParts>({
  name: 'cache hit',
  target: 1.2,
  floor: cacheByHand,
  ours: {
    async slo({ load, ttl }) {
      const { cache } = await importOurs();
      const flow = cache(load, { ttl });
      return (input) => flow.execute(input);
    },
    async 'slo, a named store'({ load, ttl, size }) {
      const { cache, MemoryStore } = await importOurs();
      const flow = cache(load, {
        ttl,
        store: new MemoryStore({ maxEntries: size }),
        name: 'double',
      });
      return (input) => flow.execute(input);
    },
  },
  peers: {
    async 'lru-cache get'({ load, ttl, size }) {
      const { LRUCache } = await import('lru-cache');
      const entries = new LRUCache<number, number>({ max: size, ttl });
      return async (key) => {
        const hit = entries.get(key);
        if (hit !== undefined) return hit;
        const value = await load(key);
        entries.set(key, value);
        return value;
      };
    },
    async 'lru-cache fetch'({ load, ttl, size }) {
      const { LRUCache } = await import('lru-cache');
      const entries = new LRUCache<number, number>({ max: size, ttl, fetchMethod: load });
      return (key) => entries.fetch(key);
    },
    async 'p-memoize over lru-cache'({ load, ttl, size }) {
      const [{ default: pMemoize }, { LRUCache }] = await Promise.all([
        import('p-memoize'),
        import('lru-cache'),
      ]);
      return pMemoize(load, { cache: new LRUCache<number, number>({ max: size, ttl }) });
    },
    async 'radashi memo, unbounded'({ load, ttl }) {
      const { memo } = await import('radashi');
      return memo(load, { key: String, ttl });
    },
    async Effect({ load, ttl, size }) {
      const { Cache, Effect } = await import('effect');
      const entries = await Effect.runPromise(
        Cache.make({
          lookup: (key: number) => Effect.promise(() => load(key)),
          capacity: size,
          timeToLive: ttl,
        }),
      );
      return (key) => Effect.runPromise(Cache.get(entries, key));
    },
  },
  timed: {
    parts: { load: async (key) => key * 2, ttl: 3_600_000, size: 1000 },
    input: 21,
    check: equals(42),
  },
  async prove(make) {
    let loads = 0;
    const call = await make({
      async load(key) {
        loads++;
        return key * 2;
      },
      ttl: 40,
      size: 1000,
    });
    assert.deepEqual([await call(1), await call(1), await call(2)], [2, 2, 4]);
    assert.equal(loads, 2, 'a hit does not load');
    await sleep(60);
    assert.equal(await call(1), 2);
    assert.equal(loads, 3, 'an expired entry is loaded again');
  },
});

function cacheByHand({ load, ttl, size }: CacheParts): Call {
  const entries = new Map<number, { readonly value: number; readonly expires: number }>();
  return async (key) => {
    const entry = entries.get(key);
    if (entry !== undefined && entry.expires > Date.now()) return entry.value;
    const value = await load(key);
    entries.set(key, { value, expires: Date.now() + ttl });
    const [oldest] = entries.keys();
    if (oldest !== undefined && entries.size > size) entries.delete(oldest);
    return value;
  };
}
