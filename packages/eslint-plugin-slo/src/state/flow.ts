import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { readsSince } from './assignments.ts';
import { argumentChange, isChangedArgument } from './changed-arguments.ts';
import { Changes, kindsOf, type Write } from './changes.ts';
import { climb, read, type Read } from './climb.ts';
import { readsOfExport } from './common-js.ts';
import type { Evaluation, Place } from './evaluation.ts';
import { isSpared } from './guards.ts';
import { handedBack, isSideTableRead, receivingParameters } from './handed-arguments.ts';
import { elementOf, isFar, isFrozen, isSameHolding, readKey, type Held } from './held.ts';
import { callsOf, isMethodCall, mayCopy, parametersAt } from './local-functions.ts';
import type { Origin } from './knowledge/index.ts';
import {
  addHandedOutMethod,
  addMethodWrites,
  awaitedParameters,
  elementParameters,
  listResult,
  methodResult,
} from './methods.ts';
import { isInteropHelper, originOf } from './modules.ts';
import { isQuestion } from './mutators.ts';
import type { Neighbours } from './neighbours.ts';
import { isNamespaceMember } from './namespaces.ts';
import { partsOf } from './patterns.ts';
import { isPrimitiveRead } from './reads.ts';
import { frameOf, type Frame, type Scopes } from './scopes.ts';
import { inner, isFunction, keyName, outer, type Call, type FunctionNode } from './syntax.ts';
import { declarationOf, storedValue, writeTarget } from './targets.ts';

type Scope = TSESLint.Scope.Scope;
type Variable = TSESLint.Scope.Variable;

/** What the follower of one object knows about it beforehand. */
export interface FlowOptions {
  /** Whether `push` and the like tell an array where nothing else does. */
  readonly trustNames: boolean;
  /** Methods that change the object besides those of its kind, as `method` or `field.method`. */
  readonly methods?: ReadonlySet<string>;
  /** Whether a place belongs to the making of the object; by default, to the module's evaluation. */
  readonly isNow?: (place: Place) => boolean;
  /** The function whose results are not followed: what others do with theirs is their own affair. */
  readonly within?: FunctionNode;
  /** Whether what a side table keeps for the object is a part of it. */
  readonly sideTables?: boolean;
  /** Whether methods are left out of the functions of the file that an argument is followed into. */
  readonly functionsOnly?: boolean;
  /** The other files, which tell what functions imported from them change. */
  readonly neighbours?: Neighbours;
  /** Whether a key of the CommonJS exports that is given the object is another name for it. */
  readonly exportsAlias?: boolean;
}

type Step = Read & { readonly scope: Scope };

/** Nobody nests an expression deeper by hand, and to climb out of each part costs the square. */
const maximumDepth = 100;

/** Follows one object forward through a file, to everything that changes it. */
export class Flow {
  readonly #scopes: Scopes;
  readonly #evaluation: Evaluation;
  readonly #options: FlowOptions;
  readonly #pending: Step[] = [];
  readonly #seen = new Map<object, Held[]>();
  readonly #changes: Changes;
  #steps = 0;

  constructor(scopes: Scopes, evaluation: Evaluation, options: FlowOptions) {
    this.#scopes = scopes;
    this.#evaluation = evaluation;
    this.#options = options;
    this.#changes = new Changes(scopes);
  }

