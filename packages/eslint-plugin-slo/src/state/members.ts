import type { TSESTree } from '@typescript-eslint/utils';
import { localClass, unfrozen, type Shape } from './kinds.ts';
import { globalPath } from './modules.ts';
import type { Scopes } from './scopes.ts';
import { inner, isClass, keyName, leaves } from './syntax.ts';
import { ownThis } from './walk.ts';

/** What stands at a key inside a value, from the literal, the class or the type that made it. */
export function membersOf(
  shapes: readonly Shape[],
  key: string | null,
  scopes: Scopes,
): readonly Shape[] {
  return shapes.flatMap((shape) => memberOf(unfrozen(shape, scopes).shape, key, scopes));
}

function memberOf(node: Shape, key: string | null, scopes: Scopes): Shape[] {
  switch (node.type) {
    case 'ObjectExpression':
      return scopes.properties.inLiteral(node, key).flatMap(({ value }) => leaves(value));
    case 'ArrayExpression':
      return elementsAt(node, key).flatMap((element) =>
        element === null || element.type === 'SpreadElement' ? [] : leaves(element),
      );
    case 'NewExpression': {
      const local = localClass(node.callee, scopes);
      return local === null ? collectionMembers(node) : instanceMembers(local.body, key, scopes);
    }
    case 'ClassBody':
      return instanceMembers(node, key, scopes);
    case 'CallExpression':
      // Of several that give the key, any may be the one.
      return globalPath(node.callee, scopes) === 'Object.assign'
        ? node.arguments.flatMap((source) => memberOf(inner(source), key, scopes))
        : [];
    case 'TSArrayType':
      return [node.elementType];
    case 'TSTypeOperator':
      return node.typeAnnotation ? memberOf(node.typeAnnotation, key, scopes) : [];
    case 'TSTypeReference':
      return node.typeArguments?.params.slice(-1) ?? [];
    case 'TSTypeLiteral':
      return node.members.flatMap((member) => {
        if (member.type === 'TSIndexSignature') return typeOf(member.typeAnnotation);
        if (member.type !== 'TSPropertySignature') return [];
        const name = member.key.type === 'Identifier' ? member.key.name : null;
        return matches(name, key) ? typeOf(member.typeAnnotation) : [];
      });
    default:
      return isClass(node) ? fields(node.body, true, key) : [];
  }
}

/** The element at a literal index; all of them where the index is not known. */
function elementsAt(
  { elements }: TSESTree.ArrayExpression,
  key: string | null,
): TSESTree.ArrayExpression['elements'] {
  const isKnown = key !== null && /^\d+$/.test(key);
  return isKnown && elements.every((element) => element?.type !== 'SpreadElement')
    ? elements.slice(Number(key), Number(key) + 1)
    : elements;
}

/** The entries that a Map or Set is made with, else what its type arguments say it holds. */
function collectionMembers(node: TSESTree.NewExpression): Shape[] {
  const described = node.typeArguments?.params.slice(-1) ?? [];
  const [entries] = node.arguments;
  if (entries?.type !== 'ArrayExpression') return described;
  const held = entries.elements.flatMap((entry) => {
    if (entry === null || entry.type === 'SpreadElement') return [];
    const value = entry.type === 'ArrayExpression' ? (entry.elements[1] ?? entry) : entry;
    return value.type === 'SpreadElement' ? [] : leaves(value);
  });
  return [...held, ...described];
}

/** What the fields of an instance hold: initialisers, annotations, assignments of the constructor. */
function instanceMembers(body: TSESTree.ClassBody, key: string | null, scopes: Scopes): Shape[] {
  const found = fields(body, false, key);
  for (const member of body.body) {
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') continue;
    for (const parameter of member.value.params) {
      if (parameter.type !== 'TSParameterProperty') continue;
      const { parameter: pattern } = parameter;
      const id = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
      if ('name' in id && matches(id.name, key)) found.push(...typeOf(id.typeAnnotation));
    }
    for (const self of ownThis(member.value, scopes.sourceCode.visitorKeys)) {
      const access = self.parent;
      if (access.type !== 'MemberExpression' || !matches(keyName(access), key)) continue;
      const { parent } = access;
      if (parent.type === 'AssignmentExpression' && parent.left === access) {
        found.push(...leaves(parent.right));
      }
    }
  }
  return found;
}

function fields(body: TSESTree.ClassBody, isStatic: boolean, key: string | null): Shape[] {
  return body.body.flatMap((member) => {
    if (member.type !== 'PropertyDefinition' || member.static !== isStatic) return [];
    if (!matches(keyName(member), key)) return [];
    return [
      ...(member.value === null ? [] : leaves(member.value)),
      ...typeOf(member.typeAnnotation),
    ];
  });
}

/** Without an annotation, ESLint says undefined and oxlint null. */
function typeOf(annotation: TSESTree.TSTypeAnnotation | null | undefined): Shape[] {
  return annotation ? typeShapes(annotation.typeAnnotation) : [];
}

/** The alternatives of a type annotation, unions taken apart. */
export function typeShapes(type: TSESTree.TypeNode): Shape[] {
  return type.type === 'TSUnionType' ? type.types.map((member) => inner(member)) : [type];
}

function matches(name: string | null, key: string | null): boolean {
  return name === null || key === null || name === key;
}
