import type { Channel } from './reference.ts';

const MOCKED = (
  'mock doMock unmock doUnmock importActual importMock dontMock deepUnmock setMock requireActual ' +
  'requireMock createMockFromModule genMockFromModule unstable_mockModule unstable_unmockModule'
).split(' ');

const MOCKERS = ['vi', 'vitest', 'jest', 'vitest:vi', 'vitest:vitest', '@jest/globals:jest'];

/** Functions of bundlers, whose arguments are more than a name. */
const BUNDLED = [
  'define',
  'import.meta.glob',
  'import.meta.globEager',
  'import.meta.webpackContext',
  'require.context',
  'require.ensure',
];

const LOADED: Readonly<Record<string, Channel>> = {
  require: 'require',
  'module.require': 'require',
  'require.main.require': 'require',
  'process.mainModule.require': 'require',
  'module:_load': 'require',
  'module:prototype.require': 'require',
  'module:Module.prototype.require': 'require',
  'module:Module._load': 'require',
  'require.resolve': 'resolution',
  'require.resolveWeak': 'resolution',
  'import.meta.resolve': 'resolution',
  'module:_resolveFilename': 'resolution',
  'module:Module._resolveFilename': 'resolution',
  'module:register': 'resolution',
  'module:Module.register': 'resolution',
  'System.import': 'dynamic import',
  'tsx/esm/api:tsImport': 'dynamic import',
  'tsx/cjs/api:require': 'require',
  'tsx/cjs/api:require.resolve': 'resolution',
  'tsx().import': 'dynamic import',
  'tsx().require': 'require',
  'new vite-node/client:ViteNodeRunner.executeFile': 'dynamic import',
  'jiti()': 'require',
  'jiti().import': 'dynamic import',
  'jiti().resolve': 'resolution',
  'jiti().esmResolve': 'resolution',
  'vite().ssrLoadModule': 'dynamic import',
  'vite:runnerImport': 'dynamic import',
  'import-fresh:': 'dynamic import',
  'importx:import': 'dynamic import',
  'test:mock.module': 'mock',
  'bun:test:mock.module': 'mock',
  'proxyquire:': 'mock',
  'proxyquire:load': 'mock',
  'rewire:': 'mock',
  'esmock:': 'mock',
  'esmock:strict': 'mock',
  'mock-require:': 'mock',
  'mock-require:reRequire': 'mock',
  'testdouble:replace': 'mock',
  'testdouble:replaceEsm': 'mock',
  'quibble:': 'mock',
  'quibble:esm': 'mock',
};

/** Everything that loads, resolves or replaces a module, as `originOf` names it. */
export function moduleFunctionNames(): readonly string[] {
  const mocks = MOCKERS.flatMap((mocker) => MOCKED.map((method) => `${mocker}.${method}`));
  return [...Object.keys(LOADED), ...mocks, ...BUNDLED];
}

/** The channel of a function whose first argument names a module. */
export function moduleFunction(origin: string): Channel | undefined {
  if (Object.hasOwn(LOADED, origin)) return LOADED[origin];
  const dot = origin.lastIndexOf('.');
  if (dot === -1) return undefined;
  const isMock = MOCKERS.includes(origin.slice(0, dot)) && MOCKED.includes(origin.slice(dot + 1));
  return isMock ? 'mock' : undefined;
}
