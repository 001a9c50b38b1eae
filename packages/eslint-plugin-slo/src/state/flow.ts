import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Evaluation, Place } from './evaluation.ts';
import { isContainerRead, isCopyingMethod, isSelfReturning } from './reads.ts';
import { kindOf, unfrozen, type Kind, type Shape } from './kinds.ts';
import { membersOf } from './members.ts';
import {
  argumentMutators,
  copies,
  isArrayMutator,
  isMutator,
  mayMutate,
  passThrough,
} from './mutators.ts';
import { frameOf, type Frame, type Scopes } from './scopes.ts';
import { inner, isFunction, keyName, outer, type FunctionNode } from './syntax.ts';
import { returnedBy } from './walk.ts';

type Scope = TSESLint.Scope.Scope;
type Variable = TSESLint.Scope.Variable;
type Reference = TSESLint.Scope.Reference;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** A tracked object as an expression or a variable holds it. */
export interface Held {
  /** The keys to read before the tracked object is reached: `[object]` and `{ a: object }` wrap it. */
  readonly path: readonly (string | null)[];
  /** The first key that was read from the tracked object; undefined while it is the object itself. */
  readonly field: string | null | undefined;
  /** Whether it was read out of a weak collection. */
  readonly weak: boolean;
  /** What may have made the value held. */
  readonly shapes: readonly Shape[];
  /** How many calls the value has gone through. */
  readonly hops: number;
  /** The function within whose call, itself part of the evaluation, the value arrived. */
  readonly during: FunctionNode | null;
}

/** A change of a tracked object. */
export interface Write {
  readonly node: TSESTree.Node;
  readonly frame: Frame;
  readonly during: FunctionNode | null;
  /** The key of the tracked object that is changed, or through which the change goes. */
  readonly field: string | null;
  /** Whether something inside the object changes, and not the object itself. */
  readonly deep: boolean;
  /** What is stored, when the text shows it. */
  readonly value: TSESTree.Node | null;
  /** Whether it is an entry of a weak collection, which lives no longer than its key. */
  readonly weak: boolean;
  /** Whether it moves the position that a regular expression keeps. */
  readonly regExp: boolean;
}

/** A method call that changes the object only if it is the right kind of container. */
interface Doubt extends Write {
  readonly method: string;
}

/** What the follower of one object knows about it beforehand. */
export interface FlowOptions {
  /** Whether `push` and the like tell an array where nothing else does. */
  readonly trustNames: boolean;
  /** Methods that change the object besides those of its kind, as `method` or `field.method`. */
  readonly methods?: ReadonlySet<string>;
  /** Whether a place belongs to the making of the object; by default, to the module's evaluation. */
  readonly isNow?: (place: Place) => boolean;
}

interface Step {
  readonly node: TSESTree.Node;
  readonly scope: Scope;
  readonly held: Held;
}

/** More than this for one object means generated code; what was found by then is reported. */
const maximumSteps = 2000;

/** Follows one object forward through a file, to everything that changes it. */
export class Flow {
  readonly writes: Write[] = [];
  readonly #scopes: Scopes;
  readonly #evaluation: Evaluation;
  readonly #options: FlowOptions;
  readonly #pending: Step[] = [];
  readonly #seen = new Map<object, Held[]>();
  readonly #doubts: Doubt[] = [];
  #steps = 0;

  constructor(scopes: Scopes, evaluation: Evaluation, options: FlowOptions) {
    this.#scopes = scopes;
    this.#evaluation = evaluation;
    this.#options = options;
  }

