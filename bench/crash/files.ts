import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const codeFile = /\.[cm]?[jt]sx?$/;

/** An installed file, and the folder of the package that it came with. */
export interface InstalledFile {
  readonly path: string;
  readonly folder: string;
}

/**
 * Every JavaScript and TypeScript file that is installed in this workspace, each content once: the
 * store holds a package as often as there are sets of peers for it.
 */
export function installedFiles(): readonly InstalledFile[] {
  const store = fileURLToPath(new URL('../../node_modules/.pnpm', import.meta.url));
  const contents = new Set<string>();
  return packageFolders(store)
    .flatMap((folder) => codeFilesIn(folder).map((path) => ({ path, folder })))
    .filter(({ path }) => {
      const content = hash('sha1', readFileSync(path));
      return contents.size < contents.add(content).size;
    });
}

/** A package is a real folder in the store; what it depends on stands beside it as links. */
function packageFolders(store: string): string[] {
  return readdirSync(store).flatMap((entry) => {
    const modules = join(store, entry, 'node_modules');
    return foldersIn(modules).flatMap((name) =>
      name.startsWith('@')
        ? foldersIn(join(modules, name)).map((own) => join(modules, name, own))
        : [join(modules, name)],
    );
  });
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return []; // the store also keeps files beside its packages
  }
}

function codeFilesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && codeFile.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}
