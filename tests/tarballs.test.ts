import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from './repository-copy.ts';

const packages = globSync('packages/*', { cwd: repositoryRoot }).map((folder) => ({
  folder: path.join(repositoryRoot, folder),
}));

const node20 = path.join(import.meta.dirname, 'node_modules/node20/bin/node');

let root: string;
let tarballs: readonly string[];

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'slo-tarballs-'));
  for (const { folder } of packages) run(folder, 'pnpm', 'pack', '--pack-destination', root);
  tarballs = globSync('*.tgz', { cwd: root });
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('the packed packages', () => {
  it('are as many as there are packages', () => {
    expect(tarballs).toHaveLength(packages.length);
  });

  it('satisfy publint and attw', () => {
    for (const tarball of tarballs) {
      bin('publint', 'run', path.join(root, tarball), '--strict');
      bin('attw', path.join(root, tarball), '--profile', 'esm-only');
    }
  });
});

describe('a fresh project that installs them by npm', () => {
  let project: string;

  beforeAll(() => {
    project = path.join(root, 'project');
    cpSync(path.join(import.meta.dirname, 'examples/adopt'), project, { recursive: true });
    write('package.json', JSON.stringify({ name: 'fresh', private: true, type: 'module' }));
    run(
      project,
      'npm',
      'install',
      '--no-fund',
      '--no-audit',
      ...['eslint@10', 'typescript-eslint@8', 'typescript@6', '@types/node@24'],
      ...tarballs.map((tarball) => path.join(root, tarball)),
    );
  });

  it.for([
    { layout: 'the default layout', config: 'default-layout.eslint.config.js', scripts: 'scripts' },
    { layout: 'a layout of its own', config: 'own-layout.eslint.config.js', scripts: 'jobs' },
  ])('lints scripts in $layout', ({ config, scripts }) => {
    write('src/greet.ts', 'export const greet = (name: string) => `Hello ${name}`;\n');
    write(`${scripts}/one.ts`, 'export const answer: number = 42;\n');
    write(`${scripts}/two.ts`, "import './one.ts';\n");
    const lint = () =>
      spawnSync('npx', ['eslint', '--config', config, scripts], { cwd: project, encoding: 'utf8' });

    const violated = lint();
    expect(violated.stdout).toContain('slo/no-script-to-script-import');
    expect(violated.status).toBe(1);

    write(`${scripts}/two.ts`, 'console.log("alone" satisfies string);\n');
    expect(lint()).toMatchObject({ status: 0, stdout: '' });
  });

  it('type-checks a flow of primitives where no types of Node are installed', () => {
    const flow =
      "import { sequential } from '@slo/primitives';\nawait sequential(() => 1).execute(0);\n";
    write('scripts/flow.mts', flow);
    const options = [
      '--module',
      'nodenext',
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
    ];
    const browser = ['--target', 'es2022', '--lib', 'esnext,dom', '--typeRoots', 'none'];
    run(project, 'npx', 'tsc', 'scripts/flow.mts', '--ignoreConfig', ...options, ...browser);
  });

  it('type-checks and runs a script of primitives, on Node 20 too', async () => {
    await using server = await startServer({ '/fickle': [503, 200], '/broken': [503, 503, 503] });
    const options = ['--module', 'nodenext', '--target', 'es2023', '--outDir', 'out', '--strict'];
    const script = 'scripts/check-links.ts';
    run(project, 'npx', 'tsc', script, '--ignoreConfig', ...options, '--types', 'node');

    for (const node of [process.execPath, node20]) {
      server.restart();
      const urls = [`${server.url}/fickle`, `${server.url}/broken`];
      const { stdout } = await promisify(execFile)(node, ['out/check-links.js', ...urls], {
        cwd: project,
      });
      expect(stdout).toBe(`✓ ${server.url}/fickle\n✗ Error: ${server.url}/broken answers 503\n`);
    }
  });

  function write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), text);
  }
});

/** Serves each path with one status after the other. */
async function startServer(paths: Readonly<Record<string, readonly number[]>>) {
  let calls: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    const turn = calls.filter((call) => call === url).length;
    calls.push(url);
    response.writeHead(paths[url]?.[turn] ?? 404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    restart: () => {
      calls = [];
    },
    [Symbol.asyncDispose]: () => promisify(server.close.bind(server))(),
  };
}

function bin(name: string, ...words: readonly string[]): string {
  return run(root, path.join(import.meta.dirname, 'node_modules/.bin', name), ...words);
}

function run(cwd: string, program: string, ...words: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd, encoding: 'utf8' });
  if (status !== 0) {
    const said = error === undefined ? stdout + stderr : String(error);
    throw new Error(`${program} ${words.join(' ')} ended with ${String(status)}:\n${said}`);
  }
  return stdout;
}
