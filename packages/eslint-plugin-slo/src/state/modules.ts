import type { TSESTree } from '@typescript-eslint/utils';
import { ownExport } from './common-js.ts';
import type { Origin } from './knowledge/index.ts';
import type { Scopes } from './scopes.ts';
import { inner, keyName, type Call } from './syntax.ts';

/** The names of the global object, which has every other global as a property. */
const globalObjects = /^(?:globalThis|window|self|global)$/;

/** Whether a global of that name is the global object itself. */
export function isGlobalObject(name: string): boolean {
  return globalObjects.test(name);
}

/** What compilers call the functions around a `require` that give it a default export. */
const interopHelpers =
  /^_*(?:importDefault|importStar|interop(?:Require|Default|Namespace)\w*|toESM)\d*$/;

/** Where the value of a name or a member access comes from; null for what the file itself makes. */
export function originOf(expression: TSESTree.Node, scopes: Scopes): Origin | null {
  const keys: string[] = [];
  let node = inner(expression);
  // Renamings of renamings are followed, but no circle of them.
  for (let step = 0; step < 20; step += 1) {
    if (node.type === 'MemberExpression') {
      const own = ownExport(node, scopes);
      if (own !== null) {
        node = own;
        continue;
      }
      const key = keyName(node);
      if (key === null) return null;
      keys.unshift(key);
      node = inner(node.object);
      continue;
    }
    node = withoutInterop(withoutBind(node));
    if (node.type === 'MemberExpression') continue;
    const required = requiredModule(node, scopes);
    if (required !== null) return joined({ from: required, name: '*' }, keys);
    if (node.type !== 'Identifier') return null;
    const global = scopes.globalName(node);
    if (global !== null) return joined({ from: 'global', name: global }, keys);
    const [definition, ...more] = scopes.resolve(node)?.defs ?? [];
    if (definition === undefined || more.length > 0) return null;
    const imported = importedAs(definition.node);
    if (imported !== null) return joined(imported, keys);
    const declarator = definition.node;
    if (declarator.type !== 'VariableDeclarator' || declarator.init === null) return null;
    const path = patternPath(declarator.id, definition.name);
    if (path === null) return null;
    keys.unshift(...path);
    node = inner(declarator.init);
    if (node.type === 'AwaitExpression') node = inner(node.argument);
  }
  return null;
}

/** The global, or what is inside one, that an expression stands for: `Object.assign`. */
export function globalPath(expression: TSESTree.Node, scopes: Scopes): string | null {
  const origin = originOf(expression, scopes);
  return origin?.from === 'global' ? origin.name : null;
}

/** The module that `require('…')` or `import('…')` loads. */
export function requiredModule(node: TSESTree.Node, scopes: Scopes): string | null {
  if (node.type === 'ImportExpression') return moduleName(node.source);
  if (node.type !== 'CallExpression') return null;
  if (scopes.globalName(inner(node.callee)) !== 'require') return null;
  return moduleName(node.arguments[0]);
}

/** `__importDefault(require('…'))` stands for the module, its default export under `default`. */
export function withoutInterop(node: TSESTree.Node): TSESTree.Node {
  if (node.type !== 'CallExpression' || !isInteropHelper(node)) return node;
  const [module] = node.arguments;
  return module?.type === 'CallExpression' ? module : node;
}

/** `Object.defineProperty.bind(Object)` is the function that it binds. */
function withoutBind(node: TSESTree.Node): TSESTree.Node {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1) return node;
  const callee = inner(node.callee);
  const isBind = callee.type === 'MemberExpression' && keyName(callee) === 'bind';
  return isBind ? inner(callee.object) : node;
}

/** Whether a call is one that a compiler wraps around a `require`. */
export function isInteropHelper({ callee }: Call): boolean {
  const helper = inner(callee);
  const name =
    helper.type === 'Identifier'
      ? helper.name
      : helper.type === 'MemberExpression'
        ? keyName(helper)
        : null;
  return name !== null && interopHelpers.test(name);
}

/** What an import declaration binds a name to. */
function importedAs(node: TSESTree.Node): Origin | null {
  if (node.type === 'TSImportEqualsDeclaration') {
    if (node.moduleReference.type !== 'TSExternalModuleReference') return null;
    const from = moduleName(node.moduleReference.expression);
    return from === null ? null : { from, name: '*' };
  }
  if (node.parent?.type !== 'ImportDeclaration') return null;
  const from = moduleName(node.parent.source);
  if (from === null) return null;
  if (node.type === 'ImportDefaultSpecifier') return { from, name: 'default' };
  if (node.type === 'ImportNamespaceSpecifier') return { from, name: '*' };
  if (node.type !== 'ImportSpecifier') return null;
  const { imported } = node;
  return { from, name: imported.type === 'Identifier' ? imported.name : imported.value };
}

function moduleName(node: TSESTree.Node | undefined): string | null {
  if (node?.type !== 'Literal' || typeof node.value !== 'string') return null;
  return node.value.replace(/^node:/, '');
}

/** The keys under which a destructuring pattern finds an identifier, outermost first. */
function patternPath(pattern: TSESTree.Node, identifier: TSESTree.Node): string[] | null {
  if (pattern === identifier) return [];
  if (pattern.type !== 'ObjectPattern') return null;
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue;
    const value =
      property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    const key = keyName(property);
    const rest = key === null ? null : patternPath(value, identifier);
    if (rest !== null && key !== null) return [key, ...rest];
  }
  return null;
}

function joined({ from, name }: Origin, keys: readonly string[]): Origin {
  const [first, ...rest] = keys;
  if (first === undefined) return { from, name };
  const isWhole = name === '*' || name === 'default' || (from === 'global' && isGlobalObject(name));
  if (!isWhole) return { from, name: [name, ...keys].join('.') };
  // `module.default` of a CommonJS interop is the module's default export.
  if (first === 'default' && rest.length > 0) return joined({ from, name: 'default' }, rest);
  return { from, name: keys.join('.') };
}
