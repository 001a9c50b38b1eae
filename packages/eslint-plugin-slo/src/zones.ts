import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { realPathOf } from './real-path.ts';

/** Where a file stands in the architecture. */
export type Zone = 'script' | 'library' | 'tutorial' | 'test' | 'orchestration' | 'outside';

/**
 * Globs that say which files stand in which zone, relative to the root, with `/` on every system.
 * A zone that is left out has its default; an empty list empties it.
 */
export interface ZonesDefinition {
  /** Absolute path of the repository. Default: the folder of the nearest lint configuration. */
  readonly root?: string;
  /** Default: `scripts/**`. */
  readonly scripts?: readonly string[];
  /** Default: `packages/*\/src/**`. */
  readonly library?: readonly string[];
  /** Default: `tutorials/**`. */
  readonly tutorials?: readonly string[];
  /** Default: `**\/*.test.*`, `packages/*\/tests/**` and `tests/**`. */
  readonly tests?: readonly string[];
  /** Files that start scripts because a person asked for it. Default: none. */
  readonly orchestration?: readonly string[];
}

/** A key of the definition and the zone of the files that it names. */
interface ZoneKey {
  readonly key: Exclude<keyof ZonesDefinition, 'root'>;
  readonly zone: Exclude<Zone, 'outside'>;
  readonly globs: readonly string[];
}

/** In order of precedence: a test in `scripts/` is a script, a test in `packages/x/src` a test. */
const DEFAULTS: readonly ZoneKey[] = [
  { key: 'scripts', zone: 'script', globs: ['scripts/**'] },
  { key: 'tutorials', zone: 'tutorial', globs: ['tutorials/**'] },
  { key: 'tests', zone: 'test', globs: ['**/*.test.*', 'packages/*/tests/**', 'tests/**'] },
  { key: 'library', zone: 'library', globs: ['packages/*/src/**'] },
  { key: 'orchestration', zone: 'orchestration', globs: [] },
];

/** Endings of files that hold code; a script's data files are its own business. */
export const CODE_EXTENSIONS = ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx'] as const;

const ROOT_MARKS = [
  ...['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`),
  '.oxlintrc.json',
  '.oxlintrc.jsonc',
  'oxlint.config.ts',
];

/**
 * Checks a definition of zones and freezes it. The result is plain data, so that every tool can
 * read it.
 *
 * @throws {TypeError} naming the key and the value that it cannot use.
 * @example
 * ```js
 * export default defineZones({
 *   root: import.meta.dirname,
 *   scripts: ['jobs/**'],
 *   library: ['src/**'],
 * });
 * ```
 */
export function defineZones(definition: ZonesDefinition = {}): ZonesDefinition {
  if (!isRecord(definition)) {
    throw new TypeError(`Expected defineZones({ scripts: […], … }), got ${show(definition)}.`);
  }
  const keys = ['root', ...DEFAULTS.map(({ key }) => key)];
  const checked: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(definition)) {
    if (!keys.includes(key)) {
      throw new TypeError(`Unknown zone ${show(key)}. The zones are ${keys.slice(1).join(', ')}.`);
    }
    if (value === undefined) continue;
    checked[key] = key === 'root' ? checkRoot(value) : checkGlobs(key, value);
  }
  return Object.freeze(checked);
}

function checkRoot(root: unknown): string {
  if (typeof root === 'string' && isAbsolute(root)) return root;
  throw new TypeError(
    `Expected zones.root to be an absolute path such as import.meta.dirname, got ${show(root)}.`,
  );
}

function checkGlobs(key: string, globs: unknown): readonly string[] {
  if (!Array.isArray(globs)) {
    throw new TypeError(`Expected zones.${key} to be a list of globs, got ${show(globs)}.`);
  }
  return Object.freeze(globs.map((glob: unknown) => checkGlob(key, glob)));
}

function checkGlob(key: string, glob: unknown): string {
  const where = `zones.${key}`;
  if (typeof glob !== 'string' || glob.trim() === '') {
    throw new TypeError(`Expected ${where} to hold globs, got ${show(glob)}.`);
  }
  if (glob.startsWith('!')) {
    throw new TypeError(
      `${where}: ${show(glob)} says what does not belong. Say what does, as in "jobs/!(old)/**".`,
    );
  }
  if (isAbsolute(glob) || /^[a-z]:/i.test(glob) || glob.split('/').includes('..')) {
    throw new TypeError(`${where}: ${show(glob)} must be relative to the root and stay inside it.`);
  }
  return glob.replace(/^(?:\.\/)+/, '');
}

