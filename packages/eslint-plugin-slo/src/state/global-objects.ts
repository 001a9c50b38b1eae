import type { TSESTree } from '@typescript-eslint/utils';
import type { Evaluation } from './evaluation.ts';
import { Flow, type FlowOptions } from './flow.ts';
import { heldObject } from './held.ts';
import { isGlobalObject } from './modules.ts';
import type { Neighbours } from './neighbours.ts';
import { frameOf, type Scopes } from './scopes.ts';
import { sharedCalls, sharedResult, type Expression } from './shared-calls.ts';
import { isFunction, isOnlyUsed } from './syntax.ts';

/** A write to an object that the whole process shares. */
export interface GlobalWrite {
  readonly name: string;
  readonly node: TSESTree.Node;
}

/** Names that a module system gives each file for itself, and what a page is for. */
const ownOrPage: ReadonlySet<string> = new Set([
  'arguments',
  'document',
  'exports',
  'history',
  'localStorage',
  'location',
  'module',
  'navigator',
  'sessionStorage',
  'undefined',
]);

/** Methods that change the process for everybody in it. */
export const ownProcessMethods: ReadonlySet<string> = new Set([
  'addListener',
  'chdir',
  'loadEnvFile',
  'off',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'removeAllListeners',
  'removeListener',
  'setMaxListeners',
  'setSourceMapsEnabled',
  'setUncaughtExceptionCaptureCallback',
  'setegid',
  'seteuid',
  'setgid',
  'setuid',
  'umask',
]);

const globalProcessMethods: ReadonlySet<string> = new Set(
  [...ownProcessMethods].map((method) => `process.${method}`),
);

/** Finds the writes to the global object, to process, to console and to built-ins, aliases followed. */
export function globalWrites(
  scopes: Scopes,
  evaluation: Evaluation,
  neighbours: Neighbours,
): GlobalWrite[] {
  const found: GlobalWrite[] = [];
  for (const reference of scopes.globalReferences) {
    const { identifier } = reference;
    const { name } = identifier;
    if (typeof name !== 'string' || ownOrPage.has(name)) continue;
    if (reference.isWrite()) {
      const node =
        identifier.parent.type === 'AssignmentExpression' ? identifier.parent : identifier;
      found.push({ name, node });
    }
    const made = sharedResult(identifier, name);
    if (made !== null)
      found.push(...writesTo(made.name, { ...made, scope: reference.from }, scopes, evaluation));
    if (!reference.isRead() || isOnlyUsed(identifier)) continue;
    found.push(...writesTo(name, { node: identifier, scope: reference.from }, scopes, evaluation));
  }
  for (const call of sharedCalls(scopes, neighbours)) {
    if (call.kind === 'sets') {
      found.push(call);
      continue;
    }
    const owner = frameOf(call.scope);
    const within = isFunction(owner) ? { within: owner } : {};
    found.push(...writesTo(call.name, call, scopes, evaluation, within));
  }
  return found;
}

/** What is changed in a global, or in the global object, that an expression stands for. */
function writesTo(
  name: string,
  { node, scope }: Expression,
  scopes: Scopes,
  evaluation: Evaluation,
  options: Partial<FlowOptions> = {},
): GlobalWrite[] {
  const methods = sharedMethods(name);
  const flow = new Flow(scopes, evaluation, {
    trustNames: name === 'process' || isGlobalObject(name),
    exportsAlias: isGlobalObject(name),
    ...(methods && { methods }),
    ...options,
  });
  flow.expression(node, scope, heldObject([]));
  return flow.run().flatMap((write) => {
    const isPage = isGlobalObject(name) && ownOrPage.has(write.field ?? '');
    const label = write.field === null ? name : `${name}.${write.field}`;
    return isPage ? [] : [{ name: label, node: write.node }];
  });
}

function sharedMethods(name: string): ReadonlySet<string> | undefined {
  if (name === 'process') return ownProcessMethods;
  return isGlobalObject(name) ? globalProcessMethods : undefined;
}
