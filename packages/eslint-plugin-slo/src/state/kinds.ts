import type { TSESTree } from '@typescript-eslint/utils';
import { ownExport } from './common-js.ts';
import type { Scopes } from './scopes.ts';
import { inner, isClass, isFunction, keyName, type ClassNode, type Call } from './syntax.ts';

/** What sort of thing an expression makes, as far as it decides which methods change it. */
export type Kind =
  | 'array'
  | 'buffer'
  | 'class'
  | 'dataView'
  | 'date'
  | 'fields'
  | 'function'
  | 'map'
  | 'object'
  | 'regexp'
  | 'set'
  | 'statefulRegExp'
  | 'typedArray'
  | 'weakMap'
  | 'weakSet'
  | 'primitive';

/**
 * What may have made a value: an expression, the type annotation that describes it, or the body of
 * a class for an instance of it.
 */
export type Shape = TSESTree.Node;

/** The constructors of the language and the platform whose instances have methods that change them. */
const constructors: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['Array', 'array'],
  ['Buffer', 'buffer'],
  ['DataView', 'dataView'],
  ['Date', 'date'],
  ['FormData', 'fields'],
  ['Headers', 'fields'],
  ['Map', 'map'],
  ['Object', 'object'],
  ['ReadonlyArray', 'array'],
  ['Record', 'object'],
  ['Partial', 'object'],
  ['Set', 'set'],
  ['URLSearchParams', 'fields'],
  ['WeakMap', 'weakMap'],
  ['WeakSet', 'weakSet'],
  ['Float16Array', 'typedArray'],
  ['Float32Array', 'typedArray'],
  ['Float64Array', 'typedArray'],
  ['Int8Array', 'typedArray'],
  ['Int16Array', 'typedArray'],
  ['Int32Array', 'typedArray'],
  ['Uint8Array', 'typedArray'],
  ['Uint8ClampedArray', 'typedArray'],
  ['Uint16Array', 'typedArray'],
  ['Uint32Array', 'typedArray'],
  ['BigInt64Array', 'typedArray'],
  ['BigUint64Array', 'typedArray'],
]);

/** The kind of the instances of a class of that name, or of what such an interface describes. */
export function kindOfInstances(name: string): Kind | null {
  return name.startsWith('Readonly') ? null : (constructors.get(name) ?? null);
}

/** Static functions of the language that make a fresh container. */
const makers: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['Array.from', 'array'],
  ['Array.of', 'array'],
  ['Buffer.alloc', 'buffer'],
  ['Buffer.allocUnsafe', 'buffer'],
  ['Buffer.allocUnsafeSlow', 'buffer'],
  ['Buffer.concat', 'buffer'],
  ['Buffer.from', 'buffer'],
  ['Map.groupBy', 'map'],
  ['Object.assign', 'object'],
  ['Object.create', 'object'],
  ['Object.entries', 'array'],
  ['Object.fromEntries', 'object'],
  ['Object.getOwnPropertyNames', 'array'],
  ['Object.groupBy', 'object'],
  ['Object.keys', 'array'],
  ['Object.values', 'array'],
  ['Reflect.ownKeys', 'array'],
]);

/** Methods that make a fresh array, whatever they are called on. */
const arrayMethods: ReadonlySet<string> = new Set([
  'filter',
  'flat',
  'flatMap',
  'map',
  'split',
  'toReversed',
  'toSorted',
  'toSpliced',
]);

/** Sealing keeps an object what it is; freezing also keeps it from changing. */
const guards: ReadonlySet<string> = new Set(['freeze', 'preventExtensions', 'seal']);

/** The literal inside `Object.freeze(…)`, and whether it was frozen. */
export function unfrozen(shape: Shape, scopes: Scopes): { shape: Shape; frozen: boolean } {
  const node = inner(shape);
  if (node.type !== 'CallExpression') return { shape: node, frozen: false };
  const callee = inner(node.callee);
  const argument = node.arguments[0];
  if (
    callee.type !== 'MemberExpression' ||
    argument === undefined ||
    !guards.has(keyName(callee) ?? '') ||
    scopes.globalName(inner(callee.object)) !== 'Object'
  ) {
    return { shape: node, frozen: false };
  }
  return { shape: inner(argument), frozen: keyName(callee) === 'freeze' };
}

