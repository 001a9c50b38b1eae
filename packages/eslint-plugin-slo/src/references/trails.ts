import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isDeclared, isWrapper, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction } from './functions.ts';
import { GLOBALS_OF_INTEREST, isModuleOfInterest, isOfInterest } from './interest.ts';
import type { Statement } from './module-syntax.ts';
import { walk } from './walk.ts';

type Node = TSESTree.Node;
type Variable = TSESLint.Scope.Variable;

/** Where a name ends that is neither called nor handed on. */
const DEAD_END =
  /^(?:Binary|Unary|Update|If|While|DoWhile|Switch|Throw|Expression|Export|Import|Template|ForIn|JSX|TS)/;

/** Syntax whose value is, or holds, the value of its parts. */
const CONTAINER =
  /^(?:Array|Await|Conditional|Logical|Object|Sequence)Expression$|^(?:Property|SpreadElement)$/;

/** Members of interest in objects of any name. */
const ANYWHERE = [
  '.addInitScript(',
  '.addModule(',
  '.addScriptTag(',
  '.emitFile(',
  '.fulfill(',
  '.module(',
  '.sendFile(',
  '.constructor',
];

/** Methods that hand what they are called on to a function. */
const HANDS_ON = /^(?:then|forEach|map|flatMap|finally)$/;

/**
 * The places of a file in which something of the platform or a package that can reach another file
 * is called, looked into or written to. Starting from its names saves a look at all the rest: most
 * files have few of them. What is handed around in ways that are hard to follow makes every place of
 * the file count.
 */
export function placesOfInterest(
  sourceCode: TSESLint.SourceCode,
  statements: readonly Statement[],
  evaluator: Evaluator,
): ReadonlySet<Node> {
  const trails = new Trails(sourceCode, evaluator);
  return trails.isLost(statements) ? everyPlace(sourceCode) : trails.places;
}

class Trails {
  readonly places = new Set<Node>();
  readonly #sourceCode: TSESLint.SourceCode;
  readonly #evaluator: Evaluator;
  readonly #seen = new Set<Variable>();
  readonly #pending: Node[] = [];

  constructor(sourceCode: TSESLint.SourceCode, evaluator: Evaluator) {
    this.#sourceCode = sourceCode;
    this.#evaluator = evaluator;
  }

  /** Follows every name to its places; true if one cannot be followed. */
  isLost(statements: readonly Statement[]): boolean {
    const { text } = this.#sourceCode;
    if (ANYWHERE.some((member) => text.includes(member))) return true;
    this.#addGlobals();
    for (const statement of statements) this.#addStatement(statement);
    for (let node = this.#pending.pop(); node !== undefined; node = this.#pending.pop()) {
      if (!this.#follow(node)) return true;
    }
    return false;
  }

  #addStatement(node: Statement): void {
    if (node.type === 'ImportExpression' || node.type === 'MetaProperty') this.#pending.push(node);
    if (node.type === 'TSExternalModuleReference') this.#addDeclared(node.parent);
    if (node.type === 'ImportDeclaration' && isModuleOfInterest(node.source.value)) {
      this.#addDeclared(node);
    }
  }

  #addGlobals(): void {
    const [global, module] = this.#sourceCode.scopeManager?.scopes ?? [];
    if (global === undefined) return;
    // The names that the file says are fewer than those that the parser knows from libraries.
    this.#addGlobalNames(global.references);
    for (const { through } of global.childScopes) this.#addGlobalNames(through);
    for (const { name, references } of module?.variables ?? []) {
      if (GLOBALS_OF_INTEREST.has(name)) this.#addGlobalNames(references);
    }
  }

  #addGlobalNames(references: readonly TSESLint.Scope.Reference[]): void {
    for (const { identifier, resolved } of references) {
      if (!GLOBALS_OF_INTEREST.has(identifier.name)) continue;
      if (resolved === null || !isDeclared(resolved)) this.#pending.push(identifier);
    }
  }

  #addDeclared(node: Node): void {
    for (const variable of this.#sourceCode.getDeclaredVariables(node)) {
      this.#addVariable(variable);
    }
  }

  #addVariable(variable: Variable): void {
    if (this.#seen.has(variable)) return;
    this.#seen.add(variable);
    for (const reference of variable.references) {
      if (reference.isRead()) this.#pending.push(reference.identifier);
    }
  }

  /** Climbs from a name as far as its value goes; false where that is hard to say. */
  #follow(start: Node): boolean {
    let node = start;
    if (!this.#mayReach(node)) return true;
    for (;;) {
      const { parent } = node;
      if (parent === undefined) return true;
      switch (parent.type) {
        case 'MemberExpression':
          if (parent.object !== node) return true;
          if (parent.computed) this.places.add(parent);
          if (isAssigned(parent)) this.places.add(parent.parent);
          if (HANDS_ON.test(propertyName(parent) ?? '')) return this.#handsOn(parent);
          if (!this.#mayReach(parent)) return true;
          break;
        case 'CallExpression':
        case 'NewExpression':
        case 'TaggedTemplateExpression':
          this.places.add(parent);
          if (!this.#mayReach(parent)) return isCalled(node, parent);
          break;
        case 'AssignmentExpression':
          if (parent.left === node) return true;
          if (parent.left.type !== 'Identifier') return false;
          return this.#followName(parent.left);
        case 'VariableDeclarator':
          this.#addDeclared(parent);
          return true;
        default:
          if (!isWrapper(parent) && !CONTAINER.test(parent.type)) return DEAD_END.test(parent.type);
      }
      node = parent;
    }
  }

  /** `[a, b].map((each) => …)`: what the parameters of the function are called is known. */
  #handsOn({ parent }: TSESTree.MemberExpression): boolean {
    const [given] = parent.type === 'CallExpression' ? parent.arguments : [];
    if (!isFunction(given)) return false;
    this.#addDeclared(given);
    return true;
  }

  #followName(name: TSESTree.Identifier): boolean {
    const variable = this.#evaluator.names.variable(name);
    if (variable) this.#addVariable(variable);
    return variable !== undefined;
  }

  /** Whether something of interest can still come of an expression. */
  #mayReach(node: Node): boolean {
    if (node.type === 'MetaProperty') return true;
    const origin = this.#evaluator.origin(node);
    return origin === undefined
      ? node.type === 'Identifier' || node.type === 'MemberExpression'
      : isOfInterest(origin);
  }
}

function isAssigned(member: TSESTree.MemberExpression): boolean {
  return member.parent.type === 'AssignmentExpression' && member.parent.left === member;
}

function isCalled(node: Node, call: Node): boolean {
  return ('callee' in call && call.callee === node) || ('tag' in call && call.tag === node);
}

function everyPlace(sourceCode: TSESLint.SourceCode): ReadonlySet<Node> {
  const places = new Set<Node>();
  walk(sourceCode, (node) => {
    if (/^(?:Call|New|TaggedTemplate|Member|Assignment)Expression$/.test(node.type)) {
      places.add(node);
    }
  });
  return places;
}
