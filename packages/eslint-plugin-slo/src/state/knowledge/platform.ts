import type { KnowledgeEntry } from './entry.ts';

/** What the language and the web platform offer under global names. */
export const platform: readonly KnowledgeEntry[] = [
  {
    from: 'global',
    names: ['EventTarget', 'BroadcastChannel', 'MessageChannel', 'EventSource', 'WebSocket'],
    reason: 'keeps listeners',
  },
  { from: 'global', names: ['WebSocketStream', 'RTCPeerConnection'], reason: 'keeps a connection' },
  { from: 'global', names: ['AbortController'], reason: 'can be aborted once, for everybody' },
  { from: 'global', names: ['AbortSignal.timeout'], reason: 'keeps a timer' },
  { from: 'global', names: ['Worker', 'SharedWorker'], reason: 'keeps a thread' },
  {
    from: 'global',
    names: [
      'ReadableStream',
      'WritableStream',
      'TransformStream',
      'TextDecoderStream',
      'TextEncoderStream',
      'CompressionStream',
      'DecompressionStream',
      'FileReader',
      'XMLHttpRequest',
    ],
    reason: 'is used up by its first reader',
  },
  {
    from: 'global',
    names: ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver'],
    reason: 'keeps what it observes',
  },
  {
    from: 'global',
    names: ['AudioContext', 'OfflineAudioContext'],
    reason: 'keeps a clock and a graph',
  },
  { from: 'global', names: ['indexedDB.open', 'caches.open'], reason: 'keeps a connection' },
  { from: 'global', names: ['setInterval', 'setTimeout', 'setImmediate'], reason: 'keeps a timer' },
  {
    from: 'global',
    names: ['requestAnimationFrame', 'requestIdleCallback'],
    reason: 'keeps a timer',
  },
  { from: 'global', names: ['SharedArrayBuffer'], reason: 'is memory that several threads write' },
  {
    from: 'global',
    names: ['WebAssembly.Memory', 'WebAssembly.Table', 'WebAssembly.Instance'],
    reason: 'keeps memory that its code writes',
  },
  { from: 'global', names: ['Iterator.from'], reason: 'is used up as it is read' },
  {
    from: 'global',
    names: ['DisposableStack', 'AsyncDisposableStack'],
    reason: 'keeps what it is to dispose of',
  },
  {
    from: 'global',
    names: ['MediaRecorder', 'WebTransport'],
    reason: 'keeps listeners',
  },
  { from: 'global', names: ['Promise.withResolvers'], reason: 'is settled once, for everybody' },
  {
    from: 'global',
    names: ['FinalizationRegistry'],
    reason: 'keeps what it watches',
    exemption: 'weak',
  },
];
