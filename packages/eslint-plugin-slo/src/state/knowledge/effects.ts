/** What a call does to the world outside the module, as the end of "this …". */
export interface EffectEntry {
  /** The module specifier, without `node:`; `global` for what the environment gives. */
  readonly from: string;
  /** Exported names; `*` for every function of the module. */
  readonly names: readonly string[];
  readonly effect: string;
}

const listens = 'adds a listener';
const timer = 'starts a timer';
const files = 'reads or writes files';
const network = 'opens a connection';
const prints = 'writes to the console';

/** Calls that a module must not make merely because somebody imports it. */
export const effects: readonly EffectEntry[] = [
  {
    from: 'global',
    names: [
      'setTimeout',
      'setInterval',
      'setImmediate',
      'requestAnimationFrame',
      'requestIdleCallback',
    ],
    effect: timer,
  },
  { from: 'timers', names: ['*'], effect: timer },
  { from: 'timers/promises', names: ['*'], effect: timer },
  {
    from: 'global',
    names: [
      'addEventListener',
      'document.addEventListener',
      'process.on',
      'process.once',
      'process.addListener',
      'process.prependListener',
    ],
    effect: listens,
  },
  { from: 'process', names: ['on', 'once', 'addListener', 'prependListener'], effect: listens },
  {
    from: 'global',
    names: [
      'console.log',
      'console.info',
      'console.warn',
      'console.error',
      'console.debug',
      'process.stdout.write',
      'process.stderr.write',
    ],
    effect: prints,
  },
  {
    from: 'global',
    names: ['fetch', 'WebSocket', 'EventSource', 'navigator.sendBeacon'],
    effect: network,
  },
  { from: 'global', names: ['Worker', 'SharedWorker'], effect: 'starts a thread' },
  {
    from: 'global',
    names: ['process.exit', 'process.abort', 'process.kill'],
    effect: 'ends a process',
  },
  {
    from: 'global',
    names: ['localStorage.setItem', 'sessionStorage.setItem'],
    effect: 'writes to the storage of the page',
  },
  { from: 'fs', names: ['*'], effect: files },
  { from: 'fs/promises', names: ['*'], effect: files },
  { from: 'child_process', names: ['*'], effect: 'starts a process' },
  { from: 'worker_threads', names: ['Worker'], effect: 'starts a thread' },
  { from: 'cluster', names: ['fork', 'setupPrimary'], effect: 'starts a process' },
  { from: 'http', names: ['request', 'get'], effect: network },
  { from: 'https', names: ['request', 'get'], effect: network },
  { from: 'http2', names: ['connect'], effect: network },
  { from: 'net', names: ['connect', 'createConnection'], effect: network },
  { from: 'tls', names: ['connect'], effect: network },
  { from: 'dns', names: ['*'], effect: 'asks a name server' },
  { from: 'dns/promises', names: ['*'], effect: 'asks a name server' },
  { from: 'readline', names: ['createInterface'], effect: 'reads from a stream' },
  {
    from: 'axios',
    names: ['default', 'get', 'post', 'put', 'patch', 'delete', 'request'],
    effect: network,
  },
  { from: 'mongoose', names: ['connect'], effect: network },
  { from: 'dotenv', names: ['config'], effect: 'reads a file and changes the environment' },
];

/** Methods that make whatever they are called on listen, or start serving. */
export const effectMethods: Readonly<Record<string, string>> = {
  addEventListener: listens,
  addListener: listens,
  on: listens,
  once: listens,
  prependListener: listens,
  listen: 'starts a server',
};
