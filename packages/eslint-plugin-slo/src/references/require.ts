import type { TSESTree } from '@typescript-eslint/utils';
import type { Evaluator } from './evaluator.ts';
import { isRequire } from './origin.ts';
import type { Channel, Found } from './reference.ts';

/** `require` and what stands beside it, under whatever name the file gives it. */
export function collectRequire(node: TSESTree.Node, evaluator: Evaluator, found: Found): void {
  if (node.type !== 'CallExpression') return;
  const [argument] = node.arguments;
  if (argument === undefined) return;
  const channel = channelOf(evaluator.origin(node.callee));
  if (channel === undefined) return;
  const specifier = evaluator.fold(argument);
  if (specifier !== undefined) found({ channel, node: argument, specifier });
}

function channelOf(origin: string | undefined): Channel | undefined {
  if (isRequire(origin)) return 'require';
  switch (origin) {
    case 'require.resolve':
    case 'import.meta.resolve':
    case 'module:register':
      return 'resolution';
    default:
      return undefined;
  }
}
