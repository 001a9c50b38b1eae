import { isAbsolute, join } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { quote } from '../commands/words.ts';
import { propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { asPath } from './known.ts';
import type { Folders } from './places.ts';
import { HOLE, union } from './texts.ts';

type Node = TSESTree.Node;

/** The options of a call that starts something: those of its arguments that are objects. */
export class LaunchOptions {
  readonly nodes: readonly Node[];
  readonly #call: Node | undefined;
  readonly #evaluator: Evaluator;
  /** The folders in which the call happens, if nothing says another. */
  readonly #folders: Folders;

  constructor(
    args: readonly Node[],
    call: Node | undefined,
    evaluator: Evaluator,
    folders: Folders,
  ) {
    this.nodes = args.filter((argument) =>
      evaluator.values(argument).some(({ type }) => type === 'ObjectExpression'),
    );
    this.#call = call;
    this.#evaluator = evaluator;
    this.#folders = folders;
  }

  /** What an option may be. */
  get(name: string): readonly Node[] {
    return this.nodes.flatMap((node) => this.#evaluator.elements(node, name));
  }

  isTrue(name: string): boolean {
    return this.get(name).some(
      (node) => node.type === 'Literal' && node.value !== false && node.value !== null,
    );
  }

  /** Where relative names start: in the folder that they name, or wherever the program may start. */
  folders(): Folders {
    const { cwd } = this.#evaluator;
    const given = this.get('cwd').flatMap((node) => this.#evaluator.texts(node));
    const known = given.map(asPath).filter((folder) => folder !== HOLE);
    if (known.length > 0) {
      return known.map((folder) =>
        isAbsolute(folder) ? folder : join(cwd, folder.replace(HOLE, '.')),
      );
    }
    return this.#folders;
  }

  /** The texts that a variable of the environment may be. */
  variable(name: string): readonly string[] {
    return this.get('env')
      .flatMap((environment) => this.#evaluator.elements(environment, name))
      .flatMap((value) => this.#evaluator.texts(value));
  }

  /** What the program gets to read: the option `input`, and what is written to its `stdin`. */
  inputs(): readonly string[] {
    const evaluator = this.#evaluator;
    const call = this.#call;
    const isWritten = call !== undefined && evaluator.says(/\.stdin\b/);
    const written = (isWritten ? ['write', 'end'] : [])
      .flatMap((method) => evaluator.methodCalls(method))
      .filter(({ callee }) => isStdinOf(callee, call, evaluator))
      .flatMap(({ arguments: args }) => args.slice(0, 1));
    const inputs = [...this.get('input'), ...written];
    return inputs.length === 0 ? [] : union(inputs.map((node) => evaluator.texts(node)));
  }

  /** A shell text, after what the environment says of the variables in it. */
  withVariables(text: string): string {
    const names = new Set([...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name));
    const settings = [...names].flatMap((name) =>
      this.variable(name)
        .slice(0, 1)
        .map((value) => `${name}=${quote(value)}\n`),
    );
    return settings.join('') + text;
  }
}

/** `child.stdin.write`, where `child` is what the call answers. */
function isStdinOf(callee: Node, call: Node | undefined, evaluator: Evaluator): boolean {
  const stdin = callee.type === 'MemberExpression' ? callee.object : undefined;
  if (stdin?.type !== 'MemberExpression' || propertyName(stdin) !== 'stdin') return false;
  return evaluator.values(stdin.object).some((value) => value === call);
}
