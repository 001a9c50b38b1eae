import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { fixedFolder, isCode, type Zones } from './zones.ts';

/**
 * Holds the globs of the zones against the files on disk.
 *
 * A folder that holds no code satisfies its globs, so that the last script of a folder can go.
 *
 * @throws {Error} if the folder of a given glob does not exist, if a given glob misses every file
 *   of a folder that holds code, if two zones claim one file, or if a symbolic link in a zone leads
 *   in a circle or, in place of code, nowhere. The message names globs, files and remedy.
 */
export function checkZones(zones: Zones): void {
  const listings = new Map<string, readonly string[]>();
  const claims: Claim[] = [];
  for (const { key, globs, explicit } of zones.ordered) {
    for (const glob of globs) {
      const name = `zones.${key} "${glob}"`;
      const folder = fixedFolder(glob);
      if (!explicit && !exists(join(zones.root, folder))) continue;
      const files = listings.get(folder) ?? listFiles(zones.root, folder, name);
      listings.set(folder, files);
      if (!explicit) continue;
      const matches = picomatch(glob, { dot: true });
      const claim = { key, name, files: new Set(files.filter((file) => matches(file))) };
      if (claim.files.size === 0) refuseMiss(name, glob, files, zones.root);
      for (const earlier of claims) refuseOverlap(earlier, claim);
      claims.push(claim);
    }
  }
}

/** A glob and the files that it matches. */
interface Claim {
  readonly key: string;
  readonly name: string;
  readonly files: ReadonlySet<string>;
}

function refuseMiss(name: string, glob: string, files: readonly string[], root: string): void {
  const code = files.filter(isCode);
  if (code.length === 0) return;
  const hint = isFolder(join(root, glob))
    ? `Write "${glob}/**" to mean the files in that folder`
    : 'Correct or remove the glob';
  throw new Error(`${name} matches nothing where ${list(code)} stand. ${hint}.`);
}

function refuseOverlap(first: Claim, second: Claim): void {
  if (first.key === second.key) return;
  const both = [...second.files].filter((file) => first.files.has(file));
  if (both.length === 0) return;
  throw new Error(
    `${first.name} and ${second.name} both match ${list(both)}. ` +
      'A file stands in one zone only: narrow one of the two globs.',
  );
}

/** The files below a folder, relative to the root. Folders behind links are not looked into. */
function listFiles(root: string, folder: string, name: string): readonly string[] {
  const files: string[] = [];
  const pending = [folder];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const entry of readFolder(join(root, current), name)) {
      const path = current === '' ? entry.name : `${current}/${entry.name}`;
      if (entry.isSymbolicLink()) refuseBrokenLink(join(root, path));
      if (!entry.isDirectory()) files.push(path);
      else if (entry.name !== 'node_modules' && entry.name !== '.git') pending.push(path);
    }
  }
  return files.sort();
}

function readFolder(folder: string, name: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    refuseBrokenLink(folder);
    const remedy = exists(folder)
      ? `cannot be read: ${String(error)}. Make it a readable folder, or change the glob.`
      : 'does not exist. Create it (git keeps no empty folder), or correct or remove the glob.';
    throw new Error(`${name} looks into ${folder}, which ${remedy}`, { cause: error });
  }
}

/** Linters crash on such a link when they come to read it. */
function refuseBrokenLink(path: string): void {
  try {
    statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ELOOP' && !isCode(path)) return;
    const where = code === 'ELOOP' ? 'in a circle' : 'nowhere';
    throw new Error(`The symbolic link ${path} leads ${where}. Remove it or point it elsewhere.`, {
      cause: error,
    });
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function list(files: readonly string[]): string {
  const shown = files.slice(0, 3).join(', ');
  return files.length > 3 ? `${shown} and ${files.length - 3} more` : shown;
}
