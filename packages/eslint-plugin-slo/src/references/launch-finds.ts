import type { TSESTree } from '@typescript-eslint/utils';
import type { Run } from '../commands/run.ts';
import { ANY } from './bindings.ts';
import { specifiersIn, specifiersInUrl } from './code.ts';
import type { Evaluator } from './evaluator.ts';
import { textsOfEach, textsOfPattern } from './globs.ts';
import { asPath } from './known.ts';
import { type Folders, placesIn } from './places.ts';
import type { Channel, Found } from './reference.ts';

type Node = TSESTree.Node;

/** Turns what a call starts into references. */
export class LaunchFinds {
  readonly #evaluator: Evaluator;
  readonly #found: Found;

  constructor(evaluator: Evaluator, found: Found) {
    this.#evaluator = evaluator;
    this.#found = found;
  }

  /** Reports what a command runs, in the first folder in which it runs something. */
  runs(
    runsIn: (folder: string) => Iterable<Run>,
    node: Node,
    folders: Folders,
    words: readonly string[],
  ): void {
    const command = words.join(' ');
    const places = folders.map((folder) => [...runsIn(folder)]);
    for (const { kind, text, cwd } of places.find((runs) => runs.length > 0) ?? []) {
      // A program that goes to no other folder may be started in any of them.
      const from = placesIn(folders.includes(cwd) ? folders : [cwd]);
      if (kind === 'file') {
        for (const specifier of textsOfPattern(asPath(text))) {
          this.#found({ channel: 'process', node, specifier, from, isPath: true, command });
        }
      } else if (kind === 'module') {
        this.#found({ channel: 'loaded module', node, specifier: asPath(text), from, command });
      } else {
        for (const inside of specifiersIn(text)) {
          this.#found({ channel: 'evaluated text', node, specifier: inside, from, command });
        }
      }
    }
  }

  /** Reports the files that an expression names. */
  files(target: Node, channel: Channel, node: Node, folders: Folders): void {
    const from = placesIn(folders);
    for (const text of textsOfEach(target, this.#evaluator)) {
      if (!text.startsWith('data:')) {
        this.#found({ channel, node, specifier: asPath(text), from, isPath: true });
      }
      for (const specifier of specifiersInUrl(text)) {
        this.#found({ channel: 'evaluated text', node, specifier, from });
      }
    }
  }

  /** Reports the files that an expression, or each value of a table, names. */
  filesIn(node: Node, channel: Channel, folders: Folders): void {
    const isTable = this.#evaluator.values(node).some(({ type }) => type === 'ObjectExpression');
    for (const each of isTable ? this.#evaluator.elements(node, ANY) : [node]) {
      this.files(each, channel, each, folders);
    }
  }

  /** Reports what the text of a program loads. */
  code(target: Node, folders: Folders): void {
    const from = placesIn(folders);
    for (const text of this.#evaluator.texts(target)) {
      for (const specifier of specifiersIn(text)) {
        this.#found({ channel: 'evaluated text', node: target, specifier, from });
      }
    }
  }
}