  /** Adds the references of a variable that holds the object, since it was bound to it. */
  variable(variable: Variable, held: Held, bound: TSESTree.Node | null = null): void {
    if (!this.#isNew(variable, held)) return;
    for (const { identifier, from } of readsSince(variable, bound)) {
      this.expression(identifier, from, held);
    }
  }

  /** Adds an expression that holds the object. */
  expression(node: TSESTree.Node, scope: Scope, held: Held): void {
    this.#pending.push({ node, scope, held });
  }

  /** Follows all that was added, and returns every change found. */
  run(): Write[] {
    for (let step = this.#pending.pop(); step !== undefined; step = this.#pending.pop()) {
      this.#follow(step);
      this.#steps += 1;
      if (!this.#scopes.steps.take(this.#steps)) break;
    }
    return this.#changes.settle();
  }

  /** The changes that do not belong to the making of the object, in the order of the text. */
  laterWrites(): Write[] {
    return this.run()
      .filter((write) => write.deferred || !this.#isNow(write))
      .sort((a, b) => a.node.range[0] - b.node.range[0]);
  }

  /** What runs within a call that belongs to the making belongs to it too. */
  #isNow({ during, ...place }: Place & Pick<Held, 'during'>): boolean {
    if (during !== null && this.#evaluation.isWithin(place, during)) return true;
    return this.#options.isNow?.(place) ?? !this.#evaluation.isLater(place);
  }

  #isNew(key: object, held: Held): boolean {
    const before = this.#seen.get(key) ?? [];
    if (before.length >= 12 || before.some((each) => isSameHolding(each, held))) return false;
    this.#seen.set(key, [...before, held]);
    return true;
  }

  /** Climbs from an expression through all that hands its value on. */
  #follow({ scope, ...start }: Step): void {
    let at: Read | null = start;
    for (let depth = 0; at !== null && depth < maximumDepth; depth += 1) {
      const node = outer(at.node);
      const next: Read | null | undefined = climb(node, at.held, this.#scopes);
      at = next === undefined ? this.#handOn(node, scope, at.held) : next;
    }
  }

  /** Hands a value to whatever the code around it names, and returns the value of that code. */
  #handOn(node: TSESTree.Node, scope: Scope, held: Held): Read | null {
    const { parent } = node;
    switch (parent?.type) {
      case 'AssignmentExpression':
        if (parent.left === node) return null;
        this.#bind(parent.left, null, held);
        if (this.#options.exportsAlias === true) this.#bindExport(parent.left, held);
        return { node: parent, held };
      case 'AssignmentPattern':
        if (parent.right === node) this.#bind(parent.left, declarationOf(parent), held);
        return null;
      case 'VariableDeclarator':
        if (parent.init === node) this.#bind(parent.id, parent, held);
        return null;
      case 'ForOfStatement':
        if (parent.right === node) this.#bindLoop(parent.left, elementOf(held, this.#scopes));
        return null;
      case 'ReturnStatement':
        this.#returned(frameOf(scope), held);
        return null;
      case 'ArrowFunctionExpression':
        if (parent.body === node) this.#returned(parent, held);
        return null;
      case 'MemberExpression':
        return parent.object === node ? this.#member(parent, scope, held) : null;
      case 'CallExpression':
      case 'NewExpression': {
        const index = parent.arguments.indexOf(node as TSESTree.Expression);
        return index < 0 ? null : read(parent, this.#argument(parent, index, scope, held));
      }
      case undefined:
      default:
        return null;
    }
  }

  /** A member access is a write, a method call, or a read of something inside. */
  #member(access: TSESTree.MemberExpression, scope: Scope, held: Held): Read | null {
    const key = keyName(access);
    const node = outer(access);
    const { parent } = node;
    const call = parent?.type === 'CallExpression' && parent.callee === node ? parent : null;
    if (held.path.length > 0) {
      if (call !== null && key !== null) this.#callbacks(call, key, held);
      if (call !== null) return key === null ? null : listResult(call, key, held, this.#scopes);
    } else {
      const target = writeTarget(node);
      if (target !== null) {
        const details = { key, value: storedValue(target) };
        if (!isSpared(held, access, this.#scopes)) this.#changes.add(target, scope, held, details);
        return null;
      }
      if (call !== null) return this.#method(call, key, scope, held);
      addHandedOutMethod(this.#changes, node, key, scope, held, this.#scopes);
    }
    if (isPrimitiveRead(access) || isNamespaceMember(access, key, this.#scopes)) return null;
    return read(node, readKey(held, key, this.#scopes));
  }

  #method(
    call: TSESTree.CallExpression,
    method: string | null,
    scope: Scope,
    held: Held,
  ): Read | null {
    if (method === null) return null;
    // A promise is followed as what it is a promise of.
    if (method === 'then') this.#bindAll(awaitedParameters(call, this.#scopes), held);
    const path = held.field === undefined ? method : `${held.field ?? ''}.${method}`;
    const { methods, trustNames } = this.#options;
    const isListed = methods?.has(path) === true && !isQuestion(call, method);
    if (isListed) this.#changes.add(call, scope, held, { key: method });
    addMethodWrites(this.#changes, call, method, scope, held, { scopes: this.#scopes, trustNames });
    const isContainer =
      kindsOf(held, this.#scopes).length > 0 || (held.field !== undefined && trustNames);
    if (!isContainer) return null;
    this.#callbacks(call, method, held);
    return methodResult(call, method, held, this.#scopes);
  }

  /** `list.forEach((item) => …)` hands what is inside to the callback. */
  #callbacks(call: Call, method: string, held: Held): void {
    this.#bindAll(elementParameters(call, method), readKey(held, null, this.#scopes));
  }

  /** An argument may be changed by the callee, bound to a parameter, or handed back. */
  #argument(call: Call, index: number, scope: Scope, held: Held): Held | null {
    if (index === 0 && isInteropHelper(call)) return held;
    const origin = originOf(inner(call.callee), this.#scopes);
    const name = origin === null ? null : `${origin.from}:${origin.name}`;
    if (held.path.length === 0 && !isFrozen(held, this.#scopes)) {
      const kinds = kindsOf(held, this.#scopes);
      if (isChangedArgument(call, name, index, kinds, this.#scopes))
        this.#changes.add(call, scope, held, argumentChange(call, name, kinds));
    }
    const isNow = this.#isNow({ node: call, frame: frameOf(scope), during: held.during });
    if (!isNow && this.#isChangedElsewhere(origin, index, held)) {
      this.#changes.add(call, scope, held);
    }
    this.#bindAll(receivingParameters(call, name, index, this.#scopes), held);
    if (this.#options.sideTables === true && isSideTableRead(call, index, this.#scopes)) {
      return { ...held, shapes: [], field: held.field ?? null };
    }
    const back = handedBack(call, name, index, held, this.#scopes);
    if (back !== undefined) return back;
    const isMethod = isMethodCall(call);
    if (isFar(held) || (isMethod && this.#options.functionsOnly === true)) return null;
    for (const { callee, parameter } of parametersAt(call, index, this.#scopes)) {
      const during = isNow ? callee : null;
      this.#bind(parameter, callee, { ...held, hops: held.hops + 1, during });
    }
    return null;
  }

  /** Whether a function of another file changes its argument. */
  #isChangedElsewhere(origin: Origin | null, index: number, held: Held): boolean {
    const { neighbours } = this.#options;
    if (neighbours === undefined || origin === null || origin.from === 'global') return false;
    // Only what is handed on as it stands is worth a look at another file.
    if (held.hops > 0 || held.path.length > 0 || held.fallback || isFrozen(held, this.#scopes))
      return false;
    const [kind = null] = kindsOf(held, this.#scopes);
    // What is written on functions and classes of the file are marks of theirs, such as a number.
    if (kind === 'primitive' || kind === 'function' || kind === 'class') return false;
    return neighbours.changesArgument(origin, index, kind);
  }

  /** What a function of this file returns arrives wherever the file calls it. */
  #returned(frame: Frame, held: Held): void {
    if (!isFunction(frame) || frame === this.#options.within) return;
    if (isFar(held) || !this.#isNew(frame, held)) return;
    if (held.hops > 0 && mayCopy(frame, this.#scopes)) return;
    for (const node of callsOf(frame, this.#scopes)) {
      const scope = this.#scopes.sourceCode.getScope(node);
      this.expression(node, scope, { ...held, hops: held.hops + 1, during: null });
    }
  }

  #bindLoop(left: TSESTree.Node, held: Held | null): void {
    if (left.type !== 'VariableDeclaration') this.#bind(left, null, held);
    else for (const declarator of left.declarations) this.#bind(declarator.id, declarator, held);
  }

  #bindAll(parameters: readonly TSESTree.Parameter[], held: Held | null): void {
    for (const parameter of parameters) this.#bind(parameter, parameter.parent, held);
  }

  #bindExport(target: TSESTree.Node, held: Held): void {
    if (!this.#isNew(target, held)) return;
    for (const { node, scope } of readsOfExport(target, this.#scopes)) {
      this.expression(node, scope, held);
    }
  }

  /** Gives the parts of a value to the variables of a pattern. */
  #bind(pattern: TSESTree.Node, declaration: TSESTree.Node | null, held: Held | null): void {
    for (const part of partsOf(pattern, held, this.#scopes)) {
      const variable = this.#scopes.bound(part.name, declaration);
      if (variable !== null) this.variable(variable, part.held, part.name);
    }
  }
}
