import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Scopes } from './scopes.ts';
import { inner, isFunction, keyName, leaves, outer } from './syntax.ts';
import { returnedBy } from './walk.ts';

interface ExportsObject {
  readonly node: TSESTree.Node;
  readonly scope: TSESLint.Scope.Scope;
}

/** What a CommonJS module gives to those who require it. */
export interface ExportsAssignment {
  /** The key that the value is exported under; null for the whole of the exports. */
  readonly key: string | null;
  readonly value: TSESTree.Node;
}

/** Every `exports.key = value` and `module.exports = value` of a CommonJS file. */
export function exportsAssignments(scopes: Scopes): ExportsAssignment[] {
  const objects = exportsObjects(scopes).map(({ node }) => node);
  const aliases = objects.flatMap((node) => aliasesOf(node, scopes));
  return [...objects, ...aliases].flatMap((node): ExportsAssignment[] => {
    const target = outer(node);
    const { parent } = target;
    if (parent?.type === 'CallExpression') return definition(parent, target, scopes);
    const member = parent?.type === 'MemberExpression' && parent.object === target ? parent : null;
    const left = outer(member ?? target);
    const assignment = left.parent;
    if (assignment?.type !== 'AssignmentExpression' || assignment.left !== left) return [];
    const key = member === null ? null : keyName(member);
    return member !== null && key === null ? [] : [{ key, value: assignment.right }];
  });
}

/** Where the file uses another name for its exports: `const util = exports;` */
function aliasesOf(node: TSESTree.Node, scopes: Scopes): TSESTree.Node[] {
  const declarator = outer(node).parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.init !== outer(node)) return [];
  return scopes
    .declared(declarator)
    .flatMap(({ references }) => references.map(({ identifier }) => identifier));
}

/** What a CommonJS module itself has put under the key of its exports that it reads. */
export function ownExport(access: TSESTree.MemberExpression, scopes: Scopes): TSESTree.Node | null {
  const key = keyName(access);
  const owner = inner(access.object);
  const isExports =
    owner.type === 'MemberExpression'
      ? keyName(owner) === 'exports' && scopes.globalName(inner(owner.object)) === 'module'
      : scopes.globalName(owner) === 'exports';
  if (key === null || !isExports) return null;
  const values = scopes.exportsAssignments
    .filter((each) => each.key === key)
    .flatMap(({ value }) => leaves(value))
    .filter(({ type }) => type !== 'UnaryExpression'); // `exports.key = void 0` before it all
  const [value, ...more] = values;
  return value === undefined || more.length > 0 ? null : value;
}

/** Every `exports` and `module.exports` of a CommonJS file. */
export function exportsObjects(scopes: Scopes): ExportsObject[] {
  return scopes.globalReferences.flatMap(({ identifier, from }): ExportsObject[] => {
    if (identifier.name === 'exports') return [{ node: identifier, scope: from }];
    if (identifier.name !== 'module') return [];
    const { parent } = outer(identifier);
    const isExports = parent?.type === 'MemberExpression' && keyName(parent) === 'exports';
    return isExports ? [{ node: parent, scope: from }] : [];
  });
}

/** Where the file reads a key of its exports that an assignment gives a value. */
export function readsOfExport(target: TSESTree.Node, scopes: Scopes): ExportsObject[] {
  const key = target.type === 'MemberExpression' ? keyName(target) : null;
  if (target.type !== 'MemberExpression' || key === null) return [];
  const objects = exportsObjects(scopes);
  if (!objects.some(({ node }) => node === inner(target.object))) return [];
  return objects.flatMap(({ node, scope }): ExportsObject[] => {
    const access = outer(node).parent;
    const isRead = access?.type === 'MemberExpression' && access.object === outer(node);
    return isRead && keyName(access) === key && access !== target ? [{ node: access, scope }] : [];
  });
}

/** `Object.defineProperty(exports, 'key', { enumerable: true, get: () => value })` */
function definition(
  call: TSESTree.CallExpression,
  target: TSESTree.Node,
  scopes: Scopes,
): ExportsAssignment[] {
  const [object, key, descriptor] = call.arguments;
  if (object !== target || key?.type !== 'Literal') return [];
  if (descriptor?.type !== 'ObjectExpression') return [];
  return descriptor.properties.flatMap((property): ExportsAssignment[] => {
    if (property.type !== 'Property' || keyName(property) !== 'get') return [];
    const getter = inner(property.value);
    const values = isFunction(getter) ? returnedBy(getter, scopes.sourceCode.visitorKeys) : [];
    return values.map((value) => ({ key: String(key.value), value }));
  });
}
