import { lstatSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { ICruiseOptions, ICruiseResult, IModule, IViolation } from 'dependency-cruiser';
import { realPathOf } from './real-path.ts';

const SCRIPT_BAN = '-to-script-import';

/** One edge of the graph that a rule forbids. */
export interface GraphViolation {
  readonly file: string;
  /** Line of the import in `file`, from 1; undefined where the text does not show it. */
  readonly line: number | undefined;
  readonly rule: string;
  readonly to: string;
  /** Why the edge is forbidden and what to do, from the rule's comment. */
  readonly remedy: string;
}

/** What a look at the whole graph found. */
export interface GraphReport {
  readonly violations: readonly GraphViolation[];
  readonly modules: number;
  readonly dependencies: number;
}

/** Where the graph is and what may not be in it. */
export interface GraphOptions {
  /** The repository; globs and paths count from here. Default: the working directory. */
  readonly root?: string;
  /** The dependency-cruiser configuration, from the root. Default: `.dependency-cruiser.js`. */
  readonly config?: string;
}

/**
 * Holds the dependency graph of a repository against its dependency-cruiser configuration.
 *
 * @throws {Error} if the configuration or a tsconfig cannot be read, or if no TypeScript file was
 *   seen: a run that sees nothing proves nothing.
 */
export async function checkGraph({
  root = process.cwd(),
  config = '.dependency-cruiser.js',
}: GraphOptions = {}): Promise<GraphReport> {
  const { cruise, allExtensions } = await import('dependency-cruiser');
  if (!allExtensions.some(({ extension, available }) => extension === '.ts' && available)) {
    throw new Error(
      'dependency-cruiser cannot read TypeScript here: it needs the API of TypeScript 6. ' +
        'Install it as "typescript": "npm:@typescript/typescript6@^6" beside TypeScript 7.',
    );
  }
  const options = await read(resolve(root, config), readOptions);
  const tsConfigName = options.tsConfig?.fileName;
  const tsConfig =
    tsConfigName === undefined ? undefined : await read(resolve(root, tsConfigName), readTsConfig);
  const { output } = await read(root, () =>
    cruise(['.'], { ...options, baseDir: root }, {}, { tsConfig }),
  );
  if (typeof output === 'string') throw new Error(`Remove "outputType" from ${config}.`);
  if (!output.modules.some(isTypeScript)) {
    throw new Error(
      `No TypeScript file was seen below ${root}, so nothing was checked. Run this from the ` +
        `repository's root, and look for an "exclude" or "includeOnly" in ${config} that hides it.`,
    );
  }
  return {
    violations: await Promise.all(
      output.summary.violations
        // A script may name itself; where its path means something in a regular expression, the
        // rule cannot say so.
        .filter(({ rule, from, to, cycle }) => rule.severity === 'error' && (from !== to || cycle))
        // Who reaches a script is held under its real name, whatever links lead to it.
        .filter(
          ({ rule, from }) => !rule.name.endsWith(SCRIPT_BAN) || !isSeenTwice(from, output, root),
        )
        .map((violation) => describe(violation, output, root)),
    ),
    modules: output.summary.totalCruised,
    dependencies: output.summary.totalDependenciesCruised ?? 0,
  };
}

async function read<Content>(
  file: string,
  reader: (file: string) => Promise<Content>,
): Promise<Content> {
  try {
    return await reader(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim() : String(error);
    const [, circle] = /ELOOP: .*'(.+)'/.exec(reason) ?? [];
    if (circle !== undefined) {
      const link = firstLink(circle, file);
      throw new Error(
        `The symbolic link ${link} leads in a circle. Remove it or point it elsewhere.`,
        { cause: error },
      );
    }
    throw new Error(`Cannot read ${file}: ${reason}\nRepair it, or nothing can be checked.`, {
      cause: error,
    });
  }
}

/** The link that a path below a folder goes through first, as often as it may go through it. */
function firstLink(path: string, folder: string): string {
  let current = folder;
  for (const name of relative(folder, path).split(sep)) {
    current = join(current, name);
    if (lstatSync(current, { throwIfNoEntry: false })?.isSymbolicLink() === true) return current;
  }
  return path;
}

async function readOptions(file: string): Promise<ICruiseOptions> {
  const { default: extract } =
    await import('dependency-cruiser/config-utl/extract-depcruise-options');
  return extract(file);
}

async function readTsConfig(file: string): Promise<unknown> {
  const { default: extract } = await import('dependency-cruiser/config-utl/extract-ts-config');
  return extract(file);
}

function isTypeScript({ source, couldNotResolve }: IModule): boolean {
  return (
    /^(?!\.\.\/).*\.[cm]?tsx?$/.test(source) &&
    !source.includes('node_modules/') &&
    couldNotResolve !== true
  );
}

/** Whether a link leads to a file that the graph holds under its own name as well. */
function isSeenTwice(file: string, { modules }: ICruiseResult, root: string): boolean {
  const real = relative(realPathOf(root), realPathOf(resolve(root, file))).replaceAll(sep, '/');
  return real !== file && modules.some(({ source }) => source === real);
}

async function describe(
  { from, to, unresolvedTo, rule, cycle }: IViolation,
  { summary }: ICruiseResult,
  root: string,
): Promise<GraphViolation> {
  const path = cycle?.map(({ name }) => name).join(' → ');
  return {
    file: from,
    line: unresolvedTo === undefined ? undefined : await lineOf(unresolvedTo, resolve(root, from)),
    rule: rule.name,
    to: path ?? to,
    remedy: summary.ruleSetUsed?.forbidden?.find(({ name }) => name === rule.name)?.comment ?? '',
  };
}

async function lineOf(specifier: string, file: string): Promise<number | undefined> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const index = lines.findIndex((line) =>
    ['"', "'", '`'].some((quote) => line.includes(quote + specifier + quote)),
  );
  return index === -1 ? undefined : index + 1;
}
