import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { firstAwait, isAwaited, isPromiseCallback } from './awaits.ts';
import { isReadAtOnce, isSyncCallback } from './callbacks.ts';
import { parameterOf, parametersAt } from './local-functions.ts';
import { frameOf, type Frame, type Scopes } from './scopes.ts';
import {
  directCall,
  inner,
  isClass,
  isFunction,
  keyName,
  outer,
  type FunctionNode,
  type Call,
} from './syntax.ts';
import { walk } from './walk.ts';

type Scope = TSESLint.Scope.Scope;

/** A place in the text together with the frame whose run reaches it. */
export interface Place {
  readonly node: TSESTree.Node;
  readonly frame: Frame;
}

/** Who runs a function or makes an instance of a class, as far as the file shows. */
interface Callers {
  /** Somebody unknown may run it at any time: it is exported, stored, returned or passed on. */
  readonly escapes: boolean;
  readonly places: readonly Place[];
}

/** How far callbacks that run callbacks are followed. */
const maximumDepth = 40;

/**
 * Tells what runs while the module evaluates from what runs later. Immediately invoked functions,
 * synchronous callbacks, static blocks and functions that only such code calls belong to the
 * evaluation; whatever somebody else may call, at a time of his own, does not.
 */
export class Evaluation {
  readonly #scopes: Scopes;
  readonly #callers = new Map<object, Callers>();
  readonly #later = new Map<Frame, boolean>();
  readonly #firstAwait = new Map<FunctionNode, number>();
  #depth = 0;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  place(node: TSESTree.Node, scope: Scope): Place {
    return { node, frame: frameOf(scope) };
  }

  /** Whether the code at a place may run after the module has been evaluated. */
  isLater(place: Place): boolean {
    const seen = new Set<Frame>();
    const pending = [place];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { frame } = next;
      if (frame.type === 'Program') continue;
      if (this.#later.get(frame) === true || this.#isAfterAwait(next)) return true;
      if (seen.has(frame)) continue;
      seen.add(frame);
      const { escapes, places } = this.callers(frame);
      if (escapes) {
        this.#later.set(frame, true);
        return true;
      }
      pending.push(...places);
    }
    return false;
  }

  /** Whether the code at a place runs, if it runs, before a call of the owner returns. */
  isWithin(place: Place, owner: Frame): boolean {
    const seen = new Set<Frame>();
    const pending = [place];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { frame } = next;
      if (this.#isAfterAwait(next)) return false;
      if (frame === owner || seen.has(frame)) continue;
      if (frame.type === 'Program') return false;
      seen.add(frame);
      const { escapes, places } = this.callers(frame);
      if (escapes) return false;
      pending.push(...places);
    }
    return true;
  }

  /** Who runs the code of a function, or makes instances of a class. */
  callers(frame: Frame): Callers {
    return this.#once(frame, () => this.#findCallers(frame));
  }

  /** Finds callers once; what is met again while it is being sought adds nothing. */
  #once(key: object, find: () => Callers): Callers {
    const known = this.#callers.get(key);
    if (known !== undefined) return known;
    this.#callers.set(key, { escapes: false, places: [] });
    this.#depth += 1;
    const callers = this.#depth > maximumDepth ? unknownCallers : find();
    this.#depth -= 1;
    this.#callers.set(key, callers);
    return callers;
  }

  #findCallers(frame: Frame): Callers {
    if (frame.type === 'Program') return { escapes: false, places: [] };
    const callers = this.#findStarters(frame);
    // What a generator does, it does for whoever reads it, when he reads it.
    const isReadLater = isFunction(frame) && frame.generator;
    return isReadLater && !callers.places.every(({ node }) => isReadAtOnce(node, this.#scopes))
      ? unknownCallers
      : callers;
  }

  #findStarters(frame: Exclude<Frame, TSESTree.Program>): Callers {
    const { parent } = frame;
    if (parent.type === 'MethodDefinition' && parent.value === frame) {
      return this.#methodCallers(parent);
    }
    if (frame.type !== 'FunctionDeclaration' && frame.type !== 'ClassDeclaration') {
      return this.#usesOf(frame);
    }
    if (frame.id === null || isExported(frame)) return unknownCallers;
    const variable = this.#scopes.bound(frame.id, frame);
    return variable === null ? unknownCallers : this.#variableCallers(variable, frame);
  }

  /** A private method runs when its class calls it; any other whenever somebody likes. */
  #methodCallers(method: TSESTree.MethodDefinition): Callers {
    const isPrivate = method.key.type === 'PrivateIdentifier' || method.accessibility === 'private';
    if (!isPrivate || method.kind !== 'method') return unknownCallers;
    const name = keyName(method);
    const places: Place[] = [];
    const elsewhere: TSESTree.Node[] = [];
    walk(method.parent, this.#scopes.sourceCode.visitorKeys, (node) => {
      if (node.type !== 'MemberExpression' || keyName(node) !== name) return true;
      const call = outer(node).parent;
      if (call?.type === 'CallExpression' && call.callee === outer(node)) {
        places.push({ node: call, frame: this.#frameAt(call) });
      } else elsewhere.push(node);
      return true;
    });
    return elsewhere.length > 0 || places.length === 0
      ? unknownCallers
      : { escapes: false, places };
  }

  /** What happens to a function or class expression where it stands. */
  #usesOf(node: TSESTree.Node): Callers {
    const call = directCall(node);
    if (call !== null) return this.#calledAt(call);
    const value = outer(node);
    const { parent } = value;
    if (parent === undefined) return unknownCallers;
    if (parent.type === 'VariableDeclarator' && parent.init === value) {
      if (parent.id.type !== 'Identifier' || isExported(parent.parent)) return unknownCallers;
      const variable = this.#scopes.bound(parent.id, parent);
      return variable === null ? unknownCallers : this.#variableCallers(variable, node);
    }
    if (parent.type === 'AssignmentExpression' && parent.right === value) {
      const variable = this.#scopes.resolve(inner(parent.left));
      const isStatement = parent.parent.type === 'ExpressionStatement';
      return variable === null || !isStatement
        ? unknownCallers
        : this.#variableCallers(variable, node);
    }
    if (parent.type === 'CallExpression' || parent.type === 'NewExpression') {
      return this.#passedTo(parent, parent.arguments.indexOf(value as TSESTree.Expression));
    }
    return unknownCallers;
  }

  #calledAt(call: Call): Callers {
    return { escapes: false, places: [{ node: call, frame: this.#frameAt(call) }] };
  }

  #variableCallers(variable: TSESLint.Scope.Variable, self: TSESTree.Node): Callers {
    return this.#once(variable, () => this.#findVariableCallers(variable, self));
  }

  #findVariableCallers(variable: TSESLint.Scope.Variable, self: TSESTree.Node): Callers {
    const places: Place[] = [];
    let used = false;
    const own = isClass(self) || isFunction(self) ? this.#scopes.ownName(self) : null;
    for (const reference of [...variable.references, ...(own?.references ?? [])]) {
      if (!reference.isRead() || isTypeOnly(reference)) continue;
      if (isPrototypeOwner(reference.identifier)) continue;
      used = true;
      const callers = this.#usesOf(reference.identifier);
      if (callers.escapes) return unknownCallers;
      places.push(...callers.places);
    }
    // A function that nothing calls here is there for somebody else.
    return used ? { escapes: false, places } : unknownCallers;
  }

  /** A callback runs where a known callee, or a function of this file, calls it at once. */
  #passedTo(call: Call, index: number): Callers {
    if (isSyncCallback(call, index, this.#scopes)) return this.#calledAt(call);
    if (isAwaited(call) && isPromiseCallback(call)) return this.#calledAt(call);
    const targets = parametersAt(call, index, this.#scopes);
    const isKnown = targets.length > 0 && targets.length === this.#calleesOf(call);
    const atOnce =
      isKnown && targets.every(({ callee, parameter }) => this.#callsAtOnce(callee, parameter));
    return atOnce ? this.#calledAt(call) : unknownCallers;
  }

  /** How many functions a call may run: the one that it names, or all that the file hands it. */
  #calleesOf({ callee }: Call): number {
    const parameter = parameterOf(inner(callee), this.#scopes);
    if (parameter === null) return 1;
    const { escapes, places } = this.callers(parameter.owner);
    return escapes ? Infinity : places.length;
  }

  #callsAtOnce(callee: FunctionNode, parameter: TSESTree.Parameter): boolean {
    const variable = parameter.type === 'Identifier' ? this.#scopes.bound(parameter, callee) : null;
    if (variable === null) return false;
    const { escapes, places } = this.#variableCallers(variable, parameter);
    return !escapes && places.every((place) => this.isWithin(place, callee));
  }

  #frameAt(node: TSESTree.Node): Frame {
    return frameOf(this.#scopes.sourceCode.getScope(node));
  }

  /** After the first `await` of an async function whose call nobody awaits, it is later. */
  #isAfterAwait({ node, frame }: Place): boolean {
    if (!isFunction(frame) || !frame.async) return false;
    let first = this.#firstAwait.get(frame);
    if (first === undefined) {
      first = firstAwait(frame, this.#scopes.sourceCode.visitorKeys);
      this.#firstAwait.set(frame, first);
    }
    if (node.range[1] < first) return false;
    const { escapes, places } = this.callers(frame);
    return escapes || !places.every((place) => isAwaited(place.node));
  }
}

const unknownCallers: Callers = Object.freeze({ escapes: true, places: Object.freeze([]) });

/** `Maker.prototype` runs nothing. */
function isPrototypeOwner(identifier: TSESTree.Node): boolean {
  const { parent } = outer(identifier);
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === outer(identifier) &&
    keyName(parent) === 'prototype'
  );
}

function isTypeOnly(reference: TSESLint.Scope.Reference): boolean {
  return 'isValueReference' in reference && !reference.isValueReference;
}

function isExported(declaration: TSESTree.Node): boolean {
  const { parent } = declaration;
  return parent?.type === 'ExportNamedDeclaration' || parent?.type === 'ExportDefaultDeclaration';
}
