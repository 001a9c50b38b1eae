import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** Calls back for each node of a file, parents first. A loop, since code nests without limit. */
export function walk(
  { ast, visitorKeys }: TSESLint.SourceCode,
  visit: (node: TSESTree.Node) => void,
): void {
  const pending: TSESTree.Node[] = [ast];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    visit(node);
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, Child | Child[]>)[key];
      if (Array.isArray(child)) {
        for (const element of child) if (element) pending.push(element);
      } else if (child) {
        pending.push(child);
      }
    }
  }
}

type Child = TSESTree.Node | null | undefined;
