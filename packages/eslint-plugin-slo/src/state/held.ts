import { kindOf, unfrozen, type Shape } from './kinds.ts';
import { membersOf } from './members.ts';
import type { Scopes } from './scopes.ts';
import type { FunctionNode } from './syntax.ts';

/** A key of an object; null for any, a list for any but these. */
type Key = string | readonly string[] | null;

/** A tracked object as an expression or a variable holds it. */
export interface Held {
  /** The keys to read before the tracked object is reached: `[object]` and `{ a: object }` wrap it. */
  readonly path: readonly Key[];
  /** The first key that was read from the tracked object; undefined while it is the object itself. */
  readonly field: string | null | undefined;
  /** Whether it was read out of a weak collection. */
  readonly weak: boolean;
  /** What may have made the value held. */
  readonly shapes: readonly Shape[];
  /** Whether it stands in where something else is missing: `given || object`. */
  readonly fallback: boolean;
  /** How many calls the value has gone through. */
  readonly hops: number;
  /** The function within whose call, itself part of the evaluation, the value arrived. */
  readonly during: FunctionNode | null;
}

/** A tracked object as what holds it first holds it. */
export function heldObject(shapes: readonly Shape[]): Held {
  return {
    path: [],
    field: undefined,
    weak: false,
    fallback: false,
    hops: 0,
    shapes,
    during: null,
  };
}

/** The value after one more key has been read; null when that key leads elsewhere. */
export function readKey(held: Held, key: string | null, scopes: Scopes): Held | null {
  const [needed, ...rest] = held.path;
  if (needed !== undefined) {
    const isRead =
      key === null ||
      (typeof needed === 'string' ? needed === key : needed?.includes(key) !== true);
    return isRead ? { ...held, path: rest } : null;
  }
  const shapes = membersOf(held.shapes, key, scopes);
  const isElsewhere =
    shapes.length > 0 &&
    shapes.every((shape) => kindOf(shape, scopes) === 'primitive' || isOfModule(shape, scopes));
  return isElsewhere
    ? null
    : { ...held, shapes, field: held.field === undefined ? key : held.field };
}

/** Whether a literal only lists what the module has, or imports, under a name of its own. */
function isOfModule(shape: Shape, scopes: Scopes): boolean {
  if (shape.parent?.type !== 'Property' && shape.parent?.type !== 'ArrayExpression') return false;
  const variable = shape.type === 'Identifier' ? scopes.resolve(shape) : null;
  return variable !== null && scopes.program.includes(variable.scope);
}

/** What a loop over the value gives: its elements, or the entries of a Map. */
export function elementOf(held: Held, scopes: Scopes): Held | null {
  const element = readKey(held, null, scopes);
  const isMap =
    held.path.length === 0 && held.shapes.some((shape) => kindOf(shape, scopes) === 'map');
  return element !== null && isMap ? wrapped(element, '1') : element;
}

/** A shallow copy: the copy is another object, what it holds is the same, save what is replaced. */
export function copyOf(held: Held, scopes: Scopes, replaced: readonly string[] = []): Held | null {
  if (held.path.length > 0) return held;
  const part = readKey(held, null, scopes) ?? { ...held, shapes: [], field: null };
  return wrapped(part, replaced.length > 0 ? replaced : null);
}

/** The list of key and value pairs of an object or a Map. */
export function entriesOf(held: Held, scopes: Scopes): Held | null {
  const value = readKey(held, null, scopes);
  const entry = value === null ? null : wrapped(value, '1');
  return entry === null ? null : wrapped(entry, null);
}

/** The value inside a literal at a key; null where it would be too deep to follow. */
export function wrapped(held: Held, key: Key): Held | null {
  // Three wrappings deep nobody follows a value by eye either.
  return held.path.length > 2 ? null : { ...held, path: [key, ...held.path] };
}

/** Whether the value can only be frozen literals, whose properties never change. */
export function isFrozen({ shapes }: Held, scopes: Scopes): boolean {
  return shapes.length > 0 && shapes.every((shape) => unfrozen(shape, scopes).frozen);
}

/**
 * Whether a value has gone through so many calls that what it is there says little of the object: an
 * object handed on as it is keeps its identity longer than its parts, or what it is a part of.
 */
export function isFar({ hops, path, field }: Held): boolean {
  return hops >= (path.length === 0 && field === undefined ? 6 : 2);
}

/** Whether following both would find the same. */
export function isSameHolding(a: Held, b: Held): boolean {
  return (
    a.during === b.during &&
    a.field === b.field &&
    a.fallback === b.fallback &&
    a.path.join() === b.path.join()
  );
}
