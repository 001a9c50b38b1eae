import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { Steps, type StepLimits } from '../steps.ts';
import { exportsAssignments, type ExportsAssignment } from './common-js.ts';
import { PropertyIndex } from './property-index.ts';
import { isClass, outer, type ClassNode, type FunctionNode } from './syntax.ts';

type Scope = TSESLint.Scope.Scope;
type Variable = TSESLint.Scope.Variable;
type Reference = TSESLint.Scope.Reference;

/**
 * More than this for one object means generated code; what was found by then is reported. A bundle of
 * a megabyte takes a tenth of what a file may take: one that takes more was made to take long.
 */
const STEPS: StepLimits = { ofQuestion: 2000, ofFile: 50_000, free: 50 };

/**
 * The code that runs as one piece: the module itself, a function, or a class whose instances are
 * being made (its constructor and its field initialisers).
 */
export type Frame = TSESTree.Program | FunctionNode | ClassNode;

/** Names and what they are bound to, with the frame that each piece of code belongs to. */
export class Scopes {
  readonly sourceCode: TSESLint.SourceCode;
  /** The scopes of the program itself: global, and module or CommonJS function. */
  readonly program: readonly Scope[];
  /** For the objects of the file that are followed. */
  readonly steps = new Steps(STEPS);
  readonly properties = new PropertyIndex();
  readonly #manager: TSESLint.Scope.ScopeManager;
  readonly #variables = new Map<Scope, readonly Variable[]>();
  readonly #shapes = new Map<Variable, readonly TSESTree.Node[]>();
  #references: Map<TSESTree.Node, Reference> | null = null;
  #globals: Reference[] | null = null;
  #exports: ExportsAssignment[] | null = null;

  constructor(sourceCode: TSESLint.SourceCode) {
    const { scopeManager } = sourceCode;
    if (scopeManager === null)
      throw new Error('The parser gave no scopes; module state needs them');
    this.sourceCode = sourceCode;
    this.#manager = scopeManager;
    const inside = scopeManager.scopes.findIndex(({ block }) => block.type !== 'Program');
    this.program = scopeManager.scopes.slice(0, inside === -1 ? undefined : inside);
  }

  /**
   * The variables of a scope that the file names. The global scope has hundreds besides, from the
   * libraries that the parser knows; a module names none in it.
   */
  variablesOf(scope: Scope): readonly Variable[] {
    let variables = this.#variables.get(scope);
    if (variables === undefined) {
      const isAroundModule = scope.type === 'global' && this.program.length > 1;
      variables = isAroundModule ? [] : scope.variables.filter(({ defs }) => defs.length > 0);
      this.#variables.set(scope, variables);
    }
    return variables;
  }

  /** What a variable may hold, found once: generated code names one variable thousands of times. */
  shapesOf(variable: Variable, find: () => readonly TSESTree.Node[]): readonly TSESTree.Node[] {
    let shapes = this.#shapes.get(variable);
    if (shapes === undefined) {
      shapes = find();
      this.#shapes.set(variable, shapes);
    }
    return shapes;
  }

  get all(): readonly Scope[] {
    return this.#manager.scopes;
  }

  reference(identifier: TSESTree.Node): Reference | null {
    this.#references ??= this.#indexReferences();
    return this.#references.get(identifier) ?? null;
  }

  /** The variable that an identifier reads or writes; null for a global of the environment. */
  resolve(identifier: TSESTree.Node): Variable | null {
    const reference = this.reference(identifier);
    const variable = reference === null ? null : this.#meant(reference);
    return variable !== null && isDeclared(variable) ? variable : null;
  }

