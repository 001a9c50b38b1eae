import type { TSESTree } from '@typescript-eslint/utils';
import { shapesOf } from './bindings.ts';
import { membersOf } from './members.ts';
import type { Scopes } from './scopes.ts';
import { inner, isClass, keyName, leaves, type ClassNode } from './syntax.ts';

/** What the text gives to a key of an object or a class: in the literal, as a method, or by assignment. */
export function valuesAt(node: TSESTree.Node, key: string, scopes: Scopes): TSESTree.Node[] {
  const variable = scopes.resolve(inner(node));
  const shapes = variable === null ? leaves(node) : shapesOf(variable, scopes);
  const methods = shapes.filter(isClass).flatMap((each) => methodOf(each, key, true) ?? []);
  const assigned = variable === null ? [] : scopes.properties.assigned(variable, key);
  return [...membersOf(shapes, key, scopes), ...methods, ...assigned];
}

/** The method of a class, of its instances or of itself, that has a name. */
export function methodOf(
  { body }: ClassNode,
  name: string,
  isStatic: boolean,
): TSESTree.Node | null {
  const found = body.body.find(
    (member) =>
      member.type === 'MethodDefinition' && member.static === isStatic && keyName(member) === name,
  );
  return found?.type === 'MethodDefinition' ? found.value : null;
}
