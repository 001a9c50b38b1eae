import { dirname, isAbsolute, join } from 'node:path';
import type { Command, Word } from 'unbash';
import { expand } from './expansion.ts';

/** More words than a person hands on; a list that is set to twice itself would double. */
const MOST_WORDS = 200;

/** What a shell text has set by the time that it comes to a command, and what words mean by that. */
export class ShellSettings {
  readonly #variables = new Map<string, string>();
  readonly #arrays = new Map<string, readonly string[]>();
  /** What stands under a name that `cp` or `ln` has given. */
  readonly #copies = new Map<string, string>();
  #parameters: readonly string[];

  /** The first of the parameters is `$0`. */
  constructor(parameters: readonly string[]) {
    this.#parameters = parameters;
  }

  assign(variable: string, value: string): void {
    this.#variables.set(variable, value);
  }

  /** Notes the lists that a command sets: `files=(a.ts b.ts)`. */
  assignLists({ prefix, suffix }: Command): void {
    for (const part of [...prefix, ...suffix]) {
      if (part.type !== 'Assignment' || part.value.type !== 'ArrayValue') continue;
      const values = part.value.elements.flatMap((word) => this.valuesOf(word));
      const earlier = part.append === true ? (this.#arrays.get(part.name) ?? []) : [];
      this.#arrays.set(part.name, [...earlier, ...values].slice(0, MOST_WORDS));
    }
  }

  /** What a command changes for those after it. */
  run([program = '', ...args]: readonly string[]): void {
    const [self = '', ...parameters] = this.#parameters;
    if (program === 'shift') {
      this.#setParameters(self, parameters.slice(Number(args[0] ?? 1)));
    } else if (program === 'set' && args.includes('--')) {
      this.#setParameters(self, args.slice(args.indexOf('--') + 1));
    } else if (program === 'cp' || program === 'ln') {
      const [from, to] = args.filter((word) => !word.startsWith('-'));
      if (from === undefined || to === undefined) return;
      const isRelative = program === 'ln' && args.some((flag) => /^-\w*s/.test(flag));
      this.#copies.set(to, isRelative && !isAbsolute(from) ? join(dirname(to), from) : from);
    }
  }

  /** Looks into a function with the parameters of a call. */
  inCall(args: readonly string[], look: () => void): void {
    const outside = this.#parameters;
    this.#setParameters(outside[0] ?? '', args);
    look();
    this.#parameters = outside;
  }

  #setParameters(self: string, parameters: readonly string[]): void {
    this.#parameters = [self, ...parameters.slice(0, MOST_WORDS)];
  }

  /** The words that a word becomes. */
  valuesOf(word: Word): readonly string[] {
    if (/^\$[@*]$/.test(word.value)) return this.#parameters.slice(1);
    const [, array] = /^\$\{(\w+)\[[@*]\]\}$/.exec(word.value) ?? [];
    const values = array === undefined ? undefined : this.#arrays.get(array);
    if (values !== undefined) return values;
    const value = this.valueOf(word);
    return [this.#copies.get(value) ?? value];
  }

  /** A word with what the text itself has set. */
  valueOf({ value, parts }: Word): string {
    const isLiteral = parts?.every(({ type }) => type === 'SingleQuoted') ?? true;
    if (isLiteral) return value;
    return expand(value, (name) =>
      /^\d+$/.test(name) ? this.#parameters[Number(name)] : this.#variables.get(name),
    );
  }
}
