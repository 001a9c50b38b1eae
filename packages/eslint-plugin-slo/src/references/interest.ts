import { HOOKS } from './hooks.ts';
import { launcherNames } from './launchers.ts';
import { SHARED } from './memory.ts';
import { moduleFunctionNames } from './module-functions.ts';
import { functionsWithOptions } from './options.ts';
import { MADE } from './origin.ts';
import { MOVERS } from './places.ts';
import { EVALUATORS, READERS } from './source-text.ts';
import { WRITERS } from './written.ts';

/** What makes more of its kind, or answers with something that can reach another file. */
const MAKERS = [
  'Reflect.apply',
  'Reflect.construct',
  'global',
  'globalThis',
  'process.getBuiltinModule',
  'require.cache',
  'self',
  'window',
];

/** Everything that can reach another file, and every step on the way to it: `fs:`, `fs:promises`. */
const OF_INTEREST: ReadonlySet<string> = new Set(
  [
    ...MAKERS,
    ...Object.keys(MADE),
    ...launcherNames(),
    ...moduleFunctionNames(),
    ...functionsWithOptions(),
    ...MOVERS,
    ...READERS,
    ...EVALUATORS,
    ...SHARED,
    ...HOOKS,
    ...WRITERS,
  ].flatMap(stepsTo),
);

function stepsTo(name: string): readonly string[] {
  const origin = name.replace(/^new /, '');
  const ends = [...origin.matchAll(/:(?!$)|\./g)].map(({ 0: mark, index }) =>
    mark === ':' ? index + 1 : index,
  );
  const steps = ends.map((end) => origin.slice(0, end));
  return [name, origin, ...steps, ...(name === origin ? [] : steps.map((step) => `new ${step}`))];
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
