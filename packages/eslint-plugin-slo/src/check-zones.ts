import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import picomatch from 'picomatch';
import { isCode, type Zones } from './zones.ts';

/**
 * Holds the globs that a definition spells out against the files on disk.
 *
 * A folder that holds no code satisfies its globs, so that the last script of a folder can go.
 *
 * @throws {Error} if a glob's folder does not exist, if a glob misses every file of a folder that
 *   holds code, or if two zones claim one file; the message names the globs, files and remedy.
 */
export function checkZones(zones: Zones): void {
  const explicit = zones.ordered.filter((entry) => entry.explicit);
  const listings = new Map<string, readonly string[]>();
  const claims = new Map<string, Claim>();
  for (const { key, globs } of explicit) {
    for (const glob of globs) {
      const folder = fixedFolder(glob);
      let files = listings.get(folder);
      if (files === undefined) {
        files = listFiles(zones.root, folder, { key, glob });
        listings.set(folder, files);
      }
      const matches = picomatch(glob, { dot: true });
      const matched = files.filter((file) => matches(file));
      if (matched.length === 0) refuseMiss({ key, glob }, folder, files, zones.root);
      for (const file of matched) {
        const claim = claims.get(file);
        if (claim !== undefined && claim.key !== key) refuseOverlap(claim, { key, glob }, matched);
        claims.set(file, { key, glob });
      }
    }
  }

  function refuseOverlap(first: Claim, second: Claim, files: readonly string[]): never {
    const both = files.filter((file) => claims.get(file)?.key === first.key);
    throw new Error(
      `${name(first)} and ${name(second)} both match ${list(both)}. ` +
        'A file stands in one zone only: narrow one of the two globs.',
    );
  }
}

/** One glob and the zone that it stands in. */
interface Claim {
  readonly key: string;
  readonly glob: string;
}

function refuseMiss(claim: Claim, folder: string, files: readonly string[], root: string): void {
  const code = files.filter(isCode);
  if (code.length === 0) return;
  const path = join(root, claim.glob);
  const hint = isFolder(path)
    ? `Write "${claim.glob}/**" to mean the files in that folder`
    : 'Correct or remove the glob';
  throw new Error(
    `${name(claim)} matches nothing, though ${folder || 'the root'} holds ${list(code)}. ${hint}.`,
  );
}

/** The files below a folder, relative to the root. Folders behind links are not looked into. */
function listFiles(root: string, folder: string, claim: Claim): readonly string[] {
  const files: string[] = [];
  const pending = [folder];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const entry of readFolder(root, current, claim)) {
      const path = current === '' ? entry.name : `${current}/${entry.name}`;
      if (!entry.isDirectory()) files.push(path);
      else if (entry.name !== 'node_modules' && entry.name !== '.git') pending.push(path);
    }
  }
  return files.sort();
}

function readFolder(root: string, folder: string, claim: Claim) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT'
        ? 'there is no such folder. Create it (git keeps no empty folder), or correct or remove the glob'
        : `${code === 'ELOOP' ? 'it is a loop of symbolic links' : String(error)}. Make it a readable folder, or change the glob`;
    throw new Error(`${name(claim)} looks into ${join(root, folder)}: ${reason}.`, {
      cause: error,
    });
  }
}

/** The part of a glob before anything variable; a glob without such parts names a file. */
function fixedFolder(glob: string): string {
  const { base, isGlob } = picomatch.scan(glob);
  const folder = isGlob ? base : dirname(base);
  return folder === '.' ? '' : folder;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function name({ key, glob }: Claim): string {
  return `zones.${key} "${glob}"`;
}

function list(files: readonly string[]): string {
  const shown = files.slice(0, 3).join(', ');
  return files.length > 3 ? `${shown} and ${String(files.length - 3)} more` : shown;
}
