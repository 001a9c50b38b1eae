import type { TSESTree } from '@typescript-eslint/utils';
import { holdsPrimitives, shapesOf } from './bindings.ts';
import { capturedVariables, closureWrite } from './closures.ts';
import type { Evaluation } from './evaluation.ts';
import { classWrite, constructorWrite } from './instances.ts';
import { basesOf } from './inheritance.ts';
import { iteratorOf } from './iterators.ts';
import { localClass } from './kinds.ts';
import { findKnowledge, type Origin } from './knowledge/index.ts';
import { literalWrites } from './literals.ts';
import { calledFunction, constructorsMadeFor, localFunction } from './local-functions.ts';
import { originOf } from './modules.ts';
import type { Making, Neighbours } from './neighbours.ts';
import type { Scopes } from './scopes.ts';
import { first, iterator, plain, type Statefulness } from './statefulness.ts';
import { staticValues } from './static-values.ts';
import {
  constructorOf,
  inner,
  isFunction,
  keyName,
  leaves,
  type ClassNode,
  type FunctionNode,
  type Call,
} from './syntax.ts';
import { returnedBy } from './walk.ts';

/** Functions that hand back their first argument, or something around it. */
const transparent = /^(?:Object\.(?:freeze|seal|preventExtensions|assign)|Proxy|Object|Map|Set)$/;

/** Those that use up an iterator at once. */
const consumers = /^(?:Map|Set)$/;

/** Methods that hand back what they are called on. */
const chainable = /^(?:addListener|off|on|once|prependListener|setMaxListeners|unref|update|use)$/;

/** Follows expressions into the functions and classes of the file that make their values. */
export class StatefulValues {
  readonly #scopes: Scopes;
  readonly #evaluation: Evaluation;
  readonly #neighbours: Neighbours;
  readonly #known = new Map<TSESTree.Node, Statefulness | null>();

  constructor(scopes: Scopes, evaluation: Evaluation, neighbours: Neighbours) {
    this.#scopes = scopes;
    this.#evaluation = evaluation;
    this.#neighbours = neighbours;
  }

  /** Why what a class or function of this file makes keeps state, whoever calls it. */
  madeBy(callee: TSESTree.Node, making: Making): Statefulness | null {
    const origin = originOf(callee, this.#scopes);
    const known = this.#ofKnown(origin);
    if (known !== null) return known;
    if (making === 'new') return this.#ofConstructor(inner(callee), 0);
    const fn = calledFunction(inner(callee), this.#scopes);
    return fn === null ? this.#ofImported(origin, making) : this.ofFunction(fn, null, 0);
  }

  #ofImported(origin: Origin | null, making: Making): Statefulness | null {
    return origin === null ? null : this.#neighbours.made(origin, making);
  }

  /** The first reason why the value of an expression keeps state; null when none is seen. */
  of(expression: TSESTree.Node, depth = 0): Statefulness | null {
    if (depth > 12) return null;
    for (const leaf of leaves(expression)) {
      const found = this.#ofLeaf(leaf, depth);
      if (found !== null) return found;
    }
    return null;
  }

  #ofLeaf(node: TSESTree.Node, depth: number): Statefulness | null {
    switch (node.type) {
      case 'ObjectExpression':
        return first(node.properties, (property) =>
          property.type === 'Property' && !isFunction(property.value)
            ? this.of(property.value, depth + 1)
            : null,
        );
      case 'ArrayExpression':
        return first(node.elements, (element) =>
          element === null || element.type === 'SpreadElement' ? null : this.of(element, depth + 1),
        );
      case 'NewExpression':
      case 'CallExpression':
        return this.#once(node, () => this.#ofCall(node, depth));
      default:
        return null;
    }
  }

