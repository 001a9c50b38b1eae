import * as typescript from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import slo from 'eslint-plugin-slo';

/** What came of a file. Times are in milliseconds. */
export type Result =
  | { readonly kind: 'unparsable' }
  /** ESLint itself fails on the file, without any rule. */
  | { readonly kind: 'beyond ESLint'; readonly message: string }
  | { readonly kind: 'crash'; readonly stack: string }
  | {
      readonly kind: 'linted';
      readonly parser: string;
      readonly bytes: number;
      readonly reports: number;
      readonly parse: number;
      readonly rules: number;
    };

interface Source {
  readonly path: string;
  /** The package's own. */
  readonly folder: string;
  readonly text: string;
}

type Linted = Extract<Result, { kind: 'linted' }>;

/** A busy machine pauses a process for longer than most files take, so that one look says little. */
const ATTEMPTS = 20;

/** What takes longer is tried again as well, but no more often. */
const MILLISECONDS = 5000;

/** Every rule of the plugin. */
export const OUR_RULES = Object.fromEntries(
  Object.keys(slo.rules).map((name) => [`slo/${name}`, 'error']),
) as Linter.RulesRecord;

/** Lints one file with every rule given, once as a script and once as library code. */
export class FileLinter {
  readonly #linter = new Linter({ configType: 'flat', cwd: '/' });
  readonly #rules: Linter.RulesRecord;

  constructor(rules: Linter.RulesRecord = OUR_RULES) {
    this.#rules = rules;
  }

  /** What costs too much is measured again, until it does not: the least of each time counts. */
  lint(source: Source): Result {
    for (const language of languagesFor(source)) {
      let best = this.#attempt(source, language);
      if (best.kind === 'unparsable') continue;
      const end = performance.now() + MILLISECONDS;
      for (let attempt = 1; attempt < ATTEMPTS && isExpensive(best); attempt++) {
        if (attempt > 2 && performance.now() > end) break;
        const next = this.#attempt(source, language);
        if (next.kind !== 'linted') return next;
        const parse = Math.min(best.parse, next.parse);
        best = { ...next, parse, rules: Math.min(best.rules, next.rules) };
      }
      return best;
    }
    return { kind: 'unparsable' };
  }

  #attempt(source: Source, language: Linter.LanguageOptions): Result {
    try {
      return this.#lintInZones(source, language);
    } catch (error) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      // Near the end of the stack, ESLint may come through the same file once, and the next time not.
      if (!isOurs(stack)) return { kind: 'beyond ESLint', message: firstLine(stack) };
      try {
        this.#linter.verify(source.text, configFor(source, language, 'scripts', {}), source.path);
      } catch (own) {
        return { kind: 'beyond ESLint', message: firstLine(String(own)) };
      }
      return { kind: 'crash', stack };
    }
  }

  #lintInZones(source: Source, language: Linter.LanguageOptions): Result {
    const { path, text } = source;
    const options = { filename: path, allowInlineConfig: false, stats: true };
    const asScript = this.#linter.verifyAndFix(
      text,
      configFor(source, language, 'scripts', this.#rules),
      {
        ...options,
        fix: false,
      },
    ).messages;
    const fault = asScript.find(({ ruleId }) => ruleId === null);
    if (fault?.fatal === true) return { kind: 'unparsable' };
    if (fault !== undefined) throw new Error(`Not linted: ${fault.message}`);

    const parsed = this.#linter.getSourceCode();
    const config = configFor(source, language, 'library', this.#rules);
    const asLibrary = this.#linter.verify(parsed, config, options); // adds to the same times
    const [times] = this.#linter.getTimes().passes;
    const spent = Object.values(times?.rules ?? {}).map(({ total }) => total);
    return {
      kind: 'linted',
      parser: 'parser' in language ? 'typescript-eslint' : 'espree',
      bytes: text.length,
      reports: asScript.length + asLibrary.length,
      parse: times?.parse?.total ?? 0,
      rules: spent.reduce((sum, each) => sum + each, 0),
    };
  }
}

/** A config in which all of a package is one zone. What is installed is linted, for once. */
function configFor(
  { folder }: Source,
  languageOptions: Linter.LanguageOptions,
  zone: 'scripts' | 'library',
  chosen: Linter.RulesRecord,
): Linter.Config[] {
  const empty = { scripts: [], library: [], tutorials: [], tests: [] };
  return [
    { ignores: ['!**/node_modules/'] },
    {
      files: ['**/*.*'],
      plugins: { slo },
      languageOptions,
      settings: { slo: { root: folder, ...empty, [zone]: ['**'] } },
      rules: chosen,
    },
  ];
}

/** Whether an error comes out of the plugin: ESLint names the rule that throws. */
function isOurs(stack: string): boolean {
  return /^Rule: "slo\/|\beslint-plugin-slo\b/m.test(stack);
}

function firstLine(text: string): string {
  return text.split('\n', 1).join('');
}

/** Whether our rules take more of the time than they may. */
export function isExpensive(result: Result): result is Linted {
  return result.kind === 'linted' && result.rules > LIMIT * result.parse;
}

/** How many times its parse a file may cost. */
export const LIMIT = 5;

/** Parsers and kinds of source to try, most likely first. */
function languagesFor({ path, text }: Source): Linter.LanguageOptions[] {
  const typed = {
    parser: typescript,
    parserOptions: { ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(path) } },
  };
  if (/\.[cm]?tsx?$/.test(path)) return [typed];
  const isModule = path.endsWith('.mjs') || /^\s*(?:import|export)\b/m.test(text);
  const kinds = isModule ? (['module', 'commonjs'] as const) : (['commonjs', 'module'] as const);
  const plain = kinds.map((sourceType) => ({
    sourceType,
    parserOptions: { ecmaFeatures: { jsx: true } },
  }));
  return [...plain, typed];
}
