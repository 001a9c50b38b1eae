import type { Kind } from './kinds.ts';
import type { Origin } from './knowledge/index.ts';
import type { Statefulness } from './statefulness.ts';

/** How a callee is used: called with `new`, or without. */
export type Making = 'call' | 'new';

/** What a file may ask about what it imports from other files of the project. */
export interface Neighbours {
  /** Why what an exported class or function makes keeps state; null where nobody can tell. */
  made(origin: Origin, making: Making): Statefulness | null;
  /** Whether an export is certainly a number, a string or the like, in which nothing can change. */
  isPrimitive(origin: Origin): boolean;
  /** Whether an exported function changes the argument of that kind that it is given at an index. */
  changesArgument(origin: Origin, index: number, kind: Kind | null): boolean;
  /** Whether an exported function returns the global object. */
  returnsGlobalObject(origin: Origin): boolean;
}
