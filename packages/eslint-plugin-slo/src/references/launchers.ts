/**
 * In which shape a function takes what it starts: a module and flags; a program and a list of
 * words; a shell text; a list that holds program and words; a thread's file; a list of files;
 * a program and the list of words that it sees, its name first; program and words.
 */
type Shape = 'module' | 'program' | 'shell' | 'list' | 'words' | 'thread' | 'files' | 'arguments';

/** What starts something. */
export interface Launcher {
  readonly shape: Shape;
  /** The option that holds what it starts, if no argument does. */
  readonly option?: string;
  /** The number of the argument that holds what it starts, if not the first. */
  readonly argument?: number;
  /** The program whose command line it takes. */
  readonly program?: string;
}

const CHILD_PROCESS: Readonly<Record<string, Shape>> = {
  fork: 'module',
  spawn: 'program',
  spawnSync: 'program',
  execFile: 'program',
  execFileSync: 'program',
  exec: 'shell',
  execSync: 'shell',
};

const LAUNCHERS: Readonly<Record<string, Shape>> = {
  'execa:': 'program',
  'execa:execa': 'program',
  'execa:execaSync': 'program',
  'execa:execa.pipe': 'program',
  'execa:$.pipe': 'program',
  'execa:sync': 'program',
  'execa:execaNode': 'module',
  'execa:node': 'module',
  'execa:execaCommand': 'shell',
  'execa:execaCommandSync': 'shell',
  'execa:command': 'shell',
  'execa:commandSync': 'shell',
  'execa:$': 'shell',
  'execa:$.sync': 'shell',
  'execa:$.s': 'shell',
  'zx:$': 'shell',
  'zx:$.sync': 'shell',
  'zx/core:$': 'shell',
  'zx/core:$.sync': 'shell',
  $: 'shell',
  '$.sync': 'shell',
  'dax:$': 'shell',
  'dax:': 'shell',
  '@david/dax:': 'shell',
  '@david/dax:$': 'shell',
  'dax-sh:$': 'shell',
  'dax-sh:': 'shell',
  'bun:$': 'shell',
  'Bun.$': 'shell',
  'bun:spawn': 'list',
  'bun:spawnSync': 'list',
  'Bun.spawn': 'list',
  'Bun.spawnSync': 'list',
  'new Deno.Command': 'program',
  'Deno.run': 'list',
  'cross-spawn:': 'program',
  'cross-spawn:spawn': 'program',
  'cross-spawn:sync': 'program',
  'tinyexec:x': 'program',
  'tinyexec:xSync': 'program',
  'tinyexec:exec': 'program',
  'tinyexec:x.pipe': 'program',
  'tinyexec:exec.pipe': 'program',
  'tinyspawn:': 'program',
  'nano-spawn:': 'program',
  'nano-spawn:pipe': 'program',
  'node-pty:spawn': 'program',
  '@npmcli/promise-spawn:': 'program',
  'child-process-promise:spawn': 'program',
  'child-process-promise:fork': 'module',
  'child-process-promise:exec': 'shell',
  'foreground-child:foregroundChild': 'program',
  'foreground-child:': 'program',
  'shelljs:exec': 'shell',
  'cy.exec': 'shell',
  exec: 'shell',
  'new Worker': 'thread',
  'new SharedWorker': 'thread',
  'new worker_threads:Worker': 'thread',
  'new web-worker:': 'thread',
  'new jest-worker:Worker': 'thread',
  'new threads:Worker': 'thread',
  'workerpool:pool': 'thread',
  'navigator.serviceWorker.register': 'thread',
  'process.execve': 'arguments',
  'process:execve': 'arguments',
  importScripts: 'files',
};

const OPTIONS: Readonly<Record<string, Launcher>> = {
  'cluster:setupPrimary': { shape: 'module', option: 'exec' },
  'cluster:setupMaster': { shape: 'module', option: 'exec' },
  'new piscina:Piscina': { shape: 'thread', option: 'filename' },
  'new piscina:': { shape: 'thread', option: 'filename' },
  'new tinypool:Tinypool': { shape: 'thread', option: 'filename' },
  'new tinypool:': { shape: 'thread', option: 'filename' },
  'concurrently:': { shape: 'list', program: 'concurrently' },
  'concurrently:concurrently': { shape: 'list', program: 'concurrently' },
  'npm-run-all:': { shape: 'list', program: 'npm-run-all' },
  'npm-run-all2:': { shape: 'list', program: 'npm-run-all' },
  'shelljs:cmd': { shape: 'words' },
  'commander:program.command': { shape: 'module', option: 'executableFile' },
  'new commander:Command.command': { shape: 'module', option: 'executableFile' },
  'new bullmq:Worker': { shape: 'thread', argument: 1 },
  'nodemon:': { shape: 'module', option: 'script' },
  'pm2:start': { shape: 'module', option: 'script' },
  'test:run': { shape: 'files', option: 'files' },
};

/** Methods of pages of a browser and of a bundler's plugins, whose objects have any name. */
const METHODS: Readonly<Record<string, Launcher>> = {
  addInitScript: { shape: 'thread', option: 'path' },
  addScriptTag: { shape: 'thread', option: 'path' },
  emitFile: { shape: 'thread', option: 'id' },
  fulfill: { shape: 'thread', option: 'path' },
};

/** What decides, where it is assigned, what everything started runs or loads. */
const SETTINGS = ['cluster:settings.exec', 'process.env.NODE_OPTIONS', 'process:env.NODE_OPTIONS'];

/** Everything that starts something, as `originOf` names it. */
export function launcherNames(): readonly string[] {
  return [
    ...Object.keys(CHILD_PROCESS).map((name) => `child_process:${name}`),
    ...Object.keys(LAUNCHERS),
    ...Object.keys(OPTIONS),
    'cluster:fork',
    'document.createElement',
    ...SETTINGS,
  ];
}

/** How a function starts what it is given; undefined for one that starts nothing. */
export function launcherOf(origin: string): Launcher | undefined {
  if (origin.startsWith('child_process:')) {
    const name = origin.slice('child_process:'.length);
    return Object.hasOwn(CHILD_PROCESS, name) ? { shape: CHILD_PROCESS[name] as Shape } : undefined;
  }
  if (Object.hasOwn(LAUNCHERS, origin)) return { shape: LAUNCHERS[origin] as Shape };
  if (Object.hasOwn(OPTIONS, origin)) return OPTIONS[origin];
  const [, method = ''] = /\.(\w+)$/.exec(origin) ?? [];
  if (Object.hasOwn(METHODS, method)) return METHODS[method];
  return /(?:^|\.)\w*[wW]orklet\.addModule$/.test(origin) ? { shape: 'thread' } : undefined;
}
