import { dirname, join } from 'node:path';
import type { Manifests } from '../commands/manifests.ts';

/** Folders in which a program may start. */
export type Folders = readonly string[];

/** The folders in which a person may start a program: the root, its package's, its own. */
export function startFolders(filename: string, manifests: Manifests): Folders {
  const home = manifests.nearest(dirname(filename))?.folder ?? manifests.root;
  return [...new Set([manifests.root, home, dirname(filename)])];
}

/** Files in folders, from which names are looked up. */
export function placesIn(folders: Folders): readonly string[] {
  return folders.map((folder) => join(folder, 'package.json'));
}

/** Files from which the names are looked up that a program hands to the file system. */
export function startPlaces(filename: string, manifests: Manifests): readonly string[] {
  return placesIn(startFolders(filename, manifests));
}
