import type { TSESTree } from '@typescript-eslint/utils';
import type { Origin } from './knowledge/index.ts';
import { originOf } from './modules.ts';
import type { Scopes } from './scopes.ts';
import { isClass, isFunction, leaves } from './syntax.ts';
import { valuesAt } from './values-at.ts';

/** What stands behind the name of an export: code of the file itself, or another module's export. */
export type Exported = TSESTree.Node | Origin;

/** What a module gives to those who import a name, `*` for all of it, `name.key` for a member. */
export function exportedAs(path: string, scopes: Scopes): Exported[] {
  const [name = '*', ...keys] = path.split('.');
  const named = name === '*' ? [] : [...exportsOf(name, scopes), ...commonJs(name, scopes)];
  if (named.length > 0) return named.flatMap((each) => membersAt(each, keys, scopes));
  const rest = name === '*' || name === 'default' ? keys : [name, ...keys];
  const whole = [...exportsOf('default', scopes), ...commonJs(null, scopes)];
  return whole.flatMap((each) => membersAt(each, rest, scopes));
}

/** What the `export` statements of a module export under a name. */
function exportsOf(name: string, { sourceCode }: Scopes): Exported[] {
  return sourceCode.ast.body.flatMap((statement): Exported[] => {
    switch (statement.type) {
      case 'ExportDefaultDeclaration':
        return name === 'default' ? [statement.declaration] : [];
      case 'TSExportAssignment':
        return name === 'default' ? [statement.expression] : [];
      case 'ExportAllDeclaration': {
        const from = statement.source.value;
        if (statement.exported !== null) {
          return nameOf(statement.exported) === name ? [{ from, name: '*' }] : [];
        }
        return name === 'default' ? [] : [{ from, name }];
      }
      case 'ExportNamedDeclaration':
        return namedExports(statement, name);
      default:
        return [];
    }
  });
}

function namedExports(statement: TSESTree.ExportNamedDeclaration, name: string): Exported[] {
  const { declaration, source, specifiers } = statement;
  if (isClass(declaration) || isFunction(declaration)) {
    return declaration.id?.name === name ? [declaration] : [];
  }
  if (declaration?.type === 'VariableDeclaration') {
    const ids = declaration.declarations.map(({ id }) => id);
    return ids.filter((id) => id.type === 'Identifier' && id.name === name);
  }
  return specifiers
    .filter(({ exported }) => nameOf(exported) === name)
    .map(({ local }) => (source === null ? local : { from: source.value, name: nameOf(local) }));
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** What a CommonJS module assigns to a key of its exports; to all of them, without a key. */
function commonJs(name: string | null, scopes: Scopes): Exported[] {
  return scopes.exportsAssignments
    .filter(({ key }) => key === name)
    .flatMap(({ value }) => leaves(value));
}

/** What stands under the keys of an object, a class or a module. */
function membersAt(exported: Exported, keys: readonly string[], scopes: Scopes): Exported[] {
  if (!('type' in exported)) return [{ ...exported, name: [exported.name, ...keys].join('.') }];
  const origin = originOf(exported, scopes);
  if (origin !== null) {
    if (origin.from !== 'global') return membersAt(origin, keys, scopes);
    return keys.length === 0 ? [exported] : [];
  }
  const [key, ...rest] = keys;
  if (key === undefined) return [exported];
  return valuesAt(exported, key, scopes).flatMap((each) => membersAt(each, rest, scopes));
}