/** The kind of what an expression makes or a type describes; null when the text does not tell. */
export function kindOf(shape: Shape, scopes: Scopes): Kind | null {
  const node = unfrozen(shape, scopes).shape;
  switch (node.type) {
    case 'ArrayExpression':
    case 'TSArrayType':
    case 'TSTupleType':
      return 'array';
    case 'ObjectExpression':
    case 'TSTypeLiteral':
    case 'TSMappedType':
      return 'object';
    case 'Literal':
      if (!('regex' in node)) return 'primitive';
      return /[gy]/.test(node.regex.flags) ? 'statefulRegExp' : 'regexp';
    case 'TemplateLiteral':
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'UpdateExpression':
      return 'primitive';
    case 'NewExpression':
      return constructed(node, scopes);
    case 'CallExpression':
      return called(node, scopes);
    case 'ClassBody': {
      const name = node.parent.superClass && scopes.globalName(inner(node.parent.superClass));
      return name ? (constructors.get(name) ?? null) : null;
    }
    case 'TSTypeOperator':
      return node.typeAnnotation ? kindOf(node.typeAnnotation, scopes) : null;
    case 'TSTypeReference':
      return node.typeName.type === 'Identifier'
        ? (constructors.get(node.typeName.name) ?? null)
        : null;
    default:
      if (isFunction(node)) return 'function';
      return isClass(node) ? 'class' : null;
  }
}

function constructed(node: TSESTree.NewExpression, scopes: Scopes): Kind | null {
  const name = globalConstructor(node.callee, scopes);
  if (name === 'RegExp') return regExpKind(node, scopes);
  const local = localClass(node.callee, scopes);
  if (local !== null) return kindOf(local.body, scopes);
  return constructors.get(name ?? importedCollection(node.callee, scopes) ?? '') ?? null;
}

/** `Map` and its like, where they are imported from what stands in for them in old environments. */
function importedCollection(callee: TSESTree.Node, scopes: Scopes): string | null {
  const variable = callee.type === 'Identifier' ? scopes.resolve(callee) : null;
  const isImported = variable?.defs.some(({ type }) => (type as string) === 'ImportBinding');
  return isImported === true && /^(?:Weak)?(?:Map|Set)$/.test(variable?.name ?? '')
    ? (variable?.name ?? null)
    : null;
}

function called(node: TSESTree.CallExpression, scopes: Scopes): Kind | null {
  const callee = inner(node.callee);
  const name = scopes.globalName(callee);
  if (name === 'Array' || name === 'Object') return constructors.get(name) ?? null;
  if (name === 'RegExp') return regExpKind(node, scopes);
  if (name !== null && /^(?:String|Number|Boolean|BigInt|Symbol|parseInt|parseFloat)$/.test(name)) {
    return 'primitive';
  }
  if (callee.type !== 'MemberExpression') return null;
  const method = keyName(callee);
  if (method === null) return null;
  const owner = scopes.globalName(inner(callee.object));
  if (owner !== null) {
    const kind = makers.get(`${owner}.${method}`);
    if (kind !== undefined) return kind;
    if (constructors.get(owner) === 'typedArray') return 'typedArray';
  }
  if (arrayMethods.has(method)) return 'array';
  const receiver = inner(callee.object);
  return (method === 'concat' || method === 'slice' || method === 'sort' || method === 'reverse') &&
    receiver.type === 'ArrayExpression'
    ? 'array'
    : null;
}

/** The class of this file that an expression names or is. */
export function localClass(expression: TSESTree.Node, scopes: Scopes): ClassNode | null {
  const named = inner(expression);
  const node = named.type === 'MemberExpression' ? ownExport(named, scopes) : named;
  if (isClass(node)) return node;
  if (node?.type !== 'Identifier') return null;
  for (const { node: declared } of scopes.resolve(node)?.defs ?? []) {
    if (isClass(declared)) return declared;
    if (declared.type !== 'VariableDeclarator' || declared.init === null) continue;
    const value = inner(declared.init);
    if (declared.id.type === 'Identifier' && isClass(value)) return value;
  }
  return null;
}

/** `Map`, `globalThis.Map` and `window.Map` name one constructor. */
function globalConstructor(callee: TSESTree.Node, scopes: Scopes): string | null {
  const node = inner(callee);
  if (node.type !== 'MemberExpression') return scopes.globalName(node);
  const owner = scopes.globalName(inner(node.object));
  return owner === 'globalThis' || owner === 'window' || owner === 'self' || owner === 'global'
    ? keyName(node)
    : null;
}

function regExpKind(node: Call, scopes: Scopes): Kind {
  const [pattern, flags] = node.arguments;
  if (flags === undefined && pattern?.type === 'Literal' && 'regex' in pattern) {
    return kindOf(pattern, scopes) ?? 'regexp';
  }
  const text = flags === undefined ? null : constantText(flags, scopes);
  return text !== null && /[gy]/.test(text) ? 'statefulRegExp' : 'regexp';
}

/** The text of a literal, or of a constant that holds one. */
function constantText(node: TSESTree.Node, scopes: Scopes): string | null {
  if (node.type === 'Literal') return String(node.value);
  if (node.type === 'TemplateLiteral') {
    return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? null) : null;
  }
  if (node.type !== 'Identifier') return null;
  const [definition, ...more] = scopes.resolve(node)?.defs ?? [];
  const declarator = definition?.node;
  return declarator?.type === 'VariableDeclarator' &&
    declarator.parent.kind === 'const' &&
    declarator.init?.type === 'Literal' &&
    more.length === 0
    ? String(declarator.init.value)
    : null;
}
