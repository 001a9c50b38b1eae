import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import type { TSESLint } from '@typescript-eslint/utils';
import type * as eslint from 'eslint';
import type { Resolver } from './resolve.ts';
import { ForeignModule, type Question, type Verdict } from './state/foreign-module.ts';
import type { Origin } from './state/knowledge/index.ts';
import type { Neighbours } from './state/neighbours.ts';

/** How the linter reads the file at hand, and others like it. */
export type LanguageOptions = TSESLint.RuleContext<string, readonly unknown[]>['languageOptions'];

/** An answer about a file, and the files that it was found in with what they were like. */
interface Answer {
  readonly verdict: Verdict;
  readonly files: ReadonlyMap<string, string>;
}

interface OpenFile {
  readonly stamp: string;
  readonly module: ForeignModule | null;
}

/** Syntax trees are large, and most questions about a file come one after the other. */
const openFiles = 24;

const manyAnswers = 20_000;

/** A chain of re-exports and base classes that is longer leads nowhere that a reader would go. */
const maximumDepth = 6;

/** Tells a file about those that it imports. Owns what it has read, as long as it stays the same. */
export class OtherFiles {
  readonly #resolver: Resolver;
  readonly #open = new Map<string, OpenFile>();
  readonly #answers = new Map<string, Answer>();
  /** What the files are like, since the disk was looked at last. */
  readonly #stamps = new Map<string, string | null>();
  /** The files that the answers now being sought depend on, the innermost last. */
  readonly #seeking: Map<string, string>[] = [];
  #linter: eslint.Linter | null | undefined;

  constructor(resolver: Resolver) {
    this.#resolver = resolver;
  }

  /** What one file may ask about the others. */
  neighboursOf(file: string, options: LanguageOptions): Neighbours {
    const ask = (origin: Origin, question: Question): Verdict =>
      this.#ask(file, origin, question, options);
    return {
      made: (origin, making) => {
        const made = ask(origin, making);
        return typeof made === 'object' && made !== null ? { ...made, origin } : null;
      },
      isPrimitive: (origin) => ask(origin, 'value') === 'primitive',
      changesArgument: (origin, index, kind) =>
        ask(origin, `changes ${String(index)} ${kind ?? ''}`) === 'changed',
      returnsGlobalObject: (origin) => ask(origin, 'result') === 'globalObject',
    };
  }

  /** Looks at the disk again from now on. */
  forget(): void {
    this.#stamps.clear();
  }

  #ask(from: string, origin: Origin, question: Question, options: LanguageOptions): Verdict {
    const path = this.#seeking.length < maximumDepth ? this.#pathOf(origin.from, from) : null;
    const stamp = path === null ? null : this.#stampOf(path);
    if (path === null || stamp === null) return null;
    const key = [path, origin.name, question].join('\0');
    const known = this.#answers.get(key);
    const isValid =
      known !== undefined &&
      [...known.files].every(([file, before]) => this.#stampOf(file) === before);
    const answer = isValid ? known : this.#seek(key, path, stamp, origin, question, options);
    for (const files of this.#seeking)
      for (const [file, mark] of answer.files) files.set(file, mark);
    return answer.verdict;
  }

  #seek(
    key: string,
    path: string,
    stamp: string,
    { name }: Origin,
    question: Question,
    options: LanguageOptions,
  ): Answer {
    const files = new Map([[path, stamp]]);
    if (this.#answers.size > manyAnswers) this.#answers.clear();
    this.#answers.set(key, { verdict: null, files }); // a circle adds nothing
    this.#seeking.push(files);
    const verdict = this.#moduleAt(path, stamp, options)?.ask(name, question) ?? null;
    this.#seeking.pop();
    const answer = { verdict, files };
    this.#answers.set(key, answer);
    return answer;
  }

  /** The source file of the project that a specifier leads to. */
  #pathOf(specifier: string, from: string): string | null {
    const found = this.#resolver.resolve(specifier, from);
    if (found?.kind !== 'file') return null;
    const isOwn =
      /^\.\.?(?:\/|$)/.test(specifier) || !/[\\/]node_modules[\\/]/.test(found.realPath);
    const isCode = /\.[cm]?[jt]sx?$/.test(found.path) && !/\.d\.[cm]?ts$/.test(found.path);
    return isOwn && isCode ? found.realPath : null;
  }

  #stampOf(path: string): string | null {
    let stamp = this.#stamps.get(path);
    if (stamp === undefined) {
      const found = statSync(path, { throwIfNoEntry: false });
      stamp = found === undefined ? null : `${String(found.mtimeMs)} ${String(found.size)}`;
      this.#stamps.set(path, stamp);
    }
    return stamp;
  }

  #moduleAt(path: string, stamp: string, options: LanguageOptions): ForeignModule | null {
    const known = this.#open.get(path);
    if (known?.stamp === stamp) return known.module;
    const sourceCode = this.#parse(path, options);
    const module =
      sourceCode === null
        ? null
        : new ForeignModule(path, sourceCode, this.neighboursOf(path, options));
    this.#open.delete(path);
    const [oldest] = this.#open.size >= openFiles ? this.#open.keys() : [];
    if (oldest !== undefined) this.#open.delete(oldest);
    this.#open.set(path, { stamp, module });
    return module;
  }

  /** The file as the linter reads the one at hand, without type information. */
  #parse(path: string, options: LanguageOptions): TSESLint.SourceCode | null {
    if (!lendsParser(options)) return null;
    if (this.#linter === undefined) this.#linter = newLinter();
    if (this.#linter === null) return null;
    const text = readFileSync(path, 'utf8');
    const { parserOptions, ...rest } = options;
    const languageOptions = {
      ...rest,
      sourceType: sourceTypeOf(path, text),
      parserOptions: { ...parserOptions, project: null, projectService: false, programs: null },
    };
    const messages = this.#linter.verify(
      text,
      {
        files: ['**'],
        languageOptions: languageOptions,
        linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      },
      { filename: basename(path) },
    );
    if (messages.some(({ fatal }) => fatal === true)) return null;
    return this.#linter.getSourceCode() as unknown as TSESLint.SourceCode;
  }
}

/** Under oxlint, rules cannot have another file parsed. */
function lendsParser({ parser }: LanguageOptions): boolean {
  return !(typeof parser === 'object' && 'name' in parser && parser.name === 'oxlint');
}

function newLinter(): eslint.Linter | null {
  try {
    const { Linter } = createRequire(import.meta.url)('eslint') as typeof eslint;
    return new Linter({ configType: 'flat' });
  } catch {
    return null;
  }
}

function sourceTypeOf(path: string, text: string): 'commonjs' | 'module' {
  if (/\.c[jt]s$/.test(path)) return 'commonjs';
  return /\.m[jt]s$/.test(path) || /(?:^|[;}])\s*(?:import|export)\b/m.test(text)
    ? 'module'
    : 'commonjs';
}
