import type { TSESTree } from '@typescript-eslint/utils';

/** A function with a body, whatever its form. */
export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

/** A call, with `new` or without. */
export type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** A class, declared or as an expression. */
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Whether the node is a function with a body. */
export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression'
  );
}

/** Whether the node is a class. */
export function isClass(node: TSESTree.Node | null | undefined): node is ClassNode {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
}

/** The function that is the constructor of a class. */
export function constructorOf({ body }: ClassNode): FunctionNode | null {
  for (const member of body.body) {
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') continue;
    if (isFunction(member.value)) return member.value;
  }
  return null;
}

/** The expression inside type assertions, `!`, `satisfies` and optional chains. */
export function inner(node: TSESTree.Node): TSESTree.Node {
  let current = node;
  while (
    current.type === 'TSAsExpression' ||
    current.type === 'TSNonNullExpression' ||
    current.type === 'TSSatisfiesExpression' ||
    current.type === 'TSTypeAssertion' ||
    current.type === 'TSInstantiationExpression' ||
    current.type === 'ChainExpression'
  ) {
    current = current.expression;
  }
  return current;
}

/** The outermost node that only wraps this expression in types, `!` or an optional chain. */
export function outer(node: TSESTree.Node): TSESTree.Node {
  let current = node;
  for (let at = node.parent; at && inner(at) !== at; at = at.parent) current = at;
  return current;
}

/** The last name of an expression: `run` of `run` and of `tools.run`; null for others. */
export function lastName(node: TSESTree.Node): string | null {
  if (node.type === 'MemberExpression') return keyName(node);
  return node.type === 'Identifier' ? node.name : null;
}

/** The name that a member access, a property or a class member has in the text, or null. */
export function keyName(
  node: TSESTree.MemberExpression | TSESTree.Property | TSESTree.ClassElement,
): string | null {
  if (node.type === 'StaticBlock' || node.type === 'TSIndexSignature') return null;
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal') return String(key.value);
  if (key.type === 'TemplateLiteral' && key.expressions.length === 0) {
    return key.quasis[0]?.value.cooked ?? null;
  }
  return key.type === 'Identifier' && !node.computed ? key.name : null;
}

/** The expressions one of which an expression takes its value from; any number of branches. */
export function leaves(root: TSESTree.Node): TSESTree.Node[] {
  return unseenLeaves(root, undefined);
}

/** The same without what was seen before: in `a = b = c`, both writes end in `c`. */
export function unseenLeaves(
  root: TSESTree.Node,
  seen: Set<TSESTree.Node> | undefined,
): TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    node = inner(node);
    if (seen?.has(node) === true) continue;
    seen?.add(node);
    if (node.type === 'ConditionalExpression') pending.push(node.alternate, node.consequent);
    else if (node.type === 'LogicalExpression') pending.push(node.right, node.left);
    else if (node.type === 'AwaitExpression') pending.push(node.argument);
    else if (node.type === 'AssignmentExpression') pending.push(node.right);
    else if (node.type === 'SequenceExpression') pending.push(...node.expressions.slice(-1));
    else found.push(node);
  }
  return found;
}

/**
 * Whether a name is only called, compared or tested where it stands, or names a type: whatever
 * becomes of what it holds, this use has no part in it. Most names of a file are used so.
 */
export function isOnlyUsed(identifier: TSESTree.Node): boolean {
  const node = outer(identifier);
  const { parent } = node;
  switch (parent?.type) {
    case 'BinaryExpression':
    case 'TSTypeReference':
    case 'UnaryExpression':
      return true;
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === node;
    default:
      return parent === undefined;
  }
}

/** The call or `new` that runs the function or class standing here, `f.call(…)` included. */
export function directCall(node: TSESTree.Node): Call | null {
  const callee = outer(node);
  const { parent } = callee;
  if (parent === undefined) return null;
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') {
    return parent.callee === callee ? parent : null;
  }
  if (parent.type === 'SequenceExpression' && parent.expressions.at(-1) === callee) {
    return directCall(parent);
  }
  if (parent.type === 'MemberExpression' && parent.object === callee) {
    const name = keyName(parent);
    const member = outer(parent);
    const call = member.parent;
    if (name !== 'call' && name !== 'apply') return null;
    return call?.type === 'CallExpression' && call.callee === member ? call : null;
  }
  return null;
}
