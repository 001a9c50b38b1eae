import {
  type Command,
  forEachChild,
  type HereDocBody,
  parse,
  type SyntaxNode,
  type Word,
} from 'unbash';
import type { Nesting } from './nesting.ts';
import { ShellSettings } from './shell-settings.ts';
import { fillIn, foundBy } from './words.ts';

/** Looks at parts of a text, beside one for each character: loops in loops multiply, and so do calls. */
const MOST_LOOKS = 500;

/** One command of a shell text. */
export interface ShellCommand {
  /** What it starts with: assignments, then program and arguments, as the program gets them. */
  readonly words: readonly string[];
  /** The file that it reads as its input, by `<` or from `cat`. */
  readonly input?: string;
  /** The text that it reads as its input, by `<<`, `<<<` or from `echo`. */
  readonly text?: string;
  /** What it writes into a file. */
  readonly written?: { readonly file: string; readonly text: string };
}

/**
 * The commands of a shell text in their order, those inside others and inside `$(…)` included. The
 * first of the parameters is `$0`.
 */
export function commandsOf(
  text: string,
  parameters: readonly string[],
  nesting: Nesting,
): readonly ShellCommand[] {
  const reader = new Reader(parameters, nesting, MOST_LOOKS + text.length);
  reader.visit(parse(text));
  reader.visitUncalled();
  return reader.commands;
}

/** Goes through one shell text, and remembers what that has set so far. */
class Reader {
  readonly commands: ShellCommand[] = [];
  readonly #settings: ShellSettings;
  readonly #functions = new Map<string, SyntaxNode>();
  readonly #called = new Set<SyntaxNode>();
  /** What writes into the input of a command. */
  readonly #sources = new Map<SyntaxNode, Command>();

  readonly #nesting: Nesting;
  #looks: number;

  constructor(parameters: readonly string[], nesting: Nesting, looks: number) {
    this.#nesting = nesting;
    this.#looks = looks;
    this.#settings = new ShellSettings(parameters);
  }

  visit(node: SyntaxNode): void {
    this.#looks -= 1;
    if (this.#looks < 0) return;
    switch (node.type) {
      case 'Pipeline':
        for (const [index, from] of node.commands.entries()) {
          const to = node.commands[index + 1];
          const source = writerOf(from);
          if (to !== undefined && source !== undefined) this.#sources.set(to, source);
        }
        break;
      case 'For':
        if (node.wordlist === undefined) break;
        this.#repeat(
          node.body,
          node.name.value,
          node.wordlist.flatMap((word) => this.#settings.valuesOf(word)),
        );
        return;
      case 'While': {
        const [read] = node.clause.commands;
        const name = read?.command.type === 'Command' ? nameThatIsRead(read.command) : undefined;
        const source = this.#sources.get(node);
        if (name === undefined || source === undefined) break;
        this.#repeat(node.body, name, this.#wordsFrom(source));
        return;
      }
      case 'Function':
        this.#functions.set(node.name.value, node.body);
        return;
      case 'Command':
        if (!this.#nesting.take()) {
          this.#looks = 0; // nor will the next be allowed
          return;
        }
        this.#read(node);
        break;
      default:
    }
    forEachChild(node, (child) => {
      this.visit(child);
    });
  }

  /** Looks into the functions that the text only declares, since others may call them. */
  visitUncalled(): void {
    for (const body of this.#functions.values()) if (!this.#called.has(body)) this.visit(body);
  }

  #repeat(body: SyntaxNode, name: string, values: readonly string[]): void {
    for (const value of values) {
      this.#settings.assign(name, value);
      this.visit(body);
    }
  }

  #read(node: Command): void {
    const assigned = [...node.prefix, ...node.suffix].filter(
      (part) => part.type === 'Assignment' && part.value.type === 'Word',
    ) as readonly { readonly name: string; readonly value: Word }[];
    if (node.name === undefined) {
      for (const { name, value } of assigned) {
        this.#settings.assign(name, this.#settings.valueOf(value));
      }
      this.#settings.assignLists(node);
    }
    const words = [node.name, ...node.args].flatMap((part) =>
      part === undefined ? [] : part.type === 'Word' ? this.#settings.valuesOf(part) : [part.text],
    );
    const settings = node.name
      ? assigned.map(({ name, value }) => `${name}=${this.#settings.valueOf(value)}`)
      : [];
    const all = [...settings, ...words.filter((word) => !settings.includes(word))];
    const source = this.#sources.get(node);
    const isFed = source !== undefined && /^(?:xargs|parallel)$/.test(node.name?.value ?? '');
    for (const word of isFed ? this.#wordsFrom(source) : [])
      this.commands.push({ words: fillIn(all, word) });
    this.commands.push({ words: all, ...this.#inputOf(node, source) });
    this.#settings.run(words);
    this.#call(words);
  }

  /** Looks into a function of the text as it is called. */
  #call([name = '', ...args]: readonly string[]): void {
    const body = this.#functions.get(name);
    if (body === undefined) return;
    this.#functions.delete(name); // one that calls itself says nothing new
    this.#called.add(body);
    this.#settings.inCall(args, () => {
      this.visit(body);
    });
    this.#functions.set(name, body);
  }

