import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { Steps } from '../steps.ts';
import type { Definition, Key } from './bindings.ts';
import { type LocalFunction, returnsOf } from './functions.ts';
import { originOf } from './origin.ts';
import { textsOf } from './fold.ts';
import { assignedNames, MemberIndex, type Saying } from './member-index.ts';
import type { Parameters } from './bound-parameters.ts';
import { elementsAt } from './properties.ts';
import { sum } from './made.ts';
import { Names } from './names.ts';
import { isComplete, type Texts, UNKNOWN } from './texts.ts';
import { definitionsFor, valuesOf } from './values.ts';
import { listsOf } from './words.ts';

type Node = TSESTree.Node;
type Variable = TSESLint.Scope.Variable;

/** Far deeper than code that a person writes, and far from the end of the stack. */
const DEPTH = 60;

/** Looks at expressions for one answer; whole programs that people write take a tenth of it. */
const MOST_FOR_ANSWER = 2000;

/** For all answers about one file, beside one for each character: to read it costs that much more. */
const MOST_FOR_FILE = 3000;

/** Looks that each answer has, whatever the others took. */
const FREE = 20;

/** Going through so many items of a list costs what a look at an expression does. */
const ITEMS_PER_LOOK = 4;

/** More elements than a list that a person writes; lists of lists would multiply. */
const MOST = 200;

/** Answers of one look at the file: outside all calls, or inside the calls that are followed. */
class Memory {
  readonly texts = new Map<Node, Texts>();
  readonly values = new Map<Node, readonly Node[]>();
  readonly lists = new Map<Node, readonly (readonly Texts[])[]>();
  readonly elements = new Map<Key, Map<Node, readonly Node[]>>();
  readonly origins = new Map<Node, string | undefined>();
  /** What the parameters of the followed calls are. */
  readonly parameters: Required<Parameters>;

  constructor(parameters: Required<Parameters> = { texts: new Map(), values: new Map() }) {
    this.parameters = parameters;
  }
}

/**
 * Works out what the expressions of one file may be, as far as constants, tables, aliases and its
 * own small functions go. Each expression is looked at once, so that neither long chains nor circles
 * cost more than their text. In a call that is followed it is looked at anew: steps bound what that costs.
 */
export class Evaluator {
  readonly sourceCode: TSESLint.SourceCode;
  readonly names: Names;
  readonly filename: string;
  /** Where relative paths start that a program hands to the file system. */
  readonly cwd: string;
  readonly #said = new Map<string, boolean>();
  readonly #definitions = new Map<Node, readonly Definition[]>();
  readonly #returns = new Map<Node, readonly Node[]>();
  #memory = new Memory();
  #index: MemberIndex | undefined;
  #assignedNames: ReadonlySet<string> | undefined;
  #added: Map<Node, Node[]> | undefined;
  #derived: Map<Node, Node[]> | undefined;
  readonly #steps: Steps;
  #depth = 0;
  #effort = 0;

