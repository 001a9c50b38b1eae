import type { TSESTree } from '@typescript-eslint/utils';
import { runsOfInput, runsOfShell, runsOfWords } from '../commands/command.ts';
import { runsOfFlags } from '../commands/flags.ts';
import type { Manifests } from '../commands/manifests.ts';
import { Nesting } from '../commands/nesting.ts';
import type { Run } from '../commands/run.ts';
import { Steps } from '../steps.ts';
import { ANY } from './bindings.ts';
import { specifiersIn, specifiersInUrl } from './code.ts';
import type { Evaluator } from './evaluator.ts';
import { textsOfEach, textsOfPattern } from './globs.ts';
import { asPath } from './known.ts';
import { type Folders, placesIn } from './places.ts';
import type { Channel, Found } from './reference.ts';
import { combinations, HOLE, type Texts } from './texts.ts';

type Node = TSESTree.Node;

/** More commands than one place starts; choices of words, of lists and of inputs would multiply. */
const MOST_COMMANDS = 128;

/** For so many characters, a file may start one more, apart from the first few of each place. */
const CHARACTERS_FOR_COMMAND = 64;
const FREE_COMMANDS = 3;

/** What a command costs that another one runs, once when it is read and once when it is run. */
const INNER = 0.5;

/** A variable of the shell at the start of a path that is mostly where the project stands. */
const UNKNOWN_FOLDER = /^\$(?!\{?(?:HOME|TMPDIR|TEMP)\b)(?:\w+|\{\w+\}|\([^)]*\))(?=\/)/;

/** Turns what a call starts into references. */
export class LaunchFinds {
  readonly #evaluator: Evaluator;
  readonly #manifests: Manifests;
  readonly #found: Found;
  readonly #commands = new Map<Node, number>();
  readonly #steps: Steps;

  constructor(evaluator: Evaluator, manifests: Manifests, found: Found) {
    this.#evaluator = evaluator;
    this.#manifests = manifests;
    this.#found = found;
    this.#steps = new Steps({
      ofQuestion: MOST_COMMANDS,
      ofFile: MOST_COMMANDS + evaluator.sourceCode.text.length / CHARACTERS_FOR_COMMAND,
      free: FREE_COMMANDS,
    });
  }

  /** Reports what a command runs, given as words, and what it does with each text that it gets to read. */
  words(
    words: readonly Texts[],
    node: Node,
    folders: Folders,
    inputs: readonly string[] = [],
  ): void {
    for (const choice of combinations(words)) {
      const command = choice.map(asPath);
      this.#runs(
        (folder, nesting) => runsOfWords(command, folder, this.#manifests, nesting),
        node,
        folders,
        command,
      );
      this.input(command, inputs, node, folders);
    }
  }

  /** Reports what a command runs of what it is given to read. */
  input(command: readonly string[], inputs: readonly string[], node: Node, folders: Folders): void {
    for (const input of inputs) {
      this.#runs(
        (folder, nesting) => runsOfInput(command, input, folder, this.#manifests, nesting),
        node,
        folders,
        command,
      );
    }
  }

  /** Reports what a shell runs. */
  shell(texts: Texts, node: Node, folders: Folders): void {
    for (const text of texts) {
      if (text === HOLE) continue; // an unknown command, as of a command that another one prints
      this.#runs(
        (folder, nesting) => runsOfShell(text, folder, this.#manifests, nesting),
        node,
        folders,
        [text],
      );
    }
  }

  /** Reports what lists of flags of Node load. */
  flags(lists: readonly Node[], folders: Folders): void {
    for (const list of lists) {
      for (const choice of this.#evaluator.lists(list).flatMap(combinations)) {
        this.#runs((folder) => runsOfFlags(choice, folder), list, folders, choice);
      }
    }
  }

  /** Reports what `NODE_OPTIONS` loads: `--import ./a.ts`. */
  nodeOptions(texts: Texts, node: Node, folders: Folders): void {
    for (const text of texts) {
      const flags = text.trim().split(/\s+/);
      const words = [`NODE_OPTIONS=${text}`];
      this.#runs((folder) => runsOfFlags(flags, folder), node, folders, words);
    }
  }

  /** Reports the files that an expression names. */
  files(target: Node, channel: Channel, node: Node, folders: Folders): void {
    const from = placesIn(folders);
    for (const text of textsOfEach(target, this.#evaluator)) {
      if (!text.startsWith('data:')) {
        const specifier = asPath(text).replace(/^<rootDir>(?=\/)/, this.#evaluator.cwd); // of jest
        this.#found({ channel, node, specifier, from, isPath: true });
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

  /** Reports what runs, in the first folder in which it runs something. */
  #runs(runsIn: RunsIn, node: Node, folders: Folders, words: readonly string[]): void {
    if (!this.#take(node, 1)) return;
    const nesting = new Nesting(() => this.#take(node, INNER));
    const command = words.join(' ');
    for (const { kind, text, cwd } of firstThatRuns(folders, nesting, runsIn)) {
      // A program that goes to no other folder may be started in any of them.
      const from = placesIn(folders.includes(cwd) ? folders : [cwd]);
      if (kind === 'file') {
        for (const specifier of textsOfPattern(asPath(text.replace(UNKNOWN_FOLDER, HOLE)))) {
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

  /** Takes one more command of a place, or a part of one. */
  #take(node: Node, amount: number): boolean {
    const commands = (this.#commands.get(node) ?? 0) + amount;
    this.#commands.set(node, commands);
    return this.#steps.take(commands, amount);
  }
}

/** What a command runs in a folder. */
type RunsIn = (folder: string, nesting: Nesting) => Iterable<Run>;

function firstThatRuns(folders: Folders, nesting: Nesting, runsIn: RunsIn): readonly Run[] {
  for (const folder of folders) {
    const runs = [...runsIn(folder, nesting)];
    if (runs.length > 0) return runs;
  }
  return [];
}
