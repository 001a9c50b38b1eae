import type { TSESTree } from '@typescript-eslint/utils';

/** Whether a type keeps its users from changing the value; an imported type may. */
export function isReadonlyType(type: TSESTree.TypeNode | null, program: TSESTree.Program): boolean {
  if (type === null) return false;
  if (type.type === 'TSTypeOperator') return type.operator === 'readonly';
  if (type.type === 'TSTypeLiteral') return type.members.every(isReadonlyMember);
  if (type.type !== 'TSTypeReference') return false;
  const name = type.typeName.type === 'Identifier' ? type.typeName.name : '';
  if (/^(?:const$|Readonly|DeepReadonly|Immutable|Frozen)/.test(name)) return true;
  if (/^(?:Array|Map|Set|Record|Partial|Required|Pick|Omit)$/.test(name)) return false;
  const local = localType(name, program);
  if (local?.type === 'TSInterfaceDeclaration') return local.body.body.every(isReadonlyMember);
  if (local !== null) return isReadonlyType(local.typeAnnotation, program);
  // Those of the language and the platform, such as `ProxyHandler`, are open unless they say otherwise.
  return name === '' || isImported(name, program);
}

function isReadonlyMember(member: TSESTree.TypeElement): boolean {
  return !('readonly' in member) || member.readonly;
}

function isImported(name: string, { body }: TSESTree.Program): boolean {
  return body.some(
    (statement) =>
      statement.type === 'ImportDeclaration' &&
      statement.specifiers.some(({ local }) => local.name === name),
  );
}

function localType(
  name: string,
  program: TSESTree.Program,
): TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | null {
  for (const statement of program.body) {
    const declaration =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    const isType =
      declaration?.type === 'TSInterfaceDeclaration' ||
      declaration?.type === 'TSTypeAliasDeclaration';
    if (isType && declaration.id.name === name) return declaration;
  }
  return null;
}
