import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser';
import picomatch from 'picomatch';
import { checkZones } from './check-zones.ts';
import { type Zone, Zones, type ZonesDefinition } from './zones.ts';

export { checkGraph, type GraphReport, type GraphViolation } from './check-graph.ts';

const INSTALLED = '(^|/)node_modules/';
const NOT_CODE = '^(?!.*\\.(?:[cm]?[jt]s|[jt]sx)$)';

/** Calls beside `require` whose first argument names a module, as far as one text can tell. */
const REQUIRES = [
  ...['require.resolve', 'module.require', 'mock.module'],
  ...['mock', 'doMock', 'unmock', 'doUnmock', 'importActual', 'importMock'].map(
    (name) => `vi.${name}`,
  ),
  ...['mock', 'doMock', 'unmock', 'dontMock', 'setMock', 'requireActual', 'requireMock'].map(
    (name) => `jest.${name}`,
  ),
  'jest.unstable_mockModule',
];

/**
 * A dependency-cruiser configuration that holds the architecture over the whole graph, made from
 * the zones that the lint rules read.
 *
 * @param definition - What `defineZones` returns. Default: the default layout.
 * @throws {Error} if a glob matches nothing or two zones overlap; the message says what to do.
 * @example
 * ```js
 * // .dependency-cruiser.js
 * export default preset(zones);
 * ```
 */
export function preset(definition?: ZonesDefinition): IConfiguration {
  const zones = new Zones(definition ?? {}, process.cwd());
  if (definition !== undefined) checkZones(zones);
  return {
    forbidden: [...bans(zones), ...libraryRules(zones), unresolvable(zones)],
    options: {
      tsPreCompilationDeps: true,
      detectJSDocImports: true,
      detectImportsInAmbientModules: true,
      detectProcessBuiltinModuleCalls: true,
      exoticRequireStrings: REQUIRES,
      moduleSystems: ['es6', 'cjs', 'tsd', 'amd'],
      doNotFollow: { path: INSTALLED },
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['import', 'require', 'node', 'default', 'types'],
      },
      ...(existsSync(join(zones.root, 'tsconfig.json')) && {
        tsConfig: { fileName: join(zones.root, 'tsconfig.json') },
      }),
    },
  };
}

/** Nothing but the orchestrator reaches a script. */
function bans(zones: Zones): IForbiddenRuleType[] {
  const scripts = patternsOf(zones, 'script');
  if (scripts.path.length === 0) return [];
  const orchestration = patternsOf(zones, 'orchestration').path;
  return [
    {
      name: 'no-script-to-script-import',
      severity: 'error',
      comment:
        'Deleting or breaking one script must never touch another. Lift what both need into the library, copy it, hand it over through a file or a database, or let the orchestrator run the other script.',
      // The first group is the whole path, so that a script may name itself.
      from: {
        path: scripts.path.map((path) => `^(?=(.+)$)${path.slice(1)}`),
        pathNot: scripts.pathNot,
      },
      to: { path: scripts.path, pathNot: [...scripts.pathNot, '^$1$', INSTALLED, NOT_CODE] },
    },
    {
      name: 'no-library-to-script-import',
      severity: 'error',
      comment:
        'Nothing may depend on a script, not even a helper in between. Move what is needed from it into the library and import it from there; test a script by running it.',
      from: { pathNot: [...scripts.path, ...orchestration, INSTALLED] },
      to: { path: scripts.path, pathNot: [...scripts.pathNot, INSTALLED, NOT_CODE] },
    },
  ];
}

/** What a library owes to those who import it. */
function libraryRules(zones: Zones): IForbiddenRuleType[] {
  const library = patternsOf(zones, 'library');
  if (library.path.length === 0) return [];
  return [
    {
      name: 'no-library-cycles',
      severity: 'error',
      comment:
        'Modules that import each other can be understood, tested and loaded only together. Move what they share into a module of its own. Types may go in a circle: they vanish.',
      from: library,
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-undeclared-dependency',
      severity: 'error',
      comment:
        'The package works only where somebody else happens to install this one. Add it to the dependencies of its package.json.',
      from: library,
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependency-in-library',
      severity: 'error',
      comment:
        'Whoever installs the package does not get its devDependencies. Move this one to dependencies, or import only its types.',
      from: library,
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'npm', 'npm-peer', 'npm-optional'],
      },
    },
    ...packageFolders(zones).map((folder): IForbiddenRuleType => ({
      name: 'no-import-past-the-entry',
      severity: 'error',
      comment:
        'What a package does not export may change on any day. Import the package by its name, and export from its entry what others need.',
      from: { path: `^(?:${folder})?([^/]+)`, pathNot: INSTALLED },
      to: {
        path: library.path,
        pathNot: [...library.pathNot, `^${folder}$1/`],
        dependencyTypes: ['local'],
      },
    })),
  ];
}

/** Outside every zone stands what others make: a build's output, the files of a tool. */
function unresolvable(zones: Zones): IForbiddenRuleType {
  const zoned = zones.ordered.flatMap(({ globs }) => globs.map(toPattern));
  return {
    name: 'no-unresolvable-import',
    severity: 'error',
    comment:
      'Nobody can tell where this leads, so nobody can hold it to the architecture. Install the package, or correct the name.',
    from: { path: zoned, pathNot: INSTALLED },
    to: { couldNotResolve: true },
  };
}

/** Folders that hold one package each: what stands before a `*` in a glob of the library. */
function packageFolders(zones: Zones): string[] {
  const folders = zones.globsOf('library').globs.flatMap((glob) => {
    const [, folder] = /^([^*?{}[\]()!]+\/)\*\//.exec(glob) ?? [];
    return folder === undefined ? [] : [folder.replaceAll('.', '\\.')];
  });
  return [...new Set(folders)];
}

interface Patterns {
  readonly path: string[];
  readonly pathNot: string[];
}

function patternsOf(zones: Zones, zone: Zone): Patterns {
  const { globs, except } = zones.globsOf(zone);
  return { path: globs.map(toPattern), pathNot: [...except.map(toPattern), INSTALLED] };
}

/**
 * A glob as a regular expression that dependency-cruiser deems safe. The paths that it matches hold
 * neither `.` nor `..`, so picomatch's guards against those can go.
 */
function toPattern(glob: string): string {
  return picomatch
    .makeRe(glob, { dot: true })
    .source.replaceAll('(?:(?!(?:^|\\/)\\.{1,2}(?:\\/|$)).)*?', '.*?')
    .replaceAll('(?:(?:(?!(?:^|\\/)\\.{1,2}(?:\\/|$)).)*?)', '.*?')
    .replaceAll('(?!\\.{1,2}(?:\\/|$))', '')
    .replaceAll('(?:.*?)', '.*?');
}