  #inputOf(node: Command, source: Command | undefined): Omit<ShellCommand, 'words'> {
    const redirected = node.redirects.find(
      (redirect) => redirect.type === 'Redirect' && redirect.operator === '<',
    );
    const last = source?.args.at(-1);
    const piped = last?.type === 'Word' ? last : undefined;
    const program = source?.name?.value ?? '';
    const input =
      redirected?.type === 'Redirect' ? redirected.target : program === 'cat' ? piped : undefined;
    const given = textGiven(node) ?? (/^(?:echo|printf)$/.test(program) ? piped : undefined);
    const text = given && ('value' in given ? this.#settings.valueOf(given) : given.text);
    const printed = /^(?:echo|printf)$/.test(node.name?.value ?? '') ? node.args.at(-1) : undefined;
    const said = text ?? (printed?.type === 'Word' ? this.#settings.valueOf(printed) : undefined);
    const output = fileWritten(node);
    return {
      ...(input && { input: this.#settings.valueOf(input) }),
      ...(text !== undefined && { text }),
      ...(output &&
        said !== undefined && { written: { file: this.#settings.valueOf(output), text: said } }),
    };
  }

  /** The words that a command writes, as far as its own words tell. */
  #wordsFrom({ name, args }: Command): readonly string[] {
    const words = args.flatMap((word) =>
      word.type === 'Word' ? this.#settings.valuesOf(word) : [],
    );
    const plain = words.filter((word) => !word.startsWith('-'));
    switch (name?.value) {
      case 'echo':
      case 'printf':
        return plain.flatMap((word) => word.split(/\s+/)).filter((word) => !/^$|%s/.test(word));
      case 'ls':
        // What stands in a folder comes without it.
        return plain.map((word) => (/[.*]/.test(word) ? word : '*'));
      case 'find':
        return [foundBy(words)];
      case 'git':
        return plain[0] === 'ls-files' ? plain.slice(1) : [];
      default:
        return [];
    }
  }
}

/** The command that writes last: itself, or the last one in `(a; b)`. */
function writerOf(node: SyntaxNode): Command | undefined {
  if (node.type === 'Command') return node;
  if (node.type !== 'Subshell' && node.type !== 'BraceGroup') return undefined;
  const last = node.body.commands.at(-1)?.command;
  return last?.type === 'Command' ? last : undefined;
}

/** `while read -r name`. */
function nameThatIsRead({ name, args }: Command): string | undefined {
  const last = args.at(-1);
  return name?.value === 'read' && last?.type === 'Word' ? last.value : undefined;
}

/** The file of `> file`. */
function fileWritten({ redirects }: Command): Word | undefined {
  for (const redirect of redirects) {
    if (redirect.type === 'Redirect' && /^>{1,2}$/.test(redirect.operator)) return redirect.target;
  }
  return undefined;
}

function textGiven({ redirects }: Command): HereDocBody | Word | undefined {
  for (const redirect of redirects) {
    if (redirect.type === 'HereDoc') return redirect.body;
    if (redirect.type === 'HereString') return redirect.target;
  }
  return undefined;
}
