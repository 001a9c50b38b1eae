import type { TSESTree } from '@typescript-eslint/utils';
import { ANY, isWrapper, type Key, type Path, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction } from './functions.ts';
import { keyOf } from './values.ts';

type Node = TSESTree.Node;

/** Functions that answer options with themselves, and commands with what can be piped: `$({ … })`…``. */
const CURRIED =
  /(?:^|:)\$(?:\.sync)?$|^Bun\.\$$|^execa:(?:execa\w*)?$|^tinyexec:(?:x|exec)$|^nano-spawn:$/;

/** Functions that make something which can reach another file, with a name for what they make. */
export const MADE: Readonly<Record<string, string>> = {
  'jiti:': 'jiti()',
  'jiti:createJiti': 'jiti()',
  'module:Module.createRequire': 'require',
  'module:createRequire': 'require',
  'p-limit:': 'p-limit()',
  'proxyquire:callThru': 'proxyquire:',
  'proxyquire:noCallThru': 'proxyquire:',
  'proxyquire:noPreserveCache': 'proxyquire:',
  'proxyquire:preserveCache': 'proxyquire:',
  'tsx/cjs/api:register': 'tsx()',
  'tsx/esm/api:register': 'tsx()',
  'vite:createServer': 'vite()',
};

/**
 * Names what an expression is, whatever it is called here: `fork` after
 * `import { fork as f } from 'node:child_process'` is `child_process:fork`, a module's namespace is
 * `child_process:`, and a global goes by its own name.
 */
export function originOf(node: Node, evaluator: Evaluator): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return originOfName(node, evaluator);
    case 'MetaProperty':
      return `${node.meta.name}.${node.property.name}`;
    case 'MemberExpression':
      return originOfMember(node, evaluator);
    case 'CallExpression':
      return originOfCall(node, evaluator);
    case 'NewExpression': {
      const made = evaluator.origin(node.callee);
      return made === undefined ? undefined : `new ${made}`;
    }
    case 'ImportExpression':
      return moduleOf(node.source, evaluator);
    case 'TaggedTemplateExpression': {
      const tag = evaluator.origin(node.tag);
      return tag !== undefined && CURRIED.test(tag) ? tag : undefined;
    }
    case 'AwaitExpression':
      return evaluator.origin(node.argument);
    case 'AssignmentExpression':
      return evaluator.origin(node.right);
    case 'ConditionalExpression':
      return evaluator.origin(node.consequent) ?? evaluator.origin(node.alternate);
    case 'LogicalExpression':
      return (
        (node.operator === '&&' ? undefined : evaluator.origin(node.left)) ??
        evaluator.origin(node.right)
      );
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      return last && evaluator.origin(last);
    }
    case 'ClassDeclaration':
    case 'ClassExpression':
      return originOfClass(node, evaluator);
    case 'Super': {
      const base = classAround(node)?.superClass;
      return base ? evaluator.origin(base) : undefined;
    }
    default:
      return isWrapper(node) ? evaluator.origin(node.expression) : undefined;
  }
}

function classAround(node: Node): TSESTree.ClassBody['parent'] | undefined {
  let around: Node | undefined = node;
  while (around !== undefined && around.type !== 'ClassBody') around = around.parent;
  return around?.parent;
}

/** Functions that answer a module's name with the module. */
function isRequire(origin: string | undefined): boolean {
  return (
    origin === 'require' ||
    origin === 'module.require' ||
    origin === 'require.main.require' ||
    origin === 'process.mainModule.require'
  );
}

function originOfName(node: TSESTree.Identifier, evaluator: Evaluator): string | undefined {
  const variable = evaluator.names.variable(node);
  if (variable === undefined) return node.name;
  const [definition] = variable.defs;
  if (definition?.type === 'ImportBinding') return originOfImport(definition);
  // The context that `node:test` hands to a test has what the module itself has.
  if (definition?.type === 'Parameter' && isTestContext(definition.node, evaluator)) {
    return 'test:';
  }
  for (const { value, path } of evaluator.definitions(node)) {
    const origin = originAt(value, path, evaluator);
    if (origin !== undefined) return origin;
  }
  return undefined;
}

