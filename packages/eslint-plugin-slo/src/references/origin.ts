import { isBuiltin } from 'node:module';
import type { TSESTree } from '@typescript-eslint/utils';
import { findDefinition, findVariable, isWrapper, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';

/**
 * Names what an expression is, whatever it is called here: `fork` after
 * `import { fork as f } from 'node:child_process'` is `child_process:fork`, a module's namespace is
 * `child_process:`, and a global goes by its own name.
 */
export function originOf(node: TSESTree.Node, evaluator: Evaluator): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return originOfName(node, evaluator);
    case 'MetaProperty':
      return `${node.meta.name}.${node.property.name}`;
    case 'MemberExpression': {
      const key = propertyName(node);
      const object = key === undefined ? undefined : evaluator.origin(node.object);
      return object === undefined || key === undefined ? undefined : member(object, key);
    }
    case 'CallExpression':
      return originOfCall(node, evaluator);
    case 'ImportExpression':
      return moduleOf(node.source, evaluator);
    case 'AwaitExpression':
      return evaluator.origin(node.argument);
    case 'AssignmentExpression':
      return evaluator.origin(node.right);
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      return last && evaluator.origin(last);
    }
    default:
      return isWrapper(node) ? evaluator.origin(node.expression) : undefined;
  }
}

/** Functions that answer a module's name with the module. */
export function isRequire(origin: string | undefined): boolean {
  return (
    origin === 'require' ||
    origin === 'module.require' ||
    origin === 'require.main.require' ||
    origin === 'process.mainModule.require'
  );
}

function originOfName(node: TSESTree.Identifier, evaluator: Evaluator): string | undefined {
  const variable = findVariable(evaluator.sourceCode, node);
  if (variable === undefined) return node.name;
  const [definition] = variable.defs;
  if (definition?.type === 'ImportBinding') return originOfImport(definition);
  const found = findDefinition(variable);
  const value = found && evaluator.origin(found.value);
  return value === undefined ? undefined : found?.path.reduce(member, value);
}

function originOfImport({
  node,
  parent,
}: {
  readonly node: TSESTree.Node;
  readonly parent?: TSESTree.Node | null | undefined;
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
  return node.type === 'ImportDefaultSpecifier' ? member(module, 'default') : module;
}

function originOfCall(
  { callee, arguments: [argument] }: TSESTree.CallExpression,
  evaluator: Evaluator,
): string | undefined {
  const called = evaluator.origin(callee);
  if (called === undefined) return undefined;
  if (called === 'module:createRequire' || called === 'module:Module.createRequire') {
    return 'require';
  }
  if (called.endsWith('.bind')) return called.slice(0, -'.bind'.length);
  if (argument === undefined) return undefined;
  if (called === 'util:promisify') return evaluator.origin(argument);
  if (isRequire(called) || called === 'process.getBuiltinModule') {
    return moduleOf(argument, evaluator);
  }
  return undefined;
}

function moduleOf(argument: TSESTree.Node, evaluator: Evaluator): string | undefined {
  const specifier = evaluator.fold(argument);
  return specifier === undefined ? undefined : namespace(specifier);
}

function namespace(specifier: string): string {
  return `${specifier.replace(/^node:/, '')}:`;
}

function member(object: string, key: string): string {
  if (/^(?:globalThis|global|window|self)$/.test(object)) return key;
  if (!object.endsWith(':')) return `${object}.${key}`;
  // A built-in module's default export is the module.
  return key === 'default' && isBuiltin(object.slice(0, -1)) ? object : object + key;
}
