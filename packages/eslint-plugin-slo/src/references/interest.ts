import { launcherNames } from './launchers.ts';
import { SHARED } from './memory.ts';
import { moduleFunctionNames } from './module-functions.ts';
import { functionsWithOptions } from './options.ts';
import { MOVERS } from './places.ts';
import { EVALUATORS, READERS } from './source-text.ts';

/** What makes more of its kind, or answers with something that can reach another file. */
const MAKERS = [
  'Reflect.apply',
  'Reflect.construct',
  'global',
  'globalThis',
  'jiti:createJiti',
  'module:Module.createRequire',
  'module:createRequire',
  'process.getBuiltinModule',
  'require.cache',
  'self',
  'vite:createServer',
  'window',
];

/** Everything that can reach another file, and every step on the way to it: `fs:`, `fs:promises`. */
const OF_INTEREST: ReadonlySet<string> = new Set(
  [
    ...MAKERS,
    ...launcherNames(),
    ...moduleFunctionNames(),
    ...functionsWithOptions(),
    ...MOVERS,
    ...READERS,
    ...EVALUATORS,
    ...SHARED,
  ].flatMap(stepsTo),
);

function stepsTo(name: string): readonly string[] {
  const origin = name.replace(/^new /, '');
  const ends = [...origin.matchAll(/:(?!$)|\./g)].map(({ 0: mark, index }) =>
    mark === ':' ? index + 1 : index,
  );
  return [name, origin, ...ends.map((end) => origin.slice(0, end))];
}

/** The modules among them, as an import names them. */
const MODULES_OF_INTEREST: ReadonlySet<string> = new Set(
  [...OF_INTEREST]
    .filter((name) => name.endsWith(':'))
    .flatMap((name) => [name.slice(0, -1), `node:${name.slice(0, -1)}`]),
);

/** The globals among them. */
export const GLOBALS_OF_INTEREST: ReadonlySet<string> = new Set(
  [...OF_INTEREST].filter((name) => !/[.:(]/.test(name)),
);

/** Whether what `originOf` names can reach another file, or has something in it that can. */
export function isOfInterest(origin: string): boolean {
  if (OF_INTEREST.has(origin)) return true;
  const [, bare] = /^(.+)\.(?:apply|bind|call)$/.exec(origin) ?? [];
  return bare !== undefined && isOfInterest(bare);
}

/** The same for a module that is imported. */
export function isModuleOfInterest(specifier: string): boolean {
  return MODULES_OF_INTEREST.has(specifier);
}