function isTestContext({ parent }: Node, evaluator: Evaluator): boolean {
  if (parent?.type !== 'CallExpression') return false;
  return /^test:(?:test|it|describe|suite)?$/.test(evaluator.origin(parent.callee) ?? '');
}

function originAt(value: Node, path: Path, evaluator: Evaluator): string | undefined {
  const whole = evaluator.origin(value);
  if (whole !== undefined) return path.includes(ANY) ? undefined : path.reduce(joinKey, whole);
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  for (const element of evaluator.elements(value, key)) {
    const origin = originAt(element, rest, evaluator);
    if (origin !== undefined) return origin;
  }
  return undefined;
}

function originOfMember(node: TSESTree.MemberExpression, evaluator: Evaluator): string | undefined {
  if (propertyName(node) === 'constructor' && isFunctionLike(node.object, evaluator)) {
    return 'Function'; // or that of its asynchronous kin
  }
  return originAt(node.object, [keyOf(node, evaluator)], evaluator);
}

function isFunctionLike(node: Node, evaluator: Evaluator): boolean {
  const [value] = evaluator.values(node);
  if (value?.type !== 'CallExpression') return isFunction(value);
  return (
    evaluator.origin(value.callee) === 'Object.getPrototypeOf' && isFunction(value.arguments[0])
  );
}

/** A class that extends another and makes it in the same way goes by the other's name. */
function originOfClass(
  { superClass, body }: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  evaluator: Evaluator,
): string | undefined {
  const makesItself = body.body.some(
    (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
  );
  return superClass && !makesItself ? evaluator.origin(superClass) : undefined;
}

function originOfImport({
  node,
  parent,
}: {
  readonly node: Node;
  readonly parent?: Node | null | undefined;
}): string | undefined {
  if (node.type === 'TSImportEqualsDeclaration') {
    const { moduleReference } = node;
    return moduleReference.type === 'TSExternalModuleReference'
      ? namespace(moduleReference.expression.value)
      : undefined;
  }
  if (parent?.type !== 'ImportDeclaration') return undefined;
  const module = namespace(parent.source.value);
  if (node.type === 'ImportSpecifier') {
    const { imported } = node;
    return member(module, imported.type === 'Identifier' ? imported.name : imported.value);
  }
  return module; // its default export, too: what it names is a member of either
}

function originOfCall(
  { callee, arguments: [argument] }: TSESTree.CallExpression,
  evaluator: Evaluator,
): string | undefined {
  const called = evaluator.origin(callee);
  if (called === undefined) return undefined;
  if (Object.hasOwn(MADE, called)) return MADE[called];
  if (called.endsWith('.bind')) return called.slice(0, -'.bind'.length);
  if (CURRIED.test(called)) return called;
  if (argument === undefined) return undefined;
  if (called === 'util:promisify') {
    return evaluator.origin(argument);
  }
  if (isRequire(called) || called === 'process.getBuiltinModule') {
    return moduleOf(argument, evaluator);
  }
  return undefined;
}

function moduleOf(argument: Node, evaluator: Evaluator): string | undefined {
  const specifier = evaluator.fold(argument);
  return specifier === undefined ? undefined : namespace(specifier);
}

function namespace(specifier: string): string {
  return `${specifier.replace(/^node:/, '')}:`;
}

function joinKey(object: string, key: Key): string {
  return member(object, String(key));
}

function member(object: string, key: string): string {
  if (/^(?:globalThis|global|window|self)$/.test(object)) return key;
  if (!object.endsWith(':')) return `${object}.${key}`;
  return key === 'default' ? object : object + key;
}
