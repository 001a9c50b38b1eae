import { dirname } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { callOf, type Call } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { textsOfEach, textsOfPattern } from './globs.ts';
import { asPath } from './known.ts';
import { moduleFunction } from './module-functions.ts';
import { placesIn } from './places.ts';
import type { Found } from './reference.ts';
import { HOLE } from './texts.ts';

type Node = TSESTree.Node;

/** Functions that load, resolve or replace a module, under whatever name the file gives them. */
export function collectModuleFunctions(
  { node: call, origin, args: [name, second] }: Call,
  evaluator: Evaluator,
  found: Found,
): void {
  if (name === undefined) return;
  const channel = moduleFunction(origin);
  if (channel !== undefined) {
    const from = basesOf(call, origin, second, evaluator);
    for (const text of textsOfEach(name, evaluator)) {
      const specifier = text.slice(text.lastIndexOf('!') + 1); // after the loaders of webpack
      const isAtRoot = origin.startsWith('vite()');
      const path = isAtRoot ? fromRoot(specifier, evaluator) : specifier;
      found({ channel, node: name, specifier: path, ...(from && { from }) });
    }
  } else if (/^import\.meta\.glob(?:Eager)?$/.test(origin)) {
    for (const specifier of textsOfEach(name, evaluator).flatMap(textsOfPattern)) {
      found({ channel: 'glob', node: name, specifier: fromRoot(specifier, evaluator) });
    }
  } else if (origin === 'require.context' || origin === 'import.meta.webpackContext') {
    for (const folder of evaluator.texts(name)) {
      found({ channel: 'glob', node: name, specifier: `${folder}/${HOLE}` });
    }
  } else if (origin === 'define' || origin === 'require.ensure') {
    const list = name.type === 'ArrayExpression' ? name : second;
    if (list?.type !== 'ArrayExpression') return;
    for (const specifier of textsOfEach(list, evaluator)) {
      found({ channel: 'require', node: list, specifier });
    }
  }
}

/** A name in which `/` is the root of the project, as for Vite. */
function fromRoot(specifier: string, { cwd }: Evaluator): string {
  return specifier.startsWith('/') && !specifier.startsWith(cwd) ? cwd + specifier : specifier;
}

/** `require.cache[…]`: the module of a script is what the script keeps in memory. */
export function collectCache(node: Node, evaluator: Evaluator, found: Found): void {
  if (node.type !== 'MemberExpression' || !node.computed) return;
  if (evaluator.origin(node.object) !== 'require.cache') return;
  for (const specifier of evaluator.texts(node.property)) {
    if (specifier !== HOLE) found({ channel: 'require', node: node.property, specifier });
  }
}

/** Where names count from: what `createRequire` and `register` were told, if they were. */
function basesOf(
  call: Node,
  origin: string,
  second: Node | undefined,
  evaluator: Evaluator,
): readonly string[] | undefined {
  let base: Node | undefined;
  if (/:runnerImport$|\.executeFile$/.test(origin)) return placesIn([evaluator.cwd]);
  if (/register$|tsImport$/.test(origin)) {
    base = second && (evaluator.elements(second, 'parentURL')[0] ?? second);
  } else if (origin === 'require.resolve') {
    const [list] = second ? evaluator.elements(second, 'paths') : [];
    const folder = list && evaluator.elements(list, '0')[0];
    const path = folder && evaluator.fold(folder);
    return path === undefined ? undefined : placesIn([asPath(path)]);
  } else if (origin === 'require' && call.type === 'CallExpression') {
    const [made] = evaluator.values(call.callee);
    const creator = made && callOf(made, evaluator);
    if (creator?.origin.endsWith('createRequire')) base = creator.args[0];
  }
  const text = base && evaluator.fold(base);
  if (text === undefined) return undefined;
  const path = asPath(text.endsWith('/') ? `${text}package.json` : text);
  return path === evaluator.filename || dirname(path) === dirname(evaluator.filename)
    ? undefined
    : [path];
}