  /** Adds the references of a variable that holds the object, since it was bound to it. */
  variable(variable: Variable, held: Held, bound: TSESTree.Node | null = null): void {
    if (!this.#isNew(variable, held)) return;
    const others = bound === null ? [] : assignmentsAfter(variable, bound);
    for (const reference of variable.references) {
      if (!reference.isRead() || isOverwritten(variable.name, reference, others)) continue;
      this.expression(reference.identifier, reference.from, held);
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
      if (++this.#steps > maximumSteps) break;
    }
    for (const { method, ...write } of this.#doubts) {
      // What was stored at the key tells what the method was called on.
      const stored = this.writes.filter(
        ({ field, value }) => value !== null && (field === write.field || field === null),
      );
      const kinds = stored.map(({ value }) => kindOf(value as TSESTree.Node, this.#scopes));
      if (kinds.some((kind) => kind !== null && isMutator(kind, method))) this.writes.push(write);
    }
    return this.writes;
  }

  /** The changes that do not belong to the making of the object, in the order of the text. */
  laterWrites(): Write[] {
    return this.run()
      .filter((write) => !this.#isNow(write))
      .sort((a, b) => a.node.range[0] - b.node.range[0]);
  }

  /** What runs within a call that belongs to the making belongs to it too. */
  #isNow({ during, ...place }: Place & Pick<Held, 'during'>): boolean {
    if (during !== null && this.#evaluation.isWithin(place, during)) return true;
    return this.#options.isNow?.(place) ?? !this.#evaluation.isLater(place);
  }

  #isNew(key: object, held: Held): boolean {
    const before = this.#seen.get(key) ?? [];
    const known = before.some(
      ({ path, field, during }) =>
        during === held.during && field === held.field && path.join() === held.path.join(),
    );
    if (!known && before.length < 12) this.#seen.set(key, [...before, held]);
    return !known && before.length < 12;
  }

  /** Climbs from an expression through all that hands its value on. */
  #follow(step: Step): void {
    const { scope } = step;
    let { node, held } = step;
    for (;;) {
      node = outer(node);
      const { parent } = node;
      switch (parent?.type) {
        case 'ConditionalExpression':
          if (parent.test === node) return;
          break;
        case 'LogicalExpression':
          if (parent.operator === '&&' && parent.left === node) return;
          break;
        case 'SequenceExpression':
          if (parent.expressions.at(-1) !== node) return;
          break;
        case 'AwaitExpression':
          break;
        case 'AssignmentExpression':
          if (parent.left === node) return;
          this.#bind(parent.left, null, held);
          break;
        case 'AssignmentPattern':
          if (parent.right === node) this.#bind(parent.left, declarationOf(parent), held);
          return;
        case 'VariableDeclarator':
          if (parent.init === node) this.#bind(parent.id, parent, held);
          return;
        case 'ForOfStatement':
          if (parent.right === node) this.#bindLoop(parent.left, this.#read(held, null));
          return;
        case 'ReturnStatement':
          this.#returned(frameOf(scope), held);
          return;
        case 'ArrowFunctionExpression':
          if (parent.body === node) this.#returned(parent, held);
          return;
        case 'Property':
          if (parent.value !== node || parent.parent.type !== 'ObjectExpression') return;
          {
            const inside = wrapped(held, keyName(parent));
            if (inside === null) return;
            held = inside;
          }
          node = parent.parent;
          continue;
        case 'ArrayExpression': {
          const inside = wrapped(held, null);
          if (inside === null) return;
          held = inside;
          break;
        }
        case 'SpreadElement':
          if (parent.parent.type === 'CallExpression' || parent.parent.type === 'NewExpression') {
            return;
          }
          {
            const copy = this.#copied(held);
            if (copy === null) return;
            held = copy;
          }
          node = parent.parent;
          continue;
        case 'MemberExpression': {
          if (parent.object !== node) return;
          const next = this.#member(parent, scope, held);
          if (next === null) return;
          ({ node, held } = next);
          continue;
        }
        case 'CallExpression':
        case 'NewExpression': {
          const index = parent.arguments.indexOf(node as TSESTree.Expression);
          const result = index < 0 ? null : this.#argument(parent, index, scope, held);
          if (result === null) return;
          held = result;
          break;
        }
        case undefined:
        default:
          return;
      }
      node = parent;
    }
  }

  /** A member access is a write, a method call, or a read of something inside. */
  #member(
    access: TSESTree.MemberExpression,
    scope: Scope,
    held: Held,
  ): { node: TSESTree.Node; held: Held } | null {
    const key = keyName(access);
    const node = outer(access);
    const { parent } = node;
    const reached = held.path.length === 0;
    if (reached && parent !== undefined) {
      const target = writeTarget(node);
      if (target !== null) {
        if (!this.#isFrozen(held)) this.#write(target, scope, held, key, storedValue(target));
        return null;
      }
      if (
        (parent.type === 'CallExpression' || parent.type === 'NewExpression') &&
        parent.callee === node
      ) {
        return this.#method(parent, key, scope, held);
      }
    }
    const read = this.#read(held, key);
    return read === null ? null : { node, held: read };
  }

  #method(
    call: Call,
    method: string | null,
    scope: Scope,
    held: Held,
  ): { node: TSESTree.Node; held: Held } | null {
    if (method === null) return null;
    const kinds = held.shapes.map((shape) => kindOf(shape, this.#scopes));
    const known = kinds.filter((kind) => kind !== null);
    const path = held.field === undefined ? method : `${held.field ?? ''}.${method}`;
    if (this.#options.methods?.has(path) === true) this.#write(call, scope, held, method, null);
    const changed = known.filter((kind) => isMutator(kind, method));
    if (changed.length > 0) {
      const weak = held.weak || changed.every(isWeak);
      if (!(this.#isFrozen(held) && changed.includes('array'))) {
        const value = call.arguments.at(-1) ?? null;
        const regExp = changed.includes('statefulRegExp');
        this.writes.push({ ...this.#describe(call, scope, held, null, value), weak, regExp });
      }
    } else if (known.length === 0 && held.field !== undefined && mayMutate(method)) {
      const write = this.#describe(call, scope, held, null, null);
      if (this.#options.trustNames && isArrayMutator(method)) this.writes.push(write);
      else this.#doubts.push({ ...write, method });
    }
    const isContainer = known.length > 0 || (held.field !== undefined && this.#options.trustNames);
    if (!isContainer) return null;
    this.#callbacks(call, method, held);
    if (isSelfReturning(method)) return { node: call, held };
    if (isContainerRead(method)) {
      const [argument] = call.arguments;
      const key = argument?.type === 'Literal' ? String(argument.value) : null;
      const read = this.#read(held, method === 'get' ? key : null);
      const weak = held.weak || (known.length > 0 && known.every(isWeak));
      return read === null ? null : { node: call, held: { ...read, weak } };
    }
    const copy = isCopyingMethod(method) ? this.#copied(held) : null;
    return copy === null ? null : { node: call, held: copy };
  }

  /** `list.forEach((item) => …)` hands what is inside to the callback. */
  #callbacks(call: Call, method: string, held: Held): void {
    const [callback] = call.arguments;
    if (callback === undefined || !isFunction(callback)) return;
    const inside = this.#read(held, null);
    const first = method === 'reduce' || method === 'reduceRight' ? 1 : 0;
    const parameters = callback.params.slice(first, method.includes('ort') ? 2 : first + 1);
    for (const parameter of parameters) this.#bind(parameter, callback, inside);
  }

  /** An argument may be changed by the callee, bound to a parameter, or handed back. */
  #argument(call: Call, index: number, scope: Scope, held: Held): Held | null {
    const callee = inner(call.callee);
    const name = this.#globalFunction(callee);
    if (name !== null) {
      if (argumentMutators.get(name) === index && held.path.length === 0) {
        if (!this.#isFrozen(held)) {
          this.#write(
            call,
            scope,
            held,
            definedKey(call),
            name === 'Object.assign' ? null : (call.arguments[2] ?? null),
          );
        }
      }
      if (index === 0 && passThrough.has(name)) return held;
      if (index === 0 && copies.has(name)) return this.#copied(held);
    }
    if (index === 0 && held.path.length === 0 && isBorrowedMutator(callee)) {
      this.#write(call, scope, held, null, null);
    }
    const { callee: local, parameter } = this.#evaluation.parameterAt(call, index);
    if (local === null || parameter === undefined || isFar(held)) return null;
    const isNow = this.#isNow({ node: call, frame: frameOf(scope), during: held.during });
    this.#bind(parameter, local, { ...held, hops: held.hops + 1, during: isNow ? local : null });
    return null;
  }

  /** What a function of this file returns arrives wherever the file calls it. */
  #returned(frame: Frame, held: Held): void {
    if (!isFunction(frame) || isFar(held) || !this.#isNew(frame, held)) return;
    // A function that gets a value and has several returns is likelier to copy it than to keep it.
    if (held.hops > 0 && returnedBy(frame, this.#scopes.sourceCode.visitorKeys).length > 1) return;
    for (const node of this.#evaluation.calls(frame)) {
      const scope = this.#scopes.sourceCode.getScope(node);
      this.expression(node, scope, { ...held, hops: held.hops + 1, during: null });
    }
  }

  #bindLoop(left: TSESTree.Node, held: Held | null): void {
    if (left.type !== 'VariableDeclaration') this.#bind(left, null, held);
    else for (const declarator of left.declarations) this.#bind(declarator.id, declarator, held);
  }

  /** Gives the parts of a value to the variables of a pattern. */
  #bind(pattern: TSESTree.Node, declaration: TSESTree.Node | null, held: Held | null): void {
    if (held === null) return;
    switch (pattern.type) {
      case 'Identifier': {
        const variable = this.#scopes.bound(pattern, declaration);
        if (variable !== null) this.variable(variable, held, pattern);
        return;
      }
      case 'AssignmentPattern':
        this.#bind(pattern.left, declaration, held);
        return;
      case 'RestElement':
        this.#bind(
          pattern.argument,
          declaration,
          pattern.parent.type === 'ObjectPattern' || pattern.parent.type === 'ArrayPattern'
            ? this.#copied(held)
            : wrapped(held, null),
        );
        return;
      case 'ArrayPattern':
        for (const element of pattern.elements) {
          if (element === null) continue;
          const part = element.type === 'RestElement' ? held : this.#read(held, null);
          this.#bind(element, declaration, part);
        }
        return;
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') this.#bind(property, declaration, held);
          else this.#bind(property.value, declaration, this.#read(held, keyName(property)));
        }
        return;
      default:
    }
  }

  /** The value after one more key has been read; null when that key leads elsewhere. */
  #read(held: Held, key: string | null): Held | null {
    const [needed, ...rest] = held.path;
    if (needed === undefined) {
      const shapes = membersOf(held.shapes, key, this.#scopes);
      if (
        shapes.length > 0 &&
        shapes.every((shape) => kindOf(shape, this.#scopes) === 'primitive')
      ) {
        return null;
      }
      return { ...held, shapes, field: held.field === undefined ? key : held.field };
    }
    return needed === null || key === null || needed === key ? { ...held, path: rest } : null;
  }

  /** A shallow copy: the copy is another object, what it holds is the same. */
  #copied(held: Held): Held | null {
    if (held.path.length > 0) return held;
    return wrapped(this.#read(held, null) ?? { ...held, shapes: [], field: null }, null);
  }

  #isFrozen({ shapes }: Held): boolean {
    return shapes.length > 0 && shapes.every((shape) => unfrozen(shape, this.#scopes).frozen);
  }

  #write(
    node: TSESTree.Node,
    scope: Scope,
    held: Held,
    key: string | null,
    value: TSESTree.Node | null,
  ): void {
    this.writes.push(this.#describe(node, scope, held, key, value));
  }

  #describe(
    node: TSESTree.Node,
    scope: Scope,
    held: Held,
    key: string | null,
    value: TSESTree.Node | null,
  ): Write {
    const deep = held.field !== undefined;
    const field = held.field === undefined ? key : held.field;
    const regExp =
      key === 'lastIndex' &&
      held.shapes.some((shape) => kindOf(shape, this.#scopes) === 'statefulRegExp');
    return {
      node,
      frame: frameOf(scope),
      during: held.during,
      deep,
      field,
      value,
      weak: held.weak,
      regExp,
    };
  }

  #globalFunction(callee: TSESTree.Node): string | null {
    if (callee.type !== 'MemberExpression') return this.#scopes.globalName(callee);
    const owner = this.#scopes.globalName(inner(callee.object));
    const name = keyName(callee);
    return owner === null || name === null ? null : `${owner}.${name}`;
  }
}

/**
 * Whether a value has gone through so many calls that what it is there says little of the object: an
 * object handed on as it is keeps its identity longer than its parts, or what it is a part of.
 */
function isFar({ hops, path, field }: Held): boolean {
  return hops >= (path.length === 0 && field === undefined ? 6 : 2);
}

function wrapped(held: Held, key: string | null): Held | null {
  // Three wrappings deep nobody follows a value by eye either.
  return held.path.length > 2 ? null : { ...held, path: [key, ...held.path] };
}

/** The plain assignments that give a variable another value than the one it was bound to. */
function assignmentsAfter(variable: Variable, bound: TSESTree.Node): Reference[] {
  return variable.references.filter(({ identifier, init }) => {
    const { parent } = identifier;
    return (
      init !== true &&
      parent.type === 'AssignmentExpression' &&
      parent.operator === '=' &&
      parent.left === identifier &&
      bound.range[0] < identifier.range[0]
    );
  });
}

/** Whether one of the assignments has certainly been made when a reference is read. */
function isOverwritten(
  name: string,
  reference: Reference,
  assignments: readonly Reference[],
): boolean {
  const [position] = reference.identifier.range;
  return assignments.some(({ identifier, from }) => {
    const assignment = identifier.parent as TSESTree.AssignmentExpression;
    if (assignment.range[1] > position || from.variableScope !== reference.from.variableScope)
      return false;
    const block = blockAfter(assignment.parent, name);
    return block !== null && position < block.range[1];
  });
}

/**
 * The block whose later code an assignment's statement certainly precedes. `if (list === shared)
 * list = [];` precedes it too, as far as what is shared goes.
 */
function blockAfter(statement: TSESTree.Node, name: string): TSESTree.Node | null {
  if (statement.type !== 'ExpressionStatement') return null;
  const { parent } = statement;
  const branch = parent.type === 'BlockStatement' ? parent.parent : parent;
  if (branch.type === 'IfStatement' && branch.alternate === null) {
    const { test } = branch;
    const compares = test.type === 'BinaryExpression' && /^===?$/.test(test.operator);
    const sides = compares ? [test.left, test.right] : [];
    if (sides.some((side) => side.type === 'Identifier' && side.name === name))
      return branch.parent;
  }
  return parent;
}

function isWeak(kind: Kind): boolean {
  return kind === 'weakMap' || kind === 'weakSet';
}

/** The node that changes a member: an assignment, an update, a `delete`, a loop, a pattern. */
function writeTarget(member: TSESTree.Node): TSESTree.Node | null {
  const { parent } = member;
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.left === member ? parent : null;
    case 'UpdateExpression':
      return parent;
    case 'UnaryExpression':
      return parent.operator === 'delete' ? parent : null;
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === member ? parent.left : null;
    case 'AssignmentPattern':
      return parent.left === member ? writeTarget(parent) : null;
    case 'RestElement':
    case 'ArrayPattern':
      return member;
    case 'Property':
      return parent.value === member && parent.parent.type === 'ObjectPattern' ? member : null;
    default:
      return null;
  }
}

function storedValue(target: TSESTree.Node): TSESTree.Node | null {
  return target.type === 'AssignmentExpression' ? target.right : null;
}

function definedKey(call: Call): string | null {
  const [, key] = call.arguments;
  return key?.type === 'Literal' ? String(key.value) : null;
}

/** `Array.prototype.push.call(list, …)`, `[].push.apply(list, …)`. */
function isBorrowedMutator(callee: TSESTree.Node): boolean {
  if (callee.type !== 'MemberExpression') return false;
  const name = keyName(callee);
  const method = inner(callee.object);
  if ((name !== 'call' && name !== 'apply') || method.type !== 'MemberExpression') return false;
  const owner = inner(method.object);
  const isPrototype = owner.type === 'MemberExpression' && keyName(owner) === 'prototype';
  return (isPrototype || owner.type === 'ArrayExpression') && mayMutate(keyName(method) ?? '');
}

function declarationOf(node: TSESTree.Node): TSESTree.Node | null {
  for (let at: TSESTree.Node | null | undefined = node; at; at = at.parent) {
    if (at.type === 'VariableDeclarator' || isFunction(at)) return at;
  }
  return null;
}
