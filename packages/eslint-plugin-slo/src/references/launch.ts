import type { TSESTree } from '@typescript-eslint/utils';
import type { Manifests } from '../commands/manifests.ts';
import type { Call } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { textsOfEach } from './globs.ts';
import { type Launcher, launcherOf } from './launchers.ts';
import { LaunchFinds } from './launch-finds.ts';
import { LaunchOptions } from './launch-options.ts';
import { type Setting, settingsOfCall } from './options.ts';
import type { Folders, Places } from './places.ts';
import type { Found } from './reference.ts';
import { concatenate, type Texts } from './texts.ts';
import { spaced, templateTexts } from './words.ts';

type Node = TSESTree.Node;

/** Globals that start something, and what a file says that has them. */
const GLOBALS: readonly (readonly [names: RegExp, provider: RegExp])[] = [
  [/^\$(?:\.sync)?$/, /zx\/globals|^#!.*\bzx\b/],
  [/^exec$/, /\bshelljs\/global\b/],
];

/** Threads and processes: what each of them would run, by its name or by the command that starts it. */
export class Launches {
  readonly #evaluator: Evaluator;
  readonly #places: Places;
  readonly #found: Found;
  readonly #finds: LaunchFinds;

  constructor(evaluator: Evaluator, manifests: Manifests, places: Places, found: Found) {
    this.#evaluator = evaluator;
    this.#places = places;
    this.#found = found;
    this.#finds = new LaunchFinds(evaluator, manifests, found);
  }

  /** Finds what a call starts. */
  collect(call: Call): void {
    if (call.origin === 'cluster:fork') {
      // It starts the file again, unless `setupPrimary` names another.
      const specifier = this.#evaluator.filename;
      this.#found({ channel: 'process', node: call.node, specifier, isPath: true });
    }
    if (call.origin === 'document.createElement') this.#element(call);
    this.collectSettings(settingsOfCall(call.origin, call.args, this.#evaluator));
    const launcher = launcherOf(this.#globalOrigin(call.origin));
    if (launcher === undefined) return;
    const { args, quasi } = call;
    if (quasi !== undefined) {
      const start: Texts = [launcher.shape === 'module' ? 'node ' : ''];
      this.#finds.shell(
        concatenate([start, templateTexts(quasi, this.#evaluator)]),
        quasi,
        this.#options(curriedBy(call.node, this.#evaluator), call.node).folders(),
      );
      return;
    }
    const given = args.slice(launcher.argument);
    const [target] = given;
    if (target === undefined) return;
    const options = this.#options(given, call.node);
    const folders = options.folders();
    this.#finds.nodeOptions(options.variable('NODE_OPTIONS'), target, folders);
    this.#start(launcher, given, options, folders);
  }

  /** Finds what options start or load. */
  collectSettings(settings: readonly Setting[]): void {
    for (const { node, content } of settings) {
      const folders = this.#places.at(node);
      if (content === 'shell') this.#finds.shell(this.#evaluator.texts(node), node, folders);
      else this.#finds.filesIn(node, content, folders);
    }
  }

  /** Finds what a shell text runs that stands in the file. */
  collectShell(texts: Texts, node: Node): void {
    this.#finds.shell(texts, node, this.#places.at(node));
  }

  /** Finds what an assignment makes everything that is started load or run. */
  collectSetting(node: Node): void {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return;
    const { left, right } = node;
    const folders = this.#places.at(node);
    switch (this.#evaluator.origin(left)) {
      case 'process.env.NODE_OPTIONS':
      case 'process:env.NODE_OPTIONS':
        this.#finds.nodeOptions(this.#evaluator.texts(right), right, folders);
        break;
      case 'cluster:settings.exec':
        this.#finds.files(right, 'process', right, folders);
        break;
      default:
    }
  }

  /** `document.createElement('script').src = …`. */
  #element({ node, args: [name] }: Call): void {
    if (name === undefined || this.#evaluator.fold(name) !== 'script') return;
    for (const source of sourcesOf(node, this.#evaluator)) {
      this.#finds.files(source, 'loaded module', source, this.#places.at(node));
    }
  }

  #options(args: readonly Node[], call: Node): LaunchOptions {
    return new LaunchOptions(args, call, this.#evaluator, this.#places.at(call));
  }

  /** A file has `$` and `exec` without an import if it runs under zx, or says that it wants them. */
  #globalOrigin(origin: string): string {
    const [, provider] = GLOBALS.find(([names]) => names.test(origin)) ?? [];
    return provider === undefined || this.#evaluator.says(provider) ? origin : '';
  }

  #start(
    { shape, option, program }: Launcher,
    args: readonly Node[],
    options: LaunchOptions,
    folders: Folders,
  ): void {
    const [target, second] = args as readonly [Node, Node?];
    const inOption = option === undefined ? [] : options.get(option);
    const targets = option === undefined ? [target] : inOption;
    switch (shape) {
      case 'module':
        for (const node of targets) this.#finds.files(node, 'process', node, folders);
        this.#finds.flags(options.get('execArgv'), folders);
        break;
      case 'thread':
        for (const node of targets) {
          if (options.isTrue('eval')) this.#finds.code(node, folders);
          else this.#finds.files(node, 'thread', node, folders);
        }
        this.#finds.flags(options.get('execArgv'), folders);
        break;
      case 'files':
        for (const node of option === undefined ? args : targets) {
          this.#finds.files(node, option === undefined ? 'thread' : 'process', node, folders);
        }
        break;
      case 'shell':
        for (const text of textsOfEach(target, this.#evaluator)) {
          this.#finds.shell([options.withVariables(text)], target, folders);
          this.#finds.input(text.trim().split(/\s+/), options.inputs(), target, folders);
        }
        break;
      case 'list': {
        const command = this.#evaluator.elements(target, 'cmd');
        const start: readonly Texts[] = program === undefined ? [] : [[program]];
        for (const list of command.length > 0 ? command : [target]) {
          for (const words of this.#evaluator.lists(list)) {
            this.#finds.words([...start, ...words], target, folders);
          }
        }
        break;
      }
      case 'words':
        this.#finds.words(
          args.map((word) => this.#evaluator.texts(word)),
          target,
          folders,
        );
        break;
      case 'arguments':
        for (const [, ...words] of second ? this.#evaluator.lists(second) : []) {
          this.#finds.words([this.#evaluator.texts(target), ...words], target, folders);
        }
        break;
      case 'program': {
        const listed = options.get('args');
        const words =
          listed.length > 0 ? listed : second && !options.nodes.includes(second) ? [second] : [];
        this.#program(target, words, options, folders);
        break;
      }
      default:
    }
  }

  #program(target: Node, lists: readonly Node[], options: LaunchOptions, folders: Folders): void {
    const choices =
      lists.length === 0 ? [[]] : lists.flatMap((list) => this.#evaluator.lists(list));
    const inputs = options.inputs();
    for (const words of choices) {
      const all = [this.#evaluator.texts(target), ...words];
      if (options.isTrue('shell')) {
        const texts = spaced(all).map((text) => options.withVariables(text));
        this.#finds.shell(texts, target, folders);
      } else {
        const given = all.map((word) =>
          word.map((text) => (/\s/.test(text) ? options.withVariables(text) : text)),
        );
        this.#finds.words(given, lists[0] ?? target, folders, inputs);
      }
    }
  }
}

/** What the file gives the `src` of an element. */
function sourcesOf(element: Node, evaluator: Evaluator): readonly Node[] {
  const { parent } = element;
  const isMerged =
    parent?.type === 'CallExpression' && evaluator.origin(parent.callee) === 'Object.assign';
  const set = evaluator.says(/\.setAttribute\(/) ? evaluator.methodCalls('setAttribute') : [];
  return [
    ...evaluator.assigned(element, 'src'),
    ...(isMerged ? parent.arguments.flatMap((part) => evaluator.elements(part, 'src')) : []),
    ...set.flatMap(({ callee, arguments: [name, value] }) => {
      const isSource = name !== undefined && evaluator.fold(name) === 'src';
      const of = (callee as TSESTree.MemberExpression).object;
      return isSource && value && evaluator.values(of).includes(element) ? [value] : [];
    }),
  ];
}

/** The options in `$({ cwd })`…``. */
function curriedBy(node: Node, evaluator: Evaluator): readonly Node[] {
  const [tag] = node.type === 'TaggedTemplateExpression' ? evaluator.values(node.tag) : [];
  return tag?.type === 'CallExpression' ? tag.arguments : [];
}
