import { existsSync, lstatSync, statSync, type Stats } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ResolverFactory } from 'oxc-resolver';
import { realPathOf } from './real-path.ts';

/** Where a specifier leads. */
export type Resolution =
  /** To a file: as the specifier spells it, and behind all symbolic links. */
  | { readonly kind: 'file'; readonly path: string; readonly realPath: string }
  /** Nobody can tell, because a configuration that decides it cannot be read. */
  | { readonly kind: 'unreadable'; readonly file: string; readonly reason: string };

const OPTIONS = {
  conditionNames: ['import', 'require', 'node', 'default', 'types'],
  extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.d.ts', '.json'],
  extensionAlias: {
    '.js': ['.ts', '.tsx', '.d.ts', '.js', '.jsx'],
    '.jsx': ['.tsx', '.d.ts', '.jsx'],
    '.mjs': ['.mts', '.d.mts', '.mjs'],
    '.cjs': ['.cts', '.d.cts', '.cjs'],
  },
  symlinks: false, // the spelled path matters too: a link in scripts/ is a script
};

/** Resolves specifiers as Node, TypeScript and bundlers do. Owns what it remembers of the disk. */
export class Resolver {
  // Not clones of one another: those would share a cache, and mix up their answers.
  readonly #plain = new ResolverFactory(OPTIONS);
  readonly #configured = new ResolverFactory({ ...OPTIONS, tsconfig: 'auto' });
  readonly #byConfig = new Map<string, ResolverFactory>();
  readonly #answers = new Map<string, Resolution | undefined>();
  readonly #files = new Map<string, Resolution | undefined>();
  /** The paths of folders behind all symbolic links. */
  readonly #folders = new Map<string, string>();

  /**
   * Looks a name up from a file. With `isPath`, a bare name is a file, as for the file system.
   *
   * @returns undefined for a built-in module and for what leads nowhere.
   */
  resolve(specifier: string, from: string, isPath = false): Resolution | undefined {
    const named = specifier.startsWith('file:') ? pathOfUrl(specifier) : specifier;
    const request = isPath && named !== undefined ? resolve(dirname(from), named) : named;
    if (request === undefined) return undefined;
    if (/^\.\.?(?:[\\/]|$)/.test(request) || isAbsolute(request)) {
      const path = resolve(dirname(from), request);
      return this.#file(path) ?? this.#once(`${path}\0`, () => this.#near(path, request, from));
    }
    if (/^\w{2,}:/.test(request) || isBuiltin(request)) return undefined;
    const name = request.replace(/\?.*$/s, '');
    return this.#once(`${dirname(from)}\0${name}`, () => this.#resolveName(name, from));
  }

  /** The path of a file behind all symbolic links; the path itself for a text that is no file. */
  realPath(file: string): string {
    const found = this.#file(file);
    return found?.kind === 'file' ? found.realPath : file;
  }

  #once(key: string, look: () => Resolution | undefined): Resolution | undefined {
    const known = this.#answers.get(key);
    if (known !== undefined || this.#answers.has(key)) return known;
    const answer = look();
    this.#answers.set(key, answer);
    return answer;
  }

  /** What a path that is no file may mean. */
  #near(path: string, request: string, from: string): Resolution | undefined {
    const bare = path.replace(/[?#].*$/s, '');
    const exact = bare === path ? undefined : this.#file(bare);
    if (exact !== undefined) return exact;
    const found = this.#plain.resolveFileSync(from, request.replace(/[?#].*$/s, '')).path;
    // A specifier is a URL, in which any character may be written as its number.
    if (found === undefined && /%[\da-f]{2}/i.test(path)) {
      const decoded = pathOfUrl(`file://${path}`);
      return decoded === undefined ? undefined : this.#file(decoded);
    }
    return found === undefined ? undefined : this.#file(found);
  }

  #file(path: string): Resolution | undefined {
    const known = this.#files.get(path);
    if (known !== undefined || this.#files.has(path)) return known;
    const file = this.#lookAt(path);
    this.#files.set(path, file);
    return file;
  }

  /** Most files are no links, so that one look at each tells all that is not known of its folder. */
  #lookAt(path: string): Resolution | undefined {
    const stats = statsOf(path, lstatSync);
    if (stats?.isSymbolicLink() === true) {
      const isFile = statsOf(path, statSync)?.isFile() === true;
      return isFile ? { kind: 'file', path, realPath: realPathOf(path) } : undefined;
    }
    if (stats?.isFile() !== true) return undefined;
    return { kind: 'file', path, realPath: join(this.#realFolder(dirname(path)), basename(path)) };
  }

  #realFolder(folder: string): string {
    let real = this.#folders.get(folder);
    if (real === undefined) {
      real = realPathOf(folder);
      this.#folders.set(folder, real);
    }
    return real;
  }

  #resolveName(request: string, from: string): Resolution | undefined {
    const { path, error } = this.#configured.resolveFileSync(from, request);
    if (path !== undefined) return this.#file(path);
    const unreadable = error === undefined ? undefined : explain(error, from);
    if (unreadable !== undefined) return unreadable;
    // Runners apply the nearest tsconfig's paths to files that its `include` leaves out.
    const config = findConfig(dirname(from));
    const found =
      config === undefined
        ? undefined
        : this.#withConfig(config).resolveFileSync(from, request).path;
    return found === undefined ? undefined : this.#file(found);
  }

  #withConfig(configFile: string): ResolverFactory {
    let resolver = this.#byConfig.get(configFile);
    if (resolver === undefined) {
      resolver = new ResolverFactory({
        ...OPTIONS,
        tsconfig: { configFile, references: 'auto' },
      });
      this.#byConfig.set(configFile, resolver);
    }
    return resolver;
  }

  /** Looks at the disk again from now on. */
  forget(): void {
    this.#plain.clearCache();
    this.#configured.clearCache();
    this.#byConfig.clear();
    this.#answers.clear();
    this.#files.clear();
    this.#folders.clear();
  }
}

/** Takes the file and the reason out of an error about a tsconfig. */
function explain(error: string, from: string): Resolution | undefined {
  if (!/^(?:Failed to load tsconfig|Tsconfig )/.test(error)) return undefined;
  const [, named] = /^Failed to load tsconfig "([^"]+)"/.exec(error) ?? [];
  const [, reason] = /message: "(.*?)", line:/.exec(error.replaceAll('\\"', "'")) ?? [];
  return {
    kind: 'unreadable',
    file: named ?? findConfig(dirname(from)) ?? 'tsconfig.json',
    reason: reason ?? error,
  };
}

function pathOfUrl(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

/** Nothing as well for a link that leads nowhere or in a circle. */
function statsOf(path: string, look: typeof statSync): Stats | undefined {
  try {
    return look(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function findConfig(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const config = join(current, 'tsconfig.json');
    if (existsSync(config)) return config;
    if (dirname(current) === current) return undefined;
  }
}
