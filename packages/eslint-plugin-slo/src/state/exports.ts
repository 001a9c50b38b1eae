import type { TSESTree } from '@typescript-eslint/utils';
import { mayBeShared } from './bindings.ts';
import type { Evaluation } from './evaluation.ts';
import type { Write } from './changes.ts';
import { exportsObjects } from './common-js.ts';
import { Flow } from './flow.ts';
import { moduleState, type ModuleState } from './module-state.ts';
import { heldObject } from './held.ts';
import { literalWrites } from './literals.ts';
import { frameOf, type Scopes } from './scopes.ts';
import type { StatefulValues } from './stateful.ts';
import { isClass, isFunction, keyName, leaves, outer } from './syntax.ts';

/** State that a module exports without a variable of its own for it. */
export function exportedState(
  scopes: Scopes,
  evaluation: Evaluation,
  values: StatefulValues,
): ModuleState[] {
  return [
    ...defaultExport(scopes, evaluation, values),
    ...commonJsExports(scopes, evaluation, values),
  ];
}

/** `export default new Store()`, `export default { count: 0, next() { this.count++ } }` */
function defaultExport(
  scopes: Scopes,
  evaluation: Evaluation,
  values: StatefulValues,
): ModuleState[] {
  return scopes.sourceCode.ast.body.flatMap((statement) => {
    if (statement.type !== 'ExportDefaultDeclaration') return [];
    const { declaration } = statement;
    if (isClass(declaration) || isFunction(declaration)) return [];
    const found = expressionState(declaration, scopes, evaluation, values);
    return found === null ? [] : [moduleState({ ...found, node: statement, name: 'default' })];
  });
}

/** `exports.store = new Store()`, and whatever functions change on `exports`. */
function commonJsExports(
  scopes: Scopes,
  evaluation: Evaluation,
  values: StatefulValues,
): ModuleState[] {
  const found: ModuleState[] = [];
  const literals: TSESTree.Node[] = [];
  const objects = exportsObjects(scopes);
  if (objects.length === 0) return found;
  const flow = new Flow(scopes, evaluation, { trustNames: true });
  for (const { node, scope } of objects) {
    const target = outer(node);
    const member =
      target.parent?.type === 'MemberExpression' && target.parent.object === target
        ? target.parent
        : target;
    const assignment = outer(member).parent;
    if (assignment?.type !== 'AssignmentExpression' || assignment.left !== outer(member)) continue;
    if (frameOf(scope).type !== 'Program') continue;
    for (const value of leaves(assignment.right)) {
      if (member === target) literals.push(value);
      const kept = expressionState(value, scopes, evaluation, values);
      const name = scopes.sourceCode.getText(member);
      if (kept !== null) found.push(moduleState({ ...kept, node: member, name }));
    }
  }
  const held = heldObject(literals);
  for (const { node, scope } of objects) flow.expression(node, scope, held);
  const later = flow.laterWrites();
  for (const write of later) {
    if (isGlobalObjectAt(write.field, scopes)) continue;
    const node = declarationOf(write, flow.run(), later, literals);
    const name = `exports.${write.field ?? ''}`;
    found.push(
      moduleState({
        kind: 'mutated',
        node,
        name,
        write: write.node,
        exemption: write.weak ? 'weak' : null,
      }),
    );
  }
  return found;
}

/** Whether what is exported under a key is the global object, whose changes are reported as such. */
function isGlobalObjectAt(key: string | null, scopes: Scopes): boolean {
  return scopes.exportsAssignments.some(
    (each) =>
      each.key === key &&
      key !== null &&
      leaves(each.value).some((leaf) => mayBeShared(leaf, scopes)),
  );
}

/** Where the exported key was first given its value, else the whole export, else the write. */
function declarationOf(
  write: Write,
  writes: readonly Write[],
  later: readonly Write[],
  literals: readonly TSESTree.Node[],
): TSESTree.Node {
  const earlier = writes.find(
    (each) => !each.deep && each.field === write.field && !later.includes(each),
  );
  if (earlier !== undefined) return earlier.node;
  const literal = literals.find((node) => node.type === 'ObjectExpression');
  const property =
    literal?.type === 'ObjectExpression'
      ? literal.properties.find((each) => each.type === 'Property' && keyName(each) === write.field)
      : undefined;
  return property ?? write.node;
}

function expressionState(
  expression: TSESTree.Node,
  scopes: Scopes,
  evaluation: Evaluation,
  values: StatefulValues,
): Pick<ModuleState, 'kind' | 'reason' | 'write' | 'exemption' | 'origin'> | null {
  const [write] = leaves(expression).flatMap((leaf) =>
    literalWrites(leaf, 'unknown', scopes, evaluation),
  );
  if (write !== undefined) {
    return {
      kind: 'mutated',
      reason: '',
      write: write.node,
      exemption: write.weak ? 'weak' : null,
      origin: null,
    };
  }
  return values.of(expression);
}
