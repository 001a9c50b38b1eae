import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Evaluation } from './evaluation.ts';
import { Flow } from './flow.ts';
import { moduleState, type ModuleState } from './module-state.ts';
import { originOf, requiredModule, withoutInterop } from './modules.ts';
import { nodeModules } from './knowledge/node-modules.ts';
import { heldObject } from './held.ts';
import type { Neighbours } from './neighbours.ts';
import { ownProcessMethods } from './global-objects.ts';
import type { Scopes } from './scopes.ts';
import { isOnlyUsed, outer } from './syntax.ts';
import { walk } from './walk.ts';

/** What the file changes in other modules, at each write. */
export function importWrites(
  scopes: Scopes,
  evaluation: Evaluation,
  neighbours: Neighbours,
): ModuleState[] {
  const found: ModuleState[] = [];
  for (const { name, from, exported, start } of importedObjects(scopes)) {
    const isOfNode = from !== null && nodeModules.has(from);
    const isShared = isOfNode || (from !== null && isPackage(from));
    const isProcess = from === 'process' && (exported === '*' || exported === 'default');
    const flow = new Flow(scopes, evaluation, {
      trustNames: from === 'process',
      // An object that a class takes from its users is often one of several, only some of them imported.
      functionsOnly: true,
      ...(isOfNode && { neighbours }),
      ...(isProcess && { methods: ownProcessMethods }),
    });
    start(flow);
    const writes = flow.run();
    if (writes.length === 0) continue;
    if (from !== null && neighbours.isPrimitive({ from, name: exported })) continue;
    const later = new Set(flow.laterWrites());
    for (const write of writes) {
      const { node, field } = write;
      // What Node and packages give is the whole process's; a package may wire up its own modules.
      const exemption = later.has(write) || isShared ? null : 'wiring';
      const kind = isProcess ? 'globalWrite' : 'importWrite';
      const label = field === null || !isProcess ? name : `${name}.${field}`;
      found.push(moduleState({ kind, node, name: label, write: node, exemption }));
    }
  }
  return found;
}

/** Whether a specifier names a package, and not a module of this one. */
function isPackage(from: string): boolean {
  return !/^(?:[./#~]|@\/)/.test(from);
}

interface ImportedObject {
  readonly name: string;
  /** Null for what only `require(name)` itself can tell. */
  readonly from: string | null;
  readonly exported: string;
  readonly start: (flow: Flow) => void;
}

function* importedObjects(scopes: Scopes): Generator<ImportedObject> {
  for (const scope of scopes.program) {
    for (const variable of scopes.variablesOf(scope)) {
      const [definition] = variable.defs;
      if (definition === undefined || (definition.type as string) !== 'ImportBinding') continue;
      if (variable.references.every(({ identifier }) => isOnlyUsed(identifier))) continue;
      const origin = originOf(variable.references[0]?.identifier ?? definition.name, scopes);
      if (origin === null) continue;
      const start = (flow: Flow): void => {
        flow.variable(variable, heldObject([]));
      };
      yield { name: variable.name, from: origin.from, exported: origin.name, start };
    }
  }
  for (const reference of requireCalls(scopes)) {
    const call = reference.identifier.parent;
    if (call.type !== 'CallExpression' || call.arguments.length !== 1) continue;
    const from = requiredModule(call, scopes);
    const start = (flow: Flow): void => {
      flow.expression(call, reference.from, heldObject([]));
    };
    yield { name: nameOf(call, from ?? 'a module'), from, exported: '*', start };
  }
  for (const node of importExpressions(scopes)) {
    const from = requiredModule(node, scopes);
    if (from === null) continue;
    const start = (flow: Flow): void => {
      flow.expression(node, scopes.sourceCode.getScope(node), heldObject([]));
    };
    yield { name: from, from, exported: '*', start };
  }
}

function importExpressions({ sourceCode }: Scopes): TSESTree.ImportExpression[] {
  const found: TSESTree.ImportExpression[] = [];
  // Most files have none, and to walk through a file takes long.
  if (!/\bimport\s*\(/.test(sourceCode.text)) return found;
  walk(sourceCode.ast, sourceCode.visitorKeys, (node) => {
    if (node.type === 'ImportExpression') found.push(node);
    return true;
  });
  return found;
}

function requireCalls(scopes: Scopes): TSESLint.Scope.Reference[] {
  return scopes.globalReferences.filter(
    ({ identifier }) =>
      identifier.name === 'require' && identifier.parent.type === 'CallExpression',
  );
}

function nameOf(call: TSESTree.Node, from: string): string {
  const around = outer(call).parent;
  const { parent } = around !== undefined && withoutInterop(around) === call ? around : call;
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
    ? parent.id.name
    : from;
}
