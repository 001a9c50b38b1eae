import type { TSESTree } from '@typescript-eslint/utils';
import { localClass } from './kinds.ts';
import type { Scopes } from './scopes.ts';
import { inner, keyName, leaves, outer, type ClassNode, type FunctionNode } from './syntax.ts';
import { ownThis } from './walk.ts';

/** What the class of a static method gives to a static field of its own: `this.instance = new Api()`. */
export function staticValues(
  access: TSESTree.Node,
  method: FunctionNode,
  scopes: Scopes,
): TSESTree.Node[] {
  if (access.type !== 'MemberExpression') return [];
  const owner = classOf(inner(access.object), method, scopes);
  const key = keyName(access);
  if (owner === null || key === null) return [];
  const targets = [...namesOf(owner, scopes), ...receivers(owner, scopes)];
  const assigned = targets.flatMap((target) => {
    const member = outer(target).parent;
    if (member?.type !== 'MemberExpression' || keyName(member) !== key) return [];
    const { parent } = outer(member);
    const isTarget = parent?.type === 'AssignmentExpression' && parent.left === outer(member);
    return isTarget ? leaves(parent.right) : [];
  });
  const initial = owner.body.body.flatMap((member) => {
    const isField =
      member.type === 'PropertyDefinition' && member.static && keyName(member) === key;
    return isField && member.value !== null ? leaves(member.value) : [];
  });
  return [...initial, ...assigned];
}

function classOf(object: TSESTree.Node, method: FunctionNode, scopes: Scopes): ClassNode | null {
  if (object.type !== 'ThisExpression') return localClass(object, scopes);
  const { parent } = method;
  return parent.type === 'MethodDefinition' && parent.static ? parent.parent.parent : null;
}

/** The names of a class, inside and outside of itself. */
function namesOf(owner: ClassNode, scopes: Scopes): TSESTree.Node[] {
  const declared = outer(owner).parent?.type === 'VariableDeclarator' ? owner.parent : owner;
  const own = scopes.ownName(owner);
  const variables = [...scopes.declared(declared), ...(own === null ? [] : [own])];
  return variables.flatMap(({ references }) => references.map(({ identifier }) => identifier));
}

/** Every `this` of the static methods. */
function receivers({ body }: ClassNode, { sourceCode }: Scopes): TSESTree.Node[] {
  return body.body.flatMap((member) =>
    member.type === 'MethodDefinition' && member.static
      ? ownThis(member.value, sourceCode.visitorKeys)
      : [],
  );
}
