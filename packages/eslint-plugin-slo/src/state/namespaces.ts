import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Scopes } from './scopes.ts';
import { inner, keyName, outer } from './syntax.ts';

type Variable = TSESLint.Scope.Variable;

/** `Names.list` for a `list` that the TypeScript namespace `Names` exports. */
export function namespaceAccesses({ name, defs }: Variable, scopes: Scopes): TSESTree.Node[] {
  return defs.flatMap(({ parent }) => {
    const around = parent?.parent;
    const namespace = around?.type === 'ExportNamedDeclaration' ? around.parent.parent : undefined;
    if (namespace?.type !== 'TSModuleDeclaration') return [];
    return scopes.declared(namespace).flatMap(({ references }) =>
      references.flatMap(({ identifier }) => {
        const access = outer(identifier).parent;
        const isAccess = access?.type === 'MemberExpression' && keyName(access) === name;
        return isAccess ? [access] : [];
      }),
    );
  });
}

/** Whether it is a variable that a TypeScript namespace exports, which answers for itself. */
export function isNamespaceMember(
  { object }: TSESTree.MemberExpression,
  key: string | null,
  scopes: Scopes,
): boolean {
  const definitions = scopes.resolve(inner(object))?.defs ?? [];
  return definitions.some(
    ({ node }) =>
      node.type === 'TSModuleDeclaration' &&
      node.body?.body.some(
        (statement) =>
          statement.type === 'ExportNamedDeclaration' &&
          statement.declaration?.type === 'VariableDeclaration' &&
          statement.declaration.declarations.some(
            ({ id }) => id.type === 'Identifier' && id.name === key,
          ),
      ) === true,
  );
}