  /**
   * The variable of a reference. Typescript-eslint leaves one open that means a `var` of a program
   * without module scope, where a library declares a type of that name.
   */
  #meant({ resolved, identifier }: Reference): Variable | null {
    const [global] = this.program;
    return resolved ?? global?.set.get(identifier.name) ?? null;
  }

  /** The variable that a pattern's identifier declares in this declaration, or assigns. */
  bound(identifier: TSESTree.Identifier, declaration: TSESTree.Node | null): Variable | null {
    if (declaration !== null) {
      for (const variable of this.#manager.getDeclaredVariables(declaration)) {
        if (variable.identifiers.includes(identifier)) return variable;
      }
    }
    return this.resolve(identifier);
  }

  declared(node: TSESTree.Node): readonly Variable[] {
    return this.#manager.getDeclaredVariables(node);
  }

  /** The name of an environment's global that an expression is, such as `Object` or `process`. */
  globalName(node: TSESTree.Node): string | null {
    return node.type === 'Identifier' &&
      this.resolve(node) === null &&
      this.reference(node) !== null
      ? node.name
      : null;
  }

  /** References to names that the file does not declare. */
  get globalReferences(): readonly Reference[] {
    return (this.#globals ??= this.#findGlobalReferences());
  }

  /** What a CommonJS module gives to those who require it. */
  get exportsAssignments(): readonly ExportsAssignment[] {
    this.#exports ??= exportsAssignments(this);
    return this.#exports;
  }

  /** The classes that the module makes while it evaluates and that no variable is declared for. */
  get unnamedClasses(): readonly ClassNode[] {
    return this.all.flatMap(({ block, upper }): ClassNode[] => {
      if (!isClass(block) || upper === null || frameOf(upper).type !== 'Program') return [];
      if (block.type === 'ClassDeclaration') return block.id === null ? [block] : [];
      return outer(block).parent?.type === 'VariableDeclarator' ? [] : [block];
    });
  }

  /** The named function expressions that the module makes while it evaluates and puts elsewhere. */
  get placedFunctions(): readonly TSESTree.FunctionExpression[] {
    return this.all.flatMap(({ type, block, upper }) =>
      type === 'function-expression-name' &&
      frameOf(upper).type === 'Program' &&
      outer(block).parent?.type !== 'VariableDeclarator'
        ? [block]
        : [],
    );
  }

  /** The variable that a class or a named function expression sees itself by, inside itself. */
  ownName(node: ClassNode | FunctionNode): Variable | null {
    if (node.id === null || node.type === 'FunctionDeclaration') return null;
    return this.#manager.acquire(node)?.set.get(node.id.name) ?? null;
  }

  /** The scopes of a function's parameters and body. */
  functionScopes(fn: FunctionNode): Scope[] {
    const scope = this.#manager.acquire(fn, true);
    return scope === null ? [] : [scope];
  }

  #findGlobalReferences(): Reference[] {
    const [global] = this.program;
    if (global === undefined) return [];
    // Those of the file are fewer than the variables that the parser knows from libraries.
    return [global.references, ...global.childScopes.map(({ through }) => through)]
      .flat()
      .filter((reference) => {
        const meant = this.#meant(reference);
        const isGlobal = meant === null || (meant.scope === global && !isDeclared(meant));
        return isGlobal && (!('isValueReference' in reference) || reference.isValueReference);
      });
  }

  #indexReferences(): Map<TSESTree.Node, Reference> {
    const index = new Map<TSESTree.Node, Reference>();
    for (const scope of this.all) {
      for (const reference of scope.references) index.set(reference.identifier, reference);
    }
    return index;
  }
}

/** Whether the file itself declares the variable as a value that exists. */
export function isDeclared(variable: Variable): boolean {
  return variable.defs.some((definition) => {
    if ((definition.type as string) === 'ImplicitGlobalVariable') return false;
    const { node, parent } = definition;
    return (
      !('declare' in node && node.declare) && !(parent && 'declare' in parent && parent.declare)
    );
  });
}

/** The frame whose run evaluates the code of a scope. */
export function frameOf(scope: Scope): Frame {
  let current: Scope | null = scope;
  while (current !== null) {
    const { block } = current;
    if (current.type === 'class-field-initializer') {
      const field = block.parent;
      if (field?.type === 'PropertyDefinition' || field?.type === 'AccessorProperty') {
        if (!field.static) return field.parent.parent;
      }
    } else if (current.type === 'function' && block.type !== 'Program') {
      const { parent } = block;
      const isConstructor = parent.type === 'MethodDefinition' && parent.kind === 'constructor';
      return isConstructor ? parent.parent.parent : (block as FunctionNode);
    }
    if (block.type === 'Program') return block;
    current = current.upper;
  }
  throw new Error('A scope outside every program');
}
