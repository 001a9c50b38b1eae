import type { TSESTree } from '@typescript-eslint/utils';
import type { Evaluator } from './evaluator.ts';

type Node = TSESTree.Node;

/** What `storage.getStore()` may answer: what `storage.run(store, …)` and `enterWith` are given. */
export function storesOf(storage: Node, evaluator: Evaluator): readonly Node[] {
  const storages = new Set(evaluator.values(storage));
  return ['run', 'enterWith'].flatMap((method) =>
    evaluator.methodCalls(method).flatMap(({ callee, arguments: [store] }) => {
      const { object } = callee as TSESTree.MemberExpression;
      const isSame = evaluator.values(object).some((value) => storages.has(value));
      return isSame && store ? [store] : [];
    }),
  );
}
