import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What commands need to know of a `package.json`. */
export interface Manifest {
  readonly folder: string;
  readonly name: string | undefined;
  readonly scripts: Readonly<Record<string, string>>;
}

/** Reads the `package.json` files of a repository. Owns what it remembers of them. */
export class Manifests {
  readonly root: string;
  /** Folders of packages that a command may pick by name. */
  readonly folders: readonly string[];
  readonly #read = new Map<string, Manifest | undefined>();

  constructor(root: string, folders: readonly string[]) {
    this.root = root;
    this.folders = folders;
  }

  /** The nearest manifest at a folder or above it, inside the repository. */
  nearest(folder: string): Manifest | undefined {
    for (let current = folder; ; current = dirname(current)) {
      const manifest = this.at(current);
      if (manifest !== undefined) return manifest;
      if (current === this.root || dirname(current) === current) return undefined;
    }
  }

  /** The manifests of a repository that a command with a filter may mean. */
  all(): readonly Manifest[] {
    return [this.root, ...this.folders]
      .map((folder) => this.at(folder))
      .filter((manifest) => manifest !== undefined);
  }

  /** The manifest of a folder. */
  at(folder: string): Manifest | undefined {
    const known = this.#read.get(folder);
    if (known !== undefined || this.#read.has(folder)) return known;
    const manifest = readManifest(folder);
    this.#read.set(folder, manifest);
    return manifest;
  }
}

function readManifest(folder: string): Manifest | undefined {
  try {
    const { name, scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name?: unknown;
      scripts?: unknown;
    };
    const texts = Object.entries((scripts ?? {}) as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return {
      folder,
      name: typeof name === 'string' ? name : undefined,
      scripts: Object.fromEntries(texts),
    };
  } catch {
    return undefined; // none there, or none that a package manager could read
  }
}
