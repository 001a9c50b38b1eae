import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { findVariable, isDeclared } from './bindings.ts';

type Reference = TSESLint.Scope.Reference;
type Variable = TSESLint.Scope.Variable;

/** A name that is written in more places than a person writes is followed no further. */
const MOST_WRITES = 200;

/** Names that are searched for one by one; an index of all pays off after that. */
const MOST_SEARCHES = 30;

/**
 * The names of a file and what they mean. The scopes of a deeply nested place are far to climb to, and
 * the references of a name may be all of the file: where many are asked for, each is looked up once.
 */
export class Names {
  readonly #sourceCode: TSESLint.SourceCode;
  readonly #writes = new Map<Variable, readonly Reference[]>();
  #references: ReadonlyMap<TSESTree.Node, Reference> | undefined;
  #searches = 0;

  constructor(sourceCode: TSESLint.SourceCode) {
    this.#sourceCode = sourceCode;
  }

  /** The variable that an identifier means; undefined for a global that no code declares. */
  variable(identifier: TSESTree.Identifier): Variable | undefined {
    const reference = this.#nearby(identifier) ?? this.#indexed(identifier);
    if (reference === undefined) return findVariable(this.#sourceCode, identifier);
    const { resolved } = reference;
    return resolved && isDeclared(resolved) ? resolved : undefined;
  }

  /** Most files ask for a handful, which a look at their scopes tells sooner than an index. */
  #nearby(identifier: TSESTree.Identifier): Reference | undefined {
    if (this.#searches === MOST_SEARCHES) return undefined;
    this.#searches += 1;
    const { references } = this.#sourceCode.getScope(identifier);
    return references.find((reference) => reference.identifier === identifier);
  }

  #indexed(identifier: TSESTree.Identifier): Reference | undefined {
    this.#references ??= indexReferences(this.#sourceCode);
    return this.#references.get(identifier);
  }

  /** The writes to a variable, in the order of the text. */
  writes(variable: Variable): readonly Reference[] {
    let writes = this.#writes.get(variable);
    if (writes === undefined) {
      writes = variable.references.filter((reference) => reference.isWrite());
      if (writes.length > MOST_WRITES) writes = [];
      this.#writes.set(variable, writes);
    }
    return writes;
  }
}

function indexReferences({
  scopeManager,
}: TSESLint.SourceCode): ReadonlyMap<TSESTree.Node, Reference> {
  const index = new Map<TSESTree.Node, Reference>();
  for (const { references } of scopeManager?.scopes ?? []) {
    for (const reference of references) index.set(reference.identifier, reference);
  }
  return index;
}
