import type { TSESTree } from '@typescript-eslint/utils';
import { globalPath } from './modules.ts';
import type { Scopes } from './scopes.ts';
import { inner, keyName, outer, type Call } from './syntax.ts';

/** Methods of whatever object that call their first argument before they return. */
const synchronousMethods: ReadonlySet<string> = new Set([
  'each',
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'forEach',
  'map',
  'reduce',
  'reduceRight',
  'some',
  'sort',
  'toSorted',
]);

/** Functions of the environment that call the argument at an index before they return. */
const synchronousFunctions: Readonly<Record<string, number>> = {
  'Array.from': 1,
  'JSON.parse': 1,
  'JSON.stringify': 1,
  'Map.groupBy': 1,
  'Object.groupBy': 1,
  'Reflect.apply': 0,
};

/** Whether a call runs the callback at an index of its arguments before it returns. */
export function isSyncCallback(call: Call, index: number, scopes: Scopes): boolean {
  const callee = inner(call.callee);
  if (callee.type === 'Identifier') {
    const global = scopes.globalName(callee);
    // An AMD loader runs the factory of a module once, to make it.
    if (global === 'define') return true;
    return global === 'Promise' && call.type === 'NewExpression' && index === 0;
  }
  if (callee.type !== 'MemberExpression') return false;
  const name = keyName(callee);
  if (name === null) return false;
  const owner = scopes.globalName(inner(callee.object));
  if (owner !== null && synchronousFunctions[`${owner}.${name}`] === index) return true;
  if (name === 'replace' || name === 'replaceAll') return index === 1;
  if (!synchronousMethods.has(name)) return false;
  // `_.each(list, callback)` and its kin take the callback second.
  return index === 0 || (index === 1 && (isUtility(callee.object) || isListCall(call, name)));
}

/** `utils.forEach(['get', 'head'], callback)`: only a library of loops is given a list first. */
function isListCall({ arguments: given }: Call, name: string): boolean {
  return (
    /^(?:each|filter|forEach|map|reduce)$/.test(name) &&
    given[0]?.type === 'ArrayExpression' &&
    given.length === 2
  );
}

function isUtility(node: TSESTree.Node): boolean {
  return node.type === 'Identifier' && /^(?:_|\$|lodash|R|Ember)$/.test(node.name);
}

/** Functions of the environment that read the iterator they are given to its end. */
const readers = /^(?:Map|Set|Array\.from|Object\.fromEntries)$/;

/** Whether the code around the call of a generator reads it to its end before it goes on. */
export function isReadAtOnce(call: TSESTree.Node, scopes: Scopes): boolean {
  const node = outer(call);
  const { parent } = node;
  if (parent?.type === 'SpreadElement') return true;
  if (parent?.type === 'ForOfStatement') return parent.right === node;
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false;
  return parent.arguments[0] === node && readers.test(globalPath(parent.callee, scopes) ?? '');
}