/** A definition made ready to answer questions. */
export class Zones {
  readonly root: string;
  readonly definition: ZonesDefinition;
  /** Every zone with globs, those of the definition first: the first that matches a file has it. */
  readonly ordered: readonly (ZoneKey & { readonly explicit: boolean })[];
  readonly #matchers: readonly {
    readonly zone: Zone;
    readonly matches: (path: string) => boolean;
  }[];
  readonly #roots: readonly string[];
  /** What is known of each path; it depends on nothing but the path. */
  readonly #known = new Map<string, Zone>();

  /** Looks for the root upwards from `cwd` when the definition names none. */
  constructor(definition: ZonesDefinition, cwd: string) {
    this.definition = defineZones(definition);
    this.root = this.definition.root ?? findRoot(cwd);
    this.ordered = DEFAULTS.map((entry) => {
      const globs = this.definition[entry.key];
      return { ...entry, globs: globs ?? entry.globs, explicit: globs !== undefined };
    }).sort((a, b) => Number(b.explicit) - Number(a.explicit));
    this.#matchers = this.ordered
      .filter(({ globs }) => globs.length > 0)
      .map(({ zone, globs }) => ({ zone, matches: picomatch([...globs], { dot: true }) }));
    this.#roots = [...new Set([this.root, realPathOf(this.root)])];
  }

  /** The zone of a file, given by its absolute path. What is installed is outside. */
  zoneOf(file: string): Zone {
    let zone = this.#known.get(file);
    if (zone === undefined) {
      zone = this.#findZone(file);
      this.#known.set(file, zone);
    }
    return zone;
  }

  #findZone(file: string): Zone {
    const path = this.relative(file);
    if (path === undefined || `/${path}`.includes('/node_modules/')) return 'outside';
    return this.#matchers.find(({ matches }) => matches(path))?.zone ?? 'outside';
  }

  /** The path of a script from the root; undefined if the file is no script. */
  script(file: string): string | undefined {
    return isCode(file) && this.zoneOf(file) === 'script' ? this.relative(file) : undefined;
  }

  /** The path of a file that stands among the scripts, whatever its ending: a process may run it. */
  program(file: string): string | undefined {
    return this.zoneOf(file) === 'script' ? this.relative(file) : undefined;
  }

  /** The folders in which the globs of a zone begin. */
  foldersOf(zone: Zone): readonly string[] {
    return this.globsOf(zone).globs.map((glob) => join(this.root, fixedFolder(glob)));
  }

  /** The path of a file from the root, with `/`; undefined if the file is not below the root. */
  relative(file: string): string | undefined {
    for (const root of this.#roots) {
      const isBelow = file.startsWith(root + sep) && !file.includes('..');
      const path = isBelow ? file.slice(root.length + 1) : relative(root, file);
      if (path !== '' && !/^\.\.(?:[\\/]|$)/.test(path) && !isAbsolute(path)) {
        return sep === '/' ? path : path.replaceAll(sep, '/');
      }
    }
    return undefined;
  }

  /** The globs that hold a zone, and those of the zones that take files from it. */
  globsOf(zone: Zone): { readonly globs: readonly string[]; readonly except: readonly string[] } {
    const index = this.ordered.findIndex((entry) => entry.zone === zone);
    const before = index === -1 ? this.ordered : this.ordered.slice(0, index);
    return {
      globs: this.ordered[index]?.globs ?? ['**'],
      except: before.flatMap(({ globs }) => globs),
    };
  }
}

/** The part of a glob before anything variable; a glob without such parts names a file. */
export function fixedFolder(glob: string): string {
  const { base, isGlob } = picomatch.scan(glob);
  const folder = isGlob ? base : dirname(base);
  return folder === '.' ? '' : folder;
}

/** Whether a file holds code, going by its name. */
export function isCode(file: string): boolean {
  return CODE_EXTENSIONS.some((extension) => file.endsWith(`.${extension}`));
}

/** The nearest folder upwards that a linter's configuration makes a root, or the folder itself. */
function findRoot(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (ROOT_MARKS.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return typeof value === 'function' ? 'a function' : JSON.stringify(value);
}
