import { dirname, join, resolve } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Manifests } from '../commands/manifests.ts';
import type { Evaluator } from './evaluator.ts';
import { asPath } from './known.ts';
import { HOLE } from './texts.ts';

type Node = TSESTree.Node;

/** Folders in which a program may start. */
export type Folders = readonly string[];

/** The folders in which a person may start a program: the root, its package's, its own. */
function startFolders(filename: string, manifests: Manifests): Folders {
  const home = manifests.nearest(dirname(filename))?.folder ?? manifests.root;
  return [...new Set([manifests.root, home, dirname(filename)])];
}

/** Files in folders, from which names are looked up. */
export function placesIn(folders: Folders): readonly string[] {
  return folders.map((folder) => join(folder, 'package.json'));
}

/** Functions that go to another folder, as `originOf` names them, and what is set to do so. */
export const MOVERS = [
  'process.chdir',
  'process:chdir',
  'shelljs:cd',
  'zx:cd',
  'zx:$.cwd',
] as const;

/** A place of the file that goes to a folder. */
interface Move {
  readonly node: Node;
  readonly paths: readonly string[];
  /** All that stands after it happens there. */
  readonly isSure: boolean;
}

/** Where relative names start at each place of a file: where a person may start it, or where it has gone. */
export class Places {
  readonly #evaluator: Evaluator;
  readonly #manifests: Manifests;
  readonly #moves: Move[] = [];

  constructor(evaluator: Evaluator, manifests: Manifests) {
    this.#evaluator = evaluator;
    this.#manifests = manifests;
  }

  /** Notes the folder to which a place of the file goes, in the order of the text. */
  note(node: Node): void {
    const folder = folderOf(node, this.#evaluator);
    const paths = (folder ? this.#evaluator.texts(folder) : [])
      .map(asPath)
      .filter((path) => !path.startsWith(HOLE));
    if (paths.length === 0) return;
    this.#moves.push({ node, paths, isSure: isCalledAtOnce(node) });
    this.#moves.sort((a, b) => a.node.range[0] - b.node.range[0]);
  }

  /** The folders in which a place of the file may start a program. */
  at({ range: [start] }: Node): Folders {
    const { filename, cwd } = this.#evaluator;
    let folders = startFolders(filename, this.#manifests);
    for (const { node, paths, isSure } of this.#moves) {
      const isOver = isSure && node.range[1] <= start;
      folders = isOver
        ? folders.flatMap((folder) => paths.map((path) => resolve(folder, path)))
        : [...folders, ...paths.map((path) => resolve(cwd, path))];
    }
    return [...new Set(folders)];
  }
}

/** A statement of the file itself, under no condition. */
function isCalledAtOnce(node: Node): boolean {
  const { parent } = node;
  const statement = parent?.type === 'AwaitExpression' ? parent.parent : parent;
  return (
    node.type === 'CallExpression' &&
    statement?.type === 'ExpressionStatement' &&
    statement.parent.type === 'Program'
  );
}

/** The folder to which a call or an assignment goes. */
function folderOf(node: Node, evaluator: Evaluator): Node | undefined {
  const isMover = (part: Node): boolean =>
    (MOVERS as readonly (string | undefined)[]).includes(evaluator.origin(part));
  if (node.type === 'CallExpression') return isMover(node.callee) ? node.arguments[0] : undefined;
  if (node.type !== 'AssignmentExpression') return undefined;
  return isMover(node.left) ? node.right : undefined;
}
