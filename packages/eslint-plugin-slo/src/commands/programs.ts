/** Programs that start the program named after them. */
export const WRAPPERS: ReadonlySet<string> = new Set(
  (
    'caffeinate chronic command cross-env cross-env-shell c8 doas dotenv dotenvx env exec ionice ltrace nice ' +
    'nohup npx nyc pnpx bunx setsid stdbuf strace sudo time timeout unbuffer watch watchexec xargs'
  ).split(' '),
);

/** Programs that start a command which stands behind words of their own, or in one of them. */
export const CARRIERS: ReadonlySet<string> = new Set(
  (
    'chroot direnv docker docker-compose entr firejail flock fnm gosu hyperfine kubectl nerdctl nvm parallel ' +
    'podman screen script sem ssh start-server-and-test su su-exec systemd-run taskset tmux volta'
  ).split(' '),
);

/** Carriers to a machine or container with folders of its own, where the project stands anywhere. */
export const MACHINES: ReadonlySet<string> = new Set(
  'docker docker-compose kubectl nerdctl podman ssh'.split(' '),
);

/** Programs that start, later or elsewhere, what they read from their input. */
export const STARTERS: ReadonlySet<string> = new Set(['at', 'batch', 'crontab', 'ssh']);

/** Programs that do no more with the words of a command than with others. */
export const INERT: ReadonlySet<string> = new Set(
  'cat chmod echo git grep ls printf rg test'.split(' '),
);

/** Wrappers that fetch the program first. */
export const FETCHERS: ReadonlySet<string> = new Set(['npx', 'pnpx', 'bunx']);

/** Shells: `-c` and a text, or a file. */
export const SHELLS: ReadonlySet<string> = new Set(
  'ash bash cmd dash fish ksh powershell pwsh sh zsh . source'.split(' '),
);

/** Programs that run the first file after their flags. */
export const RUNNERS: ReadonlySet<string> = new Set(
  (
    'node nodejs tsx ts-node ts-node-esm ts-node-dev tsnd tsimp esno esmo esr vite-node jiti ' +
    'babel-node swc-node sucrase-node tsm bun deno nodemon node-dev zx electron forever pm2 ' +
    'python python3 ruby perl php mocha'
  ).split(' '),
);

/** Managers of packages, which run package scripts and installed programs. */
export const MANAGERS: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun', 'corepack']);

/** Programs that run a script of every package. */
export const TASK_RUNNERS: ReadonlySet<string> = new Set(['lerna', 'nx', 'turbo']);

/** Flags of runners that load a module before the file. */
export const LOADERS: ReadonlySet<string> = new Set(
  '--import --require -r --loader --experimental-loader --preload'.split(' '),
);

/** Flags of runners that take program text. */
export const EVALUATORS: ReadonlySet<string> = new Set('-e --eval -p --print -pe'.split(' '));

/** Flags of runners after which the file is only looked at. */
export const LOOKERS: ReadonlySet<string> = new Set([
  '-c',
  '--check',
  '--version',
  '-v',
  '--help',
  '-h',
]);

/** Flags of runners whose value stands in the next word. */
export const VALUED: ReadonlySet<string> = new Set(
  (
    '-C --conditions --env-file --env-file-if-exists --input-type --title --watch-path --tsconfig ' +
    '-P --project -O --compiler-options --test-name-pattern --test-reporter --config --cwd --ext ' +
    '--ignore --experimental-default-type --inspect-port --max-old-space-size -W -X'
  ).split(' '),
);

/** Words between a runner and its file. */
export const SUBCOMMANDS: ReadonlySet<string> = new Set([
  'run',
  'watch',
  'inspect',
  'start',
  'serve',
  'test',
  'x',
]);
