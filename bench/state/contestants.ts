import top from '@ericcornelissen/eslint-plugin-top';
import type { ESLint, Linter } from 'eslint';
import betterMutation from 'eslint-plugin-better-mutation';
import functional from 'eslint-plugin-functional';
import importX from 'eslint-plugin-import-x';
import slo from 'eslint-plugin-slo';
import unicorn from 'eslint-plugin-unicorn';

/** Rules that look for state, set up as their documentation says is strictest on it alone. */
export interface Contestant {
  readonly name: string;
  readonly rules: Linter.RulesRecord;
  /** A report counts at the labelled line alone, not where the binding is used. */
  readonly strict?: true;
}

export const plugins = {
  'better-mutation': betterMutation,
  functional,
  'import-x': importX,
  slo,
  top,
  unicorn,
} as unknown as Record<string, ESLint.Plugin>; // Each is typed by its own idea of a plugin.

/** The packages whose versions the page names. */
export const packageNames = [
  '@ericcornelissen/eslint-plugin-top',
  'eslint-plugin-better-mutation',
  'eslint-plugin-functional',
  'eslint-plugin-import-x',
  'eslint-plugin-unicorn',
];

/** Ours first. */
export const contestants: readonly Contestant[] = [
  {
    name: 'slo',
    strict: true,
    rules: Object.fromEntries(
      ['no-library-global-state', 'no-exported-mutable']
        .filter((name) => name in slo.rules)
        .map((name) => [`slo/${name}`, 'error']),
    ),
  },
  {
    name: 'unicorn, top-level rules',
    rules: {
      'unicorn/no-global-object-property-assignment': 'error',
      'unicorn/no-top-level-assignment-in-function': 'error',
      'unicorn/no-top-level-side-effects': 'error',
    },
  },
  { name: 'top/no-top-level-state', rules: { 'top/no-top-level-state': 'error' } },
  {
    name: 'top/no-top-level-variables',
    rules: { 'top/no-top-level-variables': ['error', { kind: ['const'] }] },
  },
  {
    name: 'functional, no-let and immutable-data',
    rules: {
      'functional/no-let': ['error', { allowInFunctions: true, allowInForLoopInit: true }],
      'functional/immutable-data': 'error',
    },
  },
  {
    name: 'better-mutation',
    rules: {
      'better-mutation/no-mutating-functions': 'error',
      'better-mutation/no-mutating-methods': 'error',
      'better-mutation/no-mutation': ['error', { allowThis: true, commonjs: true }],
    },
  },
  { name: 'import-x/no-mutable-exports', rules: { 'import-x/no-mutable-exports': 'error' } },
];
