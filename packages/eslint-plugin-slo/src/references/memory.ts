import type { TSESTree } from '@typescript-eslint/utils';
import { isWrapper, propertyName } from './bindings.ts';
import type { Call } from './calls.ts';
import type { Evaluator } from './evaluator.ts';

type Node = TSESTree.Node;

/** A way for two scripts to share memory while both run. */
type MemoryKind = 'broadcast' | 'buffer' | 'port' | 'message' | 'global';

/** One place where a script offers memory to another, or takes it. */
export interface SharedMemory {
  readonly kind: MemoryKind;
  readonly node: Node;
  readonly name: string;
  /** It is shared with whoever listens; otherwise with the thread or process that it is handed to. */
  readonly isOpen: boolean;
}

const CONSTRUCTED: Readonly<Record<string, MemoryKind>> = {
  BroadcastChannel: 'broadcast',
  'worker_threads:BroadcastChannel': 'broadcast',
  SharedArrayBuffer: 'buffer',
  MessageChannel: 'port',
  'worker_threads:MessageChannel': 'port',
};

/** What shares memory, as `originOf` names it. */
export const SHARED: readonly string[] = Object.freeze([
  ...Object.keys(CONSTRUCTED),
  ...['process.', 'process:'].flatMap((start) =>
    ['send', 'on', 'once', 'addListener'].map((name) => start + name),
  ),
  ...['postMessage', 'on', 'once', 'addListener'].map(
    (name) => `worker_threads:parentPort.${name}`,
  ),
]);

/** Finds what a call shares, going by what the platform offers for it. */
export function memoryOfCall(
  { node, origin, args: [first] }: Call,
  evaluator: Evaluator,
): SharedMemory | undefined {
  const made = origin.startsWith('new ') ? origin.slice(4) : '';
  const kind = Object.hasOwn(CONSTRUCTED, made) ? CONSTRUCTED[made] : undefined;
  if (kind !== undefined) {
    return { kind, node, name: made.replace(/^.*:/, ''), isOpen: kind === 'broadcast' };
  }
  if (/^process[.:]send$/.test(origin)) {
    return { kind: 'message', node, name: 'process.send', isOpen: true };
  }
  if (origin === 'worker_threads:parentPort.postMessage') {
    return { kind: 'message', node, name: 'parentPort.postMessage', isOpen: true };
  }
  const [, talker] =
    /^(process|worker_threads:parentPort)[.:](?:on|once|addListener)$/.exec(origin) ?? [];
  if (talker !== undefined && first && evaluator.fold(first) === 'message') {
    return { kind: 'message', node, name: `${talker.replace(/^.*:/, '')}.on`, isOpen: true };
  }
  return undefined;
}

/** A global that only another script can read: declared for all, or under a name that all can form. */
export function memoryOfGlobal(node: Node, evaluator: Evaluator): SharedMemory | undefined {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') {
    return undefined;
  }
  const { left } = node;
  let object: Node = left.object;
  while (isWrapper(object)) object = object.expression;
  if (object.type !== 'Identifier' || !/^(?:globalThis|global)$/.test(object.name))
    return undefined;
  if (evaluator.origin(object) !== object.name) return undefined;
  const name = propertyName(left);
  const key = left.computed ? evaluator.values(left.property)[0] : undefined;
  const isSymbol = key?.type === 'CallExpression' && evaluator.origin(key.callee) === 'Symbol.for';
  const isShared = isSymbol || (name !== undefined && isDeclaredGlobal(name, evaluator));
  if (!isShared) return undefined;
  const text = evaluator.sourceCode.getText(left);
  return { kind: 'global', node: left, name: text, isOpen: true };
}

function isDeclaredGlobal(name: string, { sourceCode }: Evaluator): boolean {
  return sourceCode.ast.body.some(
    (statement) =>
      statement.type === 'TSModuleDeclaration' &&
      statement.kind === 'global' &&
      statement.body.body.some(
        (inner) =>
          inner.type === 'VariableDeclaration' &&
          inner.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name),
      ),
  );
}
