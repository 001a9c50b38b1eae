import type { KnowledgeEntry } from './entry.ts';
import { lodashLike, modulesOfLodash } from './lodash.ts';

const caches = 'keeps cached values';
const calls = 'remembers earlier calls';
const delayed = 'keeps a timer and its last call';
const firstCall = 'remembers its first call';

const toolkit = ['es-toolkit', 'es-toolkit/function'];

const lodashFunctions = ['memoize', 'once', 'after', 'before', 'debounce', 'throttle'];

/** Packages of functions that make others remember: memoised, once only, debounced, throttled. */
export const rememberingPackages: readonly KnowledgeEntry[] = [
  ...[...lodashLike, ...toolkit].map((from): KnowledgeEntry => ({
    from,
    names: lodashFunctions,
    reason: calls,
  })),
  ...lodashFunctions.flatMap((name) =>
    modulesOfLodash(name).map((from): KnowledgeEntry => ({
      from,
      names: ['default'],
      reason: calls,
    })),
  ),
  { from: 'radash', names: ['memo', 'debounce', 'throttle'], reason: calls },
  {
    from: 'radashi',
    names: ['memo', 'debounce', 'throttle', 'once'],
    reason: calls,
  },
  { from: 'remeda', names: ['once', 'debounce', 'funnel'], reason: calls },
  { from: 'ramda', names: ['memoizeWith', 'once'], reason: calls },
  {
    from: 'underscore',
    names: ['memoize', 'once', 'after', 'before', 'debounce', 'throttle'],
    reason: calls,
  },
  ...[
    'memoize',
    'memoizee',
    'mem',
    'p-memoize',
    'memoize-one',
    'fast-memoize',
    'moize',
    'micro-memoize',
    'nano-memoize',
    'proxy-memoize',
    'memize',
  ].map((from): KnowledgeEntry => ({
    from,
    names: ['default', 'memoize', 'moize'],
    reason: caches,
  })),
  { from: 'reselect', names: ['createSelector', 'createStructuredSelector'], reason: caches },
  { from: 'once', names: ['default', 'strict'], reason: firstCall },
  { from: 'onetime', names: ['default'], reason: firstCall },
  { from: 'p-lazy', names: ['default'], reason: firstCall },
  { from: 'debounce', names: ['default', 'debounce'], reason: delayed },
  { from: 'just-debounce-it', names: ['default'], reason: delayed },
  { from: 'just-throttle', names: ['default'], reason: delayed },
  { from: 'just-once', names: ['default'], reason: firstCall },
  { from: 'p-debounce', names: ['default'], reason: delayed },
  { from: 'perfect-debounce', names: ['debounce'], reason: delayed },
  { from: 'throttle-debounce', names: ['debounce', 'throttle'], reason: delayed },
  {
    from: '@reduxjs/toolkit',
    names: ['createSelector', 'createDraftSafeSelector'],
    reason: caches,
  },
  { from: 're-reselect', names: ['default', 'createCachedSelector'], reason: caches },
  { from: '@github/memoize', names: ['default'], reason: caches },
  { from: 'memoizerific', names: ['default'], reason: caches },
  { from: 'just-memoize', names: ['default'], reason: caches },
  { from: 'async', names: ['memoize'], reason: caches },
  { from: 'rambda', names: ['once', 'memoizeWith'], reason: calls },
  { from: '@github/mini-throttle', names: ['debounce', 'throttle'], reason: delayed },
  { from: 'rambdax', names: ['memoize', 'once', 'debounce', 'throttle'], reason: calls },
];
