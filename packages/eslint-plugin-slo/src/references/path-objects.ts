import * as paths from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { combinations, type Texts, union, UNKNOWN } from './texts.ts';

type Node = TSESTree.Node;

const PARTS = ['root', 'dir', 'base', 'name', 'ext'] as const;

/** `path.format({ dir, base })`. */
export function textsOfFormatted(object: Node | undefined, evaluator: Evaluator): Texts {
  if (object === undefined) return UNKNOWN;
  const given = PARTS.map((part) => {
    const found = evaluator.elements(object, part);
    return found.length === 0 ? [''] : union(found.map((node) => evaluator.texts(node)));
  });
  const formatted = combinations(given).map(
    ([root = '', dir = '', base = '', name = '', ext = '']) =>
      paths.format({ root, dir, base, name, ext }),
  );
  return union([formatted]);
}

/** `path.parse(file).dir`; undefined for a member of something else. */
export function textsOfParsed(
  node: TSESTree.MemberExpression,
  evaluator: Evaluator,
): Texts | undefined {
  const part = PARTS.find((name) => name === propertyName(node));
  const [call] = part === undefined ? [] : evaluator.values(node.object);
  const [file] = call?.type === 'CallExpression' ? call.arguments : [];
  if (part === undefined || call?.type !== 'CallExpression' || file === undefined) return undefined;
  if (evaluator.origin(call.callee) !== 'path:parse') return undefined;
  return union([evaluator.texts(file).map((text) => paths.parse(text)[part])]);
}
