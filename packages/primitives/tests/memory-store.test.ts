import { describe, expect, test } from 'vitest';
import { MemoryStore } from '@slo/primitives';

describe('MemoryStore', () => {
  test('lets go of the entry unused for the longest time', () => {
    const store = new MemoryStore({ maxEntries: 2 });
    store.set('a', 1, Infinity);
    store.set('b', 2, Infinity);
    store.get('a');
    store.set('c', 3, Infinity);
    expect(['a', 'b', 'c'].map((key) => store.get(key)?.value)).toEqual([1, undefined, 3]);
    store.get('a');
    store.set('d', 4, Infinity);
    store.set('a', 5, Infinity);
    store.set('e', 6, Infinity);
    expect(['a', 'c', 'd', 'e'].map((key) => store.get(key)?.value)).toEqual([
      5,
      undefined,
      undefined,
      6,
    ]);
  });

  test('purges what is over, and deletes what it is told to', () => {
    const store = new MemoryStore();
    store.set('old', 1, 10);
    store.set('new', 2, 20);
    store.set('gone', 3, 20);
    store.purge(10);
    store.delete('gone');
    expect(store.size).toBe(1);
    expect(store.get('new')).toMatchObject({ value: 2, expiresAt: 20 });
  });
});