  constructor(sourceCode: TSESLint.SourceCode, filename: string, cwd: string) {
    this.sourceCode = sourceCode;
    this.names = new Names(sourceCode);
    this.filename = filename;
    this.cwd = cwd;
    this.#steps = new Steps({
      ofQuestion: MOST_FOR_ANSWER,
      ofFile: MOST_FOR_FILE + sourceCode.text.length,
      free: FREE,
    });
  }

  /** The texts that an expression may evaluate to. A URL counts as its text. */
  texts(node: Node): Texts {
    return this.#once(this.#memory.texts, node, UNKNOWN, textsOf);
  }

  /** The text that an expression evaluates to, if there is one, all of it known. */
  fold(node: Node): string | undefined {
    const [text, another] = this.texts(node);
    return text !== undefined && another === undefined && isComplete(text) ? text : undefined;
  }

  /** The number that an expression evaluates to, if it is known. */
  number(node: Node): number | undefined {
    const [value] = this.values(node);
    if (value?.type === 'UnaryExpression' && value.operator === '-') {
      const amount = this.number(value.argument);
      return amount === undefined ? undefined : -amount;
    }
    const text = this.fold(node);
    return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
  }

  /** The expressions that an expression may stand for: itself, if nothing more is known. */
  values(node: Node): readonly Node[] {
    // Names that are set from one another in turn would multiply.
    return this.#once(this.#memory.values, node, [], () => [...new Set(valuesOf(node, this))]);
  }

  /** The expressions that may stand at a key of what an expression stands for. */
  elements(node: Node, key: Key): readonly Node[] {
    const { elements } = this.#memory;
    const known = elements.get(key) ?? new Map<Node, readonly Node[]>();
    elements.set(key, known);
    return this.#once(known, node, [], (object) => elementsAt(object, key, this).slice(0, MOST));
  }

  /** The lists of words that an expression may be; one without words, if nothing is known. */
  lists(node: Node): readonly (readonly Texts[])[] {
    return this.#once(this.#memory.lists, node, [[]], listsOf);
  }

  /** What a name may stand for where it stands, whatever the calls are that are followed. */
  definitions(name: TSESTree.Identifier): readonly Definition[] {
    return this.#once(this.#definitions, name, [], () => definitionsFor(name, this));
  }

  /** The expressions that a function of the file may return. */
  returns(fn: LocalFunction): readonly Node[] {
    return this.#once(this.#returns, fn, [], () => returnsOf(fn));
  }

  /** The name of the global, module or module member that an expression is. See `originOf`. */
  origin(node: Node): string | undefined {
    return this.#once(this.#memory.origins, node, undefined, originOf);
  }

  /** Whether the text of the file says something anywhere: a look that often saves a search. */
  says(pattern: RegExp): boolean {
    let found = this.#said.get(pattern.source);
    if (found === undefined) {
      found = pattern.test(this.sourceCode.text);
      this.#said.set(pattern.source, found);
    }
    return found;
  }

  /** The calls of methods of a name. */
  methodCalls(name: string): readonly TSESTree.CallExpression[] {
    return this.#listed(this.#indexed().calls.get(name));
  }

  /** The names that patterns give to what they take out of objects under a name. */
  taken(name: string): readonly TSESTree.Identifier[] {
    return this.#listed(this.#indexed().taken.get(name));
  }

  /** The assignments to fields of a name of `this`. */
  fieldWrites(name: string): readonly TSESTree.AssignmentExpression[] {
    return this.#listed(this.#indexed().writes.get(name));
  }

  /** What the file sets a variable of its own environment to. */
  setInEnvironment(name: string): readonly Node[] {
    if (!this.says(/\benv\b[\w.[\]'"]*\s*(?:\|\||\?\?)?=(?!=)/)) return [];
    return this.#listed(this.#indexed().fills.get(name))
      .filter(({ left }) => this.origin(left) === `process.env.${name}`)
      .map(({ right }) => right);
  }

  /** The classes of the file that extend a class. */
  derived(base: Node): readonly Node[] {
    if (!this.says(/\bextends\b/)) return [];
    this.#derived ??= this.#gather(
      (this.#derived = new Map<Node, Node[]>()),
      this.#indexed().derived,
    );
    return this.#derived.get(base) ?? [];
  }

  /** What the file appends to a list, a set or a map, or puts into it. */
  added(owner: TSESTree.ArrayExpression | TSESTree.NewExpression): readonly Node[] {
    const isNamed = owner.parent.type !== 'MemberExpression'; // nobody can add to `[a, b].map(…)`
    if (!isNamed || !this.says(/\.(?:push|unshift|splice|add|set)\b|\[\d+\]\s*=/)) return [];
    this.#added ??= this.#gather(
      (this.#added = new Map<Node, Node[]>()),
      this.#indexed().additions(),
    );
    return this.#added.get(owner) ?? [];
  }

  /** What the file assigns to a key of an object, after that is made. */
  assigned(object: Node, key: Key): readonly Node[] {
    if (typeof key !== 'string') return [];
    this.#assignedNames ??= assignedNames(this.sourceCode.text);
    if (!this.#assignedNames.has(key)) return [];
    const writes = this.#listed(this.#indexed().fills.get(key));
    return writes
      .filter(({ left }) => this.values(left.object).includes(object))
      .map((write) => (write.operator === '+=' ? sum(write.left, write.right) : write.right));
  }

  /** Takes for granted what an expression is, until its look at itself ends. */
  assume(node: Node, texts: Texts): void {
    this.#memory.texts.set(node, texts);
  }

  /** What a parameter is in the call that is being followed. */
  parameter(variable: Variable): Texts | undefined {
    return this.#memory.parameters.texts.get(variable);
  }

  /** The list or function that a name is in the call that is being followed. */
  given(name: TSESTree.Identifier): Node | undefined {
    const { values } = this.#memory.parameters;
    const variable = values.size === 0 ? undefined : this.names.variable(name);
    return variable && values.get(variable);
  }

  /** Looks at an expression as it is in a call with these parameters. */
  inCall({ texts, values = new Map() }: Parameters, look: () => Texts): Texts {
    const outside = this.#memory;
    const { parameters } = outside;
    this.#memory = new Memory({
      texts: new Map([...parameters.texts, ...texts]),
      values: new Map([...parameters.values, ...values]),
    });
    const answer = look();
    this.#memory = outside;
    return answer;
  }

  /** Takes work into account that costs so many looks; whether the answer may take more. */
  spend(looks: number): boolean {
    this.#effort += looks;
    return this.#steps.take(this.#effort, looks);
  }

  /** What the index holds under one name: whoever asks goes through all of it. */
  #listed<Item>(items: readonly Item[] = []): readonly Item[] {
    if (this.#depth === 0) this.#effort = 0;
    return this.spend(items.length / ITEMS_PER_LOOK) ? items : [];
  }

  #indexed(): MemberIndex {
    this.#index ??= new MemberIndex(this.sourceCode);
    return this.#index;
  }

  /**
   * Gathers what the file says of expressions by what these stand for, once for all, whatever is being
   * looked at when somebody asks. Who is asked meanwhile has what is found by then.
   */
  #gather(found: Map<Node, Node[]>, sayings: readonly Saying[]): Map<Node, Node[]> {
    const [memory, depth, effort] = [this.#memory, this.#depth, this.#effort];
    this.#memory = new Memory();
    this.#depth = 0;
    for (const { of, nodes } of sayings) {
      for (const value of this.values(of)) {
        const all = found.get(value) ?? [];
        found.set(value, all);
        for (const node of nodes.slice(0, MOST - all.length)) all.push(node);
      }
    }
    [this.#memory, this.#depth, this.#effort] = [memory, depth, effort];
    return found;
  }

  #once<Answer>(
    known: Map<Node, Answer>,
    node: Node,
    unknown: Answer,
    work: (node: Node, evaluator: this) => Answer,
  ): Answer {
    if (this.#depth === 0) this.#effort = 0;
    const isAllowed = this.spend(1);
    const earlier = known.get(node);
    if (earlier !== undefined || known.has(node)) return earlier as Answer;
    if (!isAllowed || this.#depth === DEPTH) return unknown;
    known.set(node, unknown); // what depends on itself is unknown
    this.#depth += 1;
    const answer = work(node, this);
    this.#depth -= 1;
    this.spend(sizeOf(answer));
    known.set(node, answer);
    return answer;
  }
}

/** What it costs to go through an answer, in looks. */
function sizeOf(answer: unknown): number {
  if (!Array.isArray(answer)) return 0;
  let size = answer.length >> 3;
  for (const each of answer) if (typeof each === 'string') size += each.length >> 6;
  return size;
}
