import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keyName, leaves, outer } from './syntax.ts';

type Variable = TSESLint.Scope.Variable;

/** Values by key; under null those whose key only the run tells. */
type ByKey<Value> = ReadonlyMap<string | null, readonly Value[]>;

/** What stands at the keys of literals and variables: tables are long, and are read over and over. */
export class PropertyIndex {
  readonly #literals = new Map<TSESTree.ObjectExpression, ByKey<TSESTree.Property>>();
  readonly #variables = new Map<Variable, ByKey<TSESTree.Node>>();

  /** The properties of a literal that may stand at a key; all of them, where none is given. */
  inLiteral(literal: TSESTree.ObjectExpression, key: string | null): readonly TSESTree.Property[] {
    if (key === null) return literal.properties.filter((each) => each.type === 'Property');
    let known = this.#literals.get(literal);
    if (known === undefined) {
      const pairs = literal.properties.flatMap((each) =>
        each.type === 'Property' ? [[keyName(each), each] as const] : [],
      );
      known = byKey(pairs);
      this.#literals.set(literal, known);
    }
    return [...(known.get(key) ?? []), ...(known.get(null) ?? [])];
  }

  /** What is assigned to a key of a variable: `variable.key = value`. */
  assigned(variable: Variable, key: string): readonly TSESTree.Node[] {
    let known = this.#variables.get(variable);
    if (known === undefined) {
      known = byKey(variable.references.flatMap(({ identifier }) => assignment(identifier)));
      this.#variables.set(variable, known);
    }
    return known.get(key) ?? [];
  }
}

function assignment(
  identifier: TSESTree.Node,
): readonly (readonly [key: string | null, value: TSESTree.Node])[] {
  const access = outer(identifier).parent;
  if (access?.type !== 'MemberExpression' || access.object !== identifier) return [];
  const { parent } = access;
  if (parent.type !== 'AssignmentExpression' || parent.left !== access) return [];
  return leaves(parent.right).map((value) => [keyName(access), value]);
}

function byKey<Value>(pairs: readonly (readonly [string | null, Value])[]): ByKey<Value> {
  const found = new Map<string | null, Value[]>();
  for (const [key, value] of pairs) {
    const same = found.get(key);
    if (same === undefined) found.set(key, [value]);
    else same.push(value);
  }
  return found;
}
