import { dirname, join } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Manifests } from '../commands/manifests.ts';
import type { Evaluator } from './evaluator.ts';

type Node = TSESTree.Node;

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

/** Functions that go to another folder, as `originOf` names them, and what is set to do so. */
export const MOVERS = [
  'process.chdir',
  'process:chdir',
  'shelljs:cd',
  'zx:cd',
  'zx:$.cwd',
] as const;

/** The folder to which a call or an assignment goes. */
export function folderOf(node: Node, evaluator: Evaluator): Node | undefined {
  const isMover = (part: Node): boolean =>
    (MOVERS as readonly (string | undefined)[]).includes(evaluator.origin(part));
  if (node.type === 'CallExpression') return isMover(node.callee) ? node.arguments[0] : undefined;
  if (node.type !== 'AssignmentExpression') return undefined;
  return isMover(node.left) ? node.right : undefined;
}
