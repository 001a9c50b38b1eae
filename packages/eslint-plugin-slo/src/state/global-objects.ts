import type { TSESTree } from '@typescript-eslint/utils';
import type { Evaluation } from './evaluation.ts';
import { Flow } from './flow.ts';
import { heldObject } from './held.ts';
import { isGlobalObject } from './modules.ts';
import type { Scopes } from './scopes.ts';
import { isOnlyUsed } from './syntax.ts';

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
export function globalWrites(scopes: Scopes, evaluation: Evaluation): GlobalWrite[] {
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
    if (!reference.isRead() || isOnlyUsed(identifier)) continue;
    const methods = sharedMethods(name);
    const flow = new Flow(scopes, evaluation, {
      trustNames: name === 'process' || isGlobalObject(name),
      ...(methods && { methods }),
    });
    flow.expression(identifier, reference.from, heldObject([]));
    for (const write of flow.run()) {
      const isPage = isGlobalObject(name) && ownOrPage.has(write.field ?? '');
      const label = write.field === null ? name : `${name}.${write.field}`;
      if (!isPage) found.push({ name: label, node: write.node });
    }
  }
  return found;
}

function sharedMethods(name: string): ReadonlySet<string> | undefined {
  if (name === 'process') return ownProcessMethods;
  return isGlobalObject(name) ? globalProcessMethods : undefined;
}
