import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Place } from './evaluation.ts';
import type { Held } from './held.ts';
import { kindOf, type Kind } from './kinds.ts';
import { isMutator } from './mutators.ts';
import { frameOf, type Scopes } from './scopes.ts';

/** A change of a tracked object. */
export interface Write extends Place, Pick<Held, 'during' | 'weak'> {
  /** The key of the tracked object that is changed, or through which the change goes. */
  readonly field: string | null;
  /** Whether something inside the object changes, and not the object itself. */
  readonly deep: boolean;
  /** What is stored, when the text shows it. */
  readonly value: TSESTree.Node | null;
  /** Whether it moves the position that a regular expression keeps. */
  readonly regExp: boolean;
  /** Whether it happens when somebody calls what is made here, and not here. */
  readonly deferred: boolean;
}

type WriteDetails = Partial<Pick<Write, 'deferred' | 'regExp' | 'value' | 'weak'>> & {
  readonly key?: string | null;
};

/** A method call that changes the object only if it is the right kind of container. */
interface Doubt extends Write {
  readonly method: string;
}

/** Collects what changes one object. */
export class Changes {
  readonly #scopes: Scopes;
  readonly #writes: Write[] = [];
  readonly #doubts: Doubt[] = [];

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  add(
    node: TSESTree.Node,
    scope: TSESLint.Scope.Scope,
    held: Held,
    details: WriteDetails = {},
  ): void {
    const { key = null, ...rest } = details;
    const movesRegExp =
      key === 'lastIndex' && kindsOf(held, this.#scopes).includes('statefulRegExp');
    this.#writes.push({ ...describe(node, scope, held, key), regExp: movesRegExp, ...rest });
  }

  /** Adds a call of a method on something whose kind only what is stored there can tell. */
  doubt(node: TSESTree.Node, scope: TSESLint.Scope.Scope, held: Held, method: string): void {
    this.#doubts.push({ ...describe(node, scope, held, null), method });
  }

  /** Every change, those of the doubtful calls included that what is stored confirms. */
  settle(): Write[] {
    for (const { method, ...write } of this.#doubts.splice(0)) {
      const stored = this.#writes.filter(
        ({ field, value }) => value !== null && (field === write.field || field === null),
      );
      const kinds = stored.map(({ value }) => kindOf(value as TSESTree.Node, this.#scopes));
      if (kinds.some((kind) => kind !== null && isMutator(kind, method))) this.#writes.push(write);
    }
    return this.#writes;
  }
}

/** The kinds of container that a value may be. */
export function kindsOf({ shapes }: Held, scopes: Scopes): Kind[] {
  return shapes.flatMap((shape) => kindOf(shape, scopes) ?? []);
}

function describe(
  node: TSESTree.Node,
  scope: TSESLint.Scope.Scope,
  held: Held,
  key: string | null,
): Write {
  return {
    node,
    frame: frameOf(scope),
    during: held.during,
    deep: held.field !== undefined,
    field: held.field === undefined ? key : held.field,
    value: null,
    weak: held.weak,
    regExp: false,
    deferred: false,
  };
}
