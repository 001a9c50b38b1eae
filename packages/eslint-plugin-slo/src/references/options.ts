import { basename } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { ANY } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction, returnsOf } from './functions.ts';
import type { Channel } from './reference.ts';

type Node = TSESTree.Node;

/** What stands in an option: files that are reached through a channel, or shell texts. */
type Content = Channel | 'shell';

/** The ways to options that name files or commands, with what stands there. */
type Options = Readonly<Record<string, Content>>;

const ESBUILD: Options = { entryPoints: 'source text', inject: 'source text' };
const ROLLUP: Options = { input: 'source text' };
const TSUP: Options = { entry: 'source text' };
const JEST: Options = {
  globalSetup: 'loaded module',
  globalTeardown: 'loaded module',
  setupFiles: 'loaded module',
  setupFilesAfterEnv: 'loaded module',
};
const PLAYWRIGHT: Options = {
  globalSetup: 'loaded module',
  globalTeardown: 'loaded module',
  'webServer.command': 'shell',
};
const VITE: Options = {
  'build.lib.entry': 'source text',
  'build.rolldownOptions.input': 'source text',
  'build.rollupOptions.input': 'source text',
  'test.globalSetup': 'loaded module',
  'test.setupFiles': 'loaded module',
};
const WEBPACK: Options = { entry: 'source text' };
const UNBUILD: Options = { entries: 'source text', 'entries.input': 'source text' };

/** Functions that are told in their options what to build, load or start. */
const FUNCTIONS: Readonly<Record<string, Options>> = {
  'Bun.build': { entrypoints: 'source text' },
  '@playwright/test:defineConfig': PLAYWRIGHT,
  '@rspack/core:rspack': WEBPACK,
  'bundle-require:bundleRequire': { filepath: 'loaded module' },
  'esbuild:build': ESBUILD,
  'esbuild:buildSync': ESBUILD,
  'esbuild:context': ESBUILD,
  'new bree:': { 'jobs.path': 'thread' },
  'rolldown:build': ROLLUP,
  'rolldown:rolldown': ROLLUP,
  'rollup:defineConfig': ROLLUP,
  'rollup:rollup': ROLLUP,
  'tsdown:build': TSUP,
  'tsdown:defineConfig': TSUP,
  'tsup:build': TSUP,
  'tsup:defineConfig': TSUP,
  'unbuild:defineBuildConfig': UNBUILD,
  'vite:build': VITE,
  'vite:defineConfig': VITE,
  'vitest/config:defineConfig': VITE,
  'vitest/config:defineProject': VITE,
  'webpack:': WEBPACK,
};

/** Files whose default export is such an object, by the name before `.config`. */
const FILES: Readonly<Record<string, Options>> = {
  build: UNBUILD,
  ecosystem: { 'apps.script': 'process' },
  jest: JEST,
  playwright: PLAYWRIGHT,
  rolldown: ROLLUP,
  rollup: ROLLUP,
  rspack: WEBPACK,
  tsdown: TSUP,
  tsup: TSUP,
  vite: VITE,
  vitest: VITE,
  webpack: WEBPACK,
};

/** The functions among them, as `originOf` names them. */
export function functionsWithOptions(): readonly string[] {
  return Object.keys(FUNCTIONS);
}

/** A value that an option has. */
export interface Setting {
  readonly node: Node;
  readonly content: Content;
}

/** What the options of a call name. */
export function settingsOfCall(
  origin: string,
  args: readonly Node[],
  evaluator: Evaluator,
): readonly Setting[] {
  const options = Object.hasOwn(FUNCTIONS, origin) ? FUNCTIONS[origin] : undefined;
  return options ? args.flatMap((object) => settingsIn(object, options, evaluator)) : [];
}

/** What a file names that a tool reads as its configuration. */
export function settingsOfFile(evaluator: Evaluator): readonly Setting[] {
  const [, name = ''] = /^(\w+)\.config\.[cm]?[jt]s$/.exec(basename(evaluator.filename)) ?? [];
  const options = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (options === undefined) return [];
  return evaluator.sourceCode.ast.body
    .map((statement) => exported(statement, evaluator))
    .flatMap((object) => (object ? settingsIn(object, options, evaluator) : []));
}

/** `export default …`, `module.exports = …`. */
function exported(statement: TSESTree.ProgramStatement, evaluator: Evaluator): Node | undefined {
  if (statement.type === 'ExportDefaultDeclaration') return statement.declaration;
  if (statement.type !== 'ExpressionStatement') return undefined;
  const { expression } = statement;
  if (expression.type !== 'AssignmentExpression') return undefined;
  return evaluator.origin(expression.left) === 'module.exports' ? expression.right : undefined;
}

function settingsIn(object: Node, options: Options, evaluator: Evaluator): readonly Setting[] {
  return Object.entries(options).flatMap(([path, content]) => {
    const nodes = path
      .split('.')
      .reduce<readonly Node[]>(
        (found, key) => found.flatMap((node) => evaluator.elements(node, key)).flatMap(opened),
        opened(object),
      );
    return nodes.map((node) => ({ node, content }));
  });

  /** The elements of a list, and what a function returns that makes the options. */
  function opened(node: Node): readonly Node[] {
    return evaluator.values(node).flatMap((value) => {
      if (value.type === 'ArrayExpression') return evaluator.elements(value, ANY);
      return isFunction(value) ? returnsOf(value).flatMap((each) => evaluator.values(each)) : value;
    });
  }
}
