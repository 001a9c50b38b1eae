import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** What a name stands for: the expression it was given once, and the way into its value. */
export interface Definition {
  readonly value: TSESTree.Expression;
  /** Keys from the value to the name, as in `const { promises: { readFile } } = fs`. */
  readonly path: readonly string[];
}

/** The variable that an identifier means; undefined for a global that no code declares. */
export function findVariable(
  sourceCode: TSESLint.SourceCode,
  identifier: TSESTree.Identifier,
): TSESLint.Scope.Variable | undefined {
  let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(identifier);
  for (; scope !== null; scope = scope.upper) {
    const variable = scope.set.get(identifier.name);
    if (variable !== undefined) return isDeclared(variable) ? variable : undefined;
  }
  return undefined;
}

/** Finds what a variable was given, if that happens in one place and is not a parameter's doing. */
export function findDefinition(variable: TSESLint.Scope.Variable): Definition | undefined {
  const writes = variable.references.filter((reference) => reference.isWrite());
  const [write] = writes;
  if (writes.length !== 1 || write === undefined || variable.defs.length !== 1) return undefined;
  const path: string[] = [];
  let node: TSESTree.Node = write.identifier;
  for (;;) {
    const parent: TSESTree.Node = node.parent;
    switch (parent.type) {
      case 'Property': {
        const key = propertyName(parent);
        if (key === undefined) return undefined;
        path.unshift(key);
        break;
      }
      case 'ArrayPattern':
        path.unshift(String(parent.elements.indexOf(node as TSESTree.DestructuringPattern)));
        break;
      case 'AssignmentPattern':
      case 'ObjectPattern':
        break;
      case 'VariableDeclarator':
        return parent.init === null ? undefined : { value: parent.init, path };
      case 'AssignmentExpression':
        return parent.operator === '=' ? { value: parent.right, path } : undefined;
      default:
        return undefined;
    }
    node = parent;
  }
}

/** The name of a property or member where the text alone tells it. */
export function propertyName(
  node: TSESTree.Property | TSESTree.MemberExpression,
): string | undefined {
  const key = node.type === 'Property' ? node.key : node.property;
  if (!node.computed && key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

/** Syntax around an expression that changes its type and not its value. */
export function isWrapper(
  node: TSESTree.Node,
): node is TSESTree.Node & { readonly expression: TSESTree.Expression } {
  return (
    node.type === 'ChainExpression' ||
    node.type === 'TSAsExpression' ||
    node.type === 'TSInstantiationExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSTypeAssertion'
  );
}

/** An ambient `declare const require: …` describes the global and does not replace it. */
function isDeclared({ defs }: TSESLint.Scope.Variable): boolean {
  return defs.some(({ node, parent }) => {
    const declaration = parent ?? node;
    return !('declare' in declaration && declaration.declare);
  });
}
