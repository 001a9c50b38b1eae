import type { TSESTree } from '@typescript-eslint/utils';
import type { Exemption, Origin } from './knowledge/index.ts';

/** Why what an expression makes keeps state that changes later. */
export interface Statefulness {
  readonly kind: 'closure' | 'stateful';
  /** The end of a sentence about the value: "it …". */
  readonly reason: string;
  /** The write that changes it, when it stands in this file. */
  readonly write: TSESTree.Node | null;
  readonly exemption: Exemption | null;
  /** The constructor or factory that makes it, when it comes from a module or the environment. */
  readonly origin: Origin | null;
  /** Whether it is used up by reading, so that only who reads it later shares anything. */
  readonly iterator: boolean;
}

/** State that nothing more is known of. */
export const plain: Statefulness = Object.freeze({
  kind: 'stateful',
  reason: '',
  write: null,
  exemption: null,
  origin: null,
  iterator: false,
});

/** The state of an iterator. */
export const iterator: Statefulness = Object.freeze({
  ...plain,
  reason: 'is used up as it is read',
  iterator: true,
});

/** The first thing found for any of the items. */
export function first<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | null,
): Found | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
