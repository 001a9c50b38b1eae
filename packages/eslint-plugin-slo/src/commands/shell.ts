import {
  type Command,
  forEachChild,
  type HereDocBody,
  parse,
  type SyntaxNode,
  type Word,
} from 'unbash';

/** More commands than a person writes out. */
const MOST = 500;

/** One command of a shell text. */
export interface ShellCommand {
  /** What it starts with: assignments, then program and arguments, as the program gets them. */
  readonly words: readonly string[];
  /** The file that it reads as its input, by `<` or from `cat`. */
  readonly input?: string;
  /** The text that it reads as its input, by `<<`, `<<<` or from `echo`. */
  readonly text?: string;
}

/** The commands of a shell text in their order, those inside others and inside `$(…)` included. */
export function commandsOf(text: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  const variables = new Map<string, string>();
  const piped = new Map<SyntaxNode, Word>();
  const said = new Map<SyntaxNode, Word>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Pipeline') {
      for (const [index, from] of node.commands.entries()) {
        const to = node.commands[index + 1];
        if (to === undefined || from.type !== 'Command') continue;
        const last = from.args.at(-1);
        if (last?.type !== 'Word') continue;
        if (from.name?.value === 'cat') piped.set(to, last);
        if (/^(?:echo|printf)$/.test(from.name?.value ?? '')) said.set(to, last);
      }
    }
    if (node.type === 'For' && node.wordlist !== undefined) {
      for (const word of node.wordlist) {
        if (commands.length > MOST) break; // loops in loops multiply
        variables.set(node.name.value, valueOf(word, variables));
        visit(node.body);
      }
      return;
    }
    if (node.type === 'Command') {
      const assigned = [...node.prefix, ...node.suffix].filter(
        (part) => part.type === 'Assignment' && part.value.type === 'Word',
      ) as readonly { readonly name: string; readonly value: Word }[];
      if (node.name === undefined) {
        for (const { name, value } of assigned) variables.set(name, valueOf(value, variables));
      }
      const words = [node.name, ...node.args].flatMap((part) =>
        part === undefined ? [] : [part.type === 'Word' ? valueOf(part, variables) : part.text],
      );
      const redirected = node.redirects.find(
        (redirect) => redirect.type === 'Redirect' && redirect.operator === '<',
      );
      const input = redirected?.type === 'Redirect' ? redirected.target : piped.get(node);
      const given = textGiven(node) ?? said.get(node);
      const text = given && ('value' in given ? valueOf(given, variables) : given.text);
      const settings = node.name
        ? assigned.map(({ name, value }) => `${name}=${valueOf(value, variables)}`)
        : [];
      commands.push({
        words: [...settings, ...words.filter((word) => !settings.includes(word))],
        ...(input && { input: valueOf(input, variables) }),
        ...(text !== undefined && { text }),
      });
    }
    forEachChild(node, visit);
  };
  visit(parse(text));
  return commands;
}

function textGiven({ redirects }: Command): HereDocBody | Word | undefined {
  for (const redirect of redirects) {
    if (redirect.type === 'HereDoc') return redirect.body;
    if (redirect.type === 'HereString') return redirect.target;
  }
  return undefined;
}

/** A word with the variables in it that the text itself has set. */
function valueOf({ value, parts }: Word, variables: ReadonlyMap<string, string>): string {
  const isLiteral = parts?.every(({ type }) => type === 'SingleQuoted') ?? true;
  if (isLiteral) return value;
  return value.replaceAll(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced: string, bare: string) => {
    return variables.get(braced || bare) ?? all;
  });
}
