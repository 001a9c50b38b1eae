import type { TSESTree } from '@typescript-eslint/utils';
import { propertyName } from './bindings.ts';
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
export function memoryOfCall(call: Call, evaluator: Evaluator): SharedMemory | undefined {
  const {
    node,
    origin,
    args: [first],
  } = call;
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
  return memoryOfSetter(call, evaluator);
}

/** A global that only another script can read: declared for all, or under a name that all can form. */
export function memoryOfGlobal(node: Node, evaluator: Evaluator): SharedMemory | undefined {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') {
    return undefined;
  }
  const { left } = node;
  if (!isGlobalObject(left.object, evaluator)) return undefined;
  const isShared = left.computed
    ? isSharedKey(left.property, evaluator)
    : isDeclaredGlobal(propertyName(left), evaluator);
  return isShared ? globalAt(left, evaluator) : undefined;
}

/** The same for `Object.assign(globalThis, …)` and `Object.defineProperty(globalThis, …)`. */
function memoryOfSetter(
  { node, origin, args: [object, ...args] }: Call,
  evaluator: Evaluator,
): SharedMemory | undefined {
  if (object === undefined || !SETTERS.test(origin) || !isGlobalObject(object, evaluator)) {
    return undefined;
  }
  const isShared =
    origin === 'Object.assign'
      ? args.flatMap((part) => evaluator.values(part)).some((part) => isSharedIn(part, evaluator))
      : args[0] !== undefined && isSharedKey(args[0], evaluator);
  return isShared ? globalAt(node, evaluator) : undefined;
}

const SETTERS = /^Object\.(?:assign|defineProperty)$|^Reflect\.(?:defineProperty|set)$/;

function isSharedIn(object: Node, evaluator: Evaluator): boolean {
  if (object.type !== 'ObjectExpression') return false;
  return object.properties.some(
    (property) =>
      property.type === 'Property' &&
      (property.computed
        ? isSharedKey(property.key, evaluator)
        : isDeclaredGlobal(propertyName(property), evaluator)),
  );
}

function isGlobalObject(node: Node, evaluator: Evaluator): boolean {
  return /^(?:globalThis|global)$/.test(evaluator.origin(node) ?? '');
}

function isSharedKey(node: Node, evaluator: Evaluator): boolean {
  const [key] = evaluator.values(node);
  if (key?.type === 'CallExpression' && evaluator.origin(key.callee) === 'Symbol.for') return true;
  return isDeclaredGlobal(evaluator.fold(node), evaluator);
}

function globalAt(node: Node, { sourceCode }: Evaluator): SharedMemory {
  const name = sourceCode.getText(node).replace(/[\n{].*$/s, '…');
  return { kind: 'global', node, name, isOpen: true };
}

function isDeclaredGlobal(name: string | undefined, { sourceCode }: Evaluator): boolean {
  if (name === undefined) return false;
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
