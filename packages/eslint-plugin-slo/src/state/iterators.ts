import type { TSESTree } from '@typescript-eslint/utils';
import { globalPath } from './modules.ts';
import type { Scopes } from './scopes.ts';
import { iterator, type Statefulness } from './statefulness.ts';
import { keyName } from './syntax.ts';

/** Methods of containers and strings that give an iterator. */
const iteratorMethods = /^(?:values|entries|keys|matchAll)$/;

/** The state of what a method makes that gives an iterator over what it is called on. */
export function iteratorOf(
  call: TSESTree.CallExpression,
  callee: TSESTree.Node,
  scopes: Scopes,
): Statefulness | null {
  if (callee.type !== 'MemberExpression') return null;
  const { property } = callee;
  if (isStaticOfObject(callee.object, scopes)) return null;
  if (property.type === 'MemberExpression' && keyName(property) === 'iterator') return iterator;
  const name = keyName(callee) ?? '';
  const isIterator = name === 'matchAll' || call.arguments.length === 0;
  return isIterator && iteratorMethods.test(name) ? iterator : null;
}

/** `Object.values(…)` and its kin give arrays. */
function isStaticOfObject(object: TSESTree.Node, scopes: Scopes): boolean {
  return /^(?:Object|Reflect)$/.test(globalPath(object, scopes) ?? '');
}
