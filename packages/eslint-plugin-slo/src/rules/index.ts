import type { AnyRule } from '../create-rule.ts';

/** Every rule of the plugin, in alphabetical order. */
export const allRules: readonly AnyRule[] = [];