  #ofCall(call: Call, depth: number): Statefulness | null {
    const callee = inner(call.callee);
    const origin = originOf(callee, this.#scopes);
    const name = origin?.from === 'global' ? origin.name : null;
    const [argument] = call.arguments;
    if (name !== null && transparent.test(name)) {
      const given = argument === undefined ? null : this.of(argument, depth + 1);
      return given?.iterator === true && consumers.test(name) ? null : given;
    }
    const known = this.#ofKnown(origin);
    if (known !== null) return known;
    const made = this.#ofParts(call, callee, depth);
    if (made !== null) return made;
    if (call.type === 'NewExpression') return this.#ofConstructor(callee, depth);
    const fn = calledFunction(callee, this.#scopes);
    if (fn !== null) return this.ofFunction(fn, call, depth);
    return this.#ofImported(origin, 'call') ?? iteratorOf(call, callee, this.#scopes);
  }

  /** `create()(…)`, `new Emitter().on(…)`, `Array.from(list, () => new Slot())` */
  #ofParts(call: Call, callee: TSESTree.Node, depth: number): Statefulness | null {
    if (callee.type === 'CallExpression') {
      const known = this.#ofKnown(originOf(callee.callee, this.#scopes));
      if (known !== null) return known;
    }
    if (callee.type !== 'MemberExpression') return null;
    const method = keyName(callee) ?? '';
    const owner = inner(callee.object);
    const isMade = owner.type === 'NewExpression' || owner.type === 'CallExpression';
    if (isMade && chainable.test(method)) return this.of(owner, depth + 1);
    const given = call.arguments[method === 'from' ? 1 : 0];
    if (!(method === 'from' || method === 'map') || given === undefined) return null;
    if (call.type === 'NewExpression') return null;
    const callback = localFunction(given, this.#scopes);
    return callback === null ? null : this.ofFunction(callback, call, depth + 1);
  }

  /** What a function of the file returns keeps state. */
  ofFunction(
    fn: FunctionNode,
    call: TSESTree.CallExpression | null,
    depth: number,
  ): Statefulness | null {
    if (fn.generator) return iterator;
    if (fn.async && call?.parent.type !== 'AwaitExpression') return null;
    const returned = returnedBy(fn, this.#scopes.sourceCode.visitorKeys);
    if (returned.every((expression) => this.#isPrimitive(expression))) return null;
    const closure = this.#closureIn(fn, call);
    if (closure !== null) return closure;
    const captured = this.#captured(fn, depth);
    if (captured !== null) return captured;
    return first(returned, (expression) =>
      first(leaves(expression), (leaf) => this.#ofReturned(leaf, fn, depth)),
    );
  }

  /** Whether an expression is certainly a number, a truth or the like, behind which nothing is kept. */
  #isPrimitive(expression: TSESTree.Node): boolean {
    return leaves(expression).every((leaf) => {
      const variable = this.#scopes.resolve(leaf);
      return holdsPrimitives(
        variable === null ? [leaf] : shapesOf(variable, this.#scopes),
        this.#scopes,
      );
    });
  }

  /** What a returned closure reads keeps state itself. */
  #captured(fn: FunctionNode, depth: number): Statefulness | null {
    return first(capturedVariables(fn, this.#scopes, this.#evaluation), (variable) => {
      const found = first(shapesOf(variable, this.#scopes), (shape) => this.of(shape, depth + 1));
      return found === null ? null : { ...found, kind: 'closure', iterator: false };
    });
  }

  #ofReturned(leaf: TSESTree.Node, fn: FunctionNode, depth: number): Statefulness | null {
    if (leaf.type === 'MemberExpression') {
      return first(staticValues(leaf, fn, this.#scopes), (value) => this.of(value, depth + 1));
    }
    if (leaf.type !== 'Identifier') return this.#ofObject(leaf, depth) ?? this.of(leaf, depth + 1);
    const variable = this.#scopes.resolve(leaf);
    // What the function did not make itself is somebody else's to answer for.
    if (variable?.scope.block !== fn) return null;
    return first(shapesOf(variable, this.#scopes), (shape) =>
      shape === leaf || shape.type === 'Identifier'
        ? null
        : (this.#ofObject(shape, depth) ?? this.of(shape, depth + 1)),
    );
  }

  /** An object literal whose methods change it. */
  #ofObject(node: TSESTree.Node, depth: number): Statefulness | null {
    if (node.type !== 'ObjectExpression' || depth > 12) return null;
    const [write] = literalWrites(node, 'unknown', this.#scopes, this.#evaluation);
    return write === undefined
      ? null
      : { ...plain, reason: 'has methods that change it', write: write.node };
  }

  #ofConstructor(callee: TSESTree.Node, depth: number): Statefulness | null {
    if (depth > 12) return null;
    const local = localClass(callee, this.#scopes);
    if (local !== null) return this.#once(local, () => this.#ofClass(local, depth));
    const fn = localFunction(callee, this.#scopes);
    if (fn !== null) return this.#ofMaker(fn, callee, depth);
    const made = first(constructorsMadeFor(callee, this.#scopes), (each) =>
      isFunction(each)
        ? this.#ofMaker(each, callee, depth)
        : this.#once(each, () => this.#ofClass(each, depth)),
    );
    return made ?? this.#ofImported(originOf(callee, this.#scopes), 'new');
  }

  /** What a function makes that is called with `new`. */
  #ofMaker(fn: FunctionNode, callee: TSESTree.Node, depth: number): Statefulness | null {
    const write = constructorWrite(fn, this.#scopes, this.#evaluation);
    if (write !== null) return { ...plain, reason: 'has methods that change its fields', write };
    return (
      this.#closureIn(fn, callee) ??
      first(basesOf(fn, this.#scopes), (base) => this.#ofBase(base, depth))
    );
  }

  #ofBase(base: TSESTree.Node, depth: number): Statefulness | null {
    const known = this.#ofKnown(originOf(base, this.#scopes));
    return known ?? this.#ofConstructor(inner(base), depth + 1);
  }

  #closureIn(fn: FunctionNode, call: TSESTree.Node | null): Statefulness | null {
    const write = closureWrite(fn, call, this.#scopes, this.#evaluation, this.#neighbours);
    const reason = 'keeps a variable that it changes';
    return write === null ? null : { ...plain, kind: 'closure', reason, write };
  }

  #ofClass(node: ClassNode, depth: number): Statefulness | null {
    const write = classWrite(node, this.#scopes, this.#evaluation);
    if (write !== null) {
      const exemption = write.weak ? 'weak' : null;
      return {
        ...plain,
        reason: 'has methods that change its fields',
        write: write.node,
        exemption,
      };
    }
    const held = first(node.body.body, (member) =>
      member.type === 'PropertyDefinition' && !member.static && member.value !== null
        ? this.of(member.value, depth + 1)
        : null,
    );
    if (held !== null) return held;
    const maker = constructorOf(node);
    const closure = maker === null ? null : this.#closureIn(maker, node);
    if (closure !== null || node.superClass === null) return closure;
    return this.#ofBase(node.superClass, depth);
  }

  #ofKnown(origin: Origin | null): Statefulness | null {
    const entry = origin === null ? null : findKnowledge(origin);
    if (origin === null || entry === null) return null;
    return { ...plain, reason: entry.reason, exemption: entry.exemption ?? null, origin };
  }

  #once(node: TSESTree.Node, find: () => Statefulness | null): Statefulness | null {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    this.#known.set(node, null); // a circle adds nothing
    const found = find();
    this.#known.set(node, found);
    return found;
  }
}
