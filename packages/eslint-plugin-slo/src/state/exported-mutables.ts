import type { TSESTree } from '@typescript-eslint/utils';
import { exportsObjects } from './common-js.ts';
import type { Evaluation } from './evaluation.ts';
import { Flow } from './flow.ts';
import { heldObject } from './held.ts';
import { kindOf, unfrozen, type Kind } from './kinds.ts';
import { literalWrites } from './literals.ts';
import { globalPath } from './modules.ts';
import { isReadonlyType } from './readonly-types.ts';
import { frameOf, type Scopes } from './scopes.ts';
import { inner, keyName, leaves } from './syntax.ts';

/** A literal that a module exports and that whoever imports it may change. */
export interface ExportedMutable {
  /** Where to report: the name it is exported by, or the literal where it has none. */
  readonly node: TSESTree.Node;
  readonly name: string;
  readonly value: TSESTree.Expression;
  readonly kind: Kind;
  /** The declaration's own type, which says nothing of readonly. */
  readonly annotation: TSESTree.TypeNode | null;
}

/** The kinds of literals whose contents an importer can change. */
const changeable: ReadonlySet<Kind> = new Set<Kind>([
  'array',
  'map',
  'object',
  'set',
  'typedArray',
]);

/** Freezing keeps properties, not the entries of a Map or a Set. */
const keptByFreezing: ReadonlySet<Kind> = new Set<Kind>(['array', 'object']);

/** Finds the literals that a module exports open to change. */
export function findExportedMutables(scopes: Scopes): ExportedMutable[] {
  return [...exportedValues(scopes)].flatMap(({ node, name, value, annotation }) => {
    const kind = changeableKind(value, scopes);
    if (kind === null || isReadonlyType(annotation, scopes.sourceCode.ast)) return [];
    if (keptByFreezing.has(kind) && isFrozenAfterwards(node, scopes)) return [];
    return [{ node, name, value, kind, annotation }];
  });
}

/** Whether the file itself changes, at whatever time, what it exports so. */
export function isChangedHere(
  { node, value }: ExportedMutable,
  scopes: Scopes,
  evaluation: Evaluation,
): boolean {
  const flow = new Flow(scopes, evaluation, { trustNames: true });
  const held = heldObject([value]);
  const declarator = node.parent;
  if (declarator?.type === 'VariableDeclarator') {
    for (const variable of scopes.declared(declarator)) {
      if (variable.references.some((each) => each.isWrite() && each.init !== true)) return true;
      flow.variable(variable, held);
    }
  }
  const access = inner(node);
  const key = access.type === 'MemberExpression' ? keyName(access) : null;
  for (const exported of key === null ? [] : exportsObjects(scopes)) {
    flow.expression(exported.node, exported.scope, { ...held, path: [key] });
  }
  return flow.run().length > 0 || literalWrites(value, 'itself', scopes, evaluation).length > 0;
}

interface ExportedValue {
  readonly node: TSESTree.Node;
  readonly name: string;
  readonly value: TSESTree.Expression;
  readonly annotation: TSESTree.TypeNode | null;
}

function* exportedValues(scopes: Scopes): Generator<ExportedValue> {
  const { body } = scopes.sourceCode.ast;
  const exported = new Set(
    body.flatMap((statement) =>
      statement.type === 'ExportNamedDeclaration' && statement.source === null
        ? statement.specifiers.map(({ local }) => local.name)
        : [],
    ),
  );
  for (const statement of body) {
    if (statement.type === 'ExportDefaultDeclaration') {
      const { declaration } = statement;
      if (declaration.type === 'Identifier') exported.add(declaration.name);
      else if (isExpression(declaration)) {
        yield { node: statement, name: 'default', value: declaration, annotation: null };
      }
    }
  }
  for (const statement of body) {
    const isExport = statement.type === 'ExportNamedDeclaration';
    const declaration = isExport ? statement.declaration : statement;
    if (declaration?.type === 'VariableDeclaration' && !declaration.declare) {
      for (const { id, init } of declaration.declarations) {
        if (id.type !== 'Identifier' || init === null) continue;
        if (!isExport && !exported.has(id.name)) continue;
        const annotation = id.typeAnnotation?.typeAnnotation ?? null;
        yield { node: id, name: id.name, value: init, annotation };
      }
    } else if (statement.type === 'ExpressionStatement') yield* assignedExport(statement, scopes);
  }
}

// `exports.table = { … }` and `module.exports.table = { … }`; the exports object itself is the API.
function* assignedExport(
  { expression }: TSESTree.ExpressionStatement,
  scopes: Scopes,
): Generator<ExportedValue> {
  if (expression.type !== 'AssignmentExpression') return;
  const target = inner(expression.left);
  if (target.type !== 'MemberExpression') return;
  const text = scopes.sourceCode.getText(target.object);
  if (text !== 'exports' && text !== 'module.exports') return;
  const name = scopes.sourceCode.getText(target);
  yield { node: target, name, value: expression.right, annotation: null };
}

function isExpression(
  node: TSESTree.ExportDefaultDeclaration['declaration'],
): node is TSESTree.Expression {
  return !/Declaration$|^TSDeclareFunction$/.test(node.type);
}

/** The kind of an open literal, or of alternatives; null for what is frozen, constant or typed readonly. */
function changeableKind(value: TSESTree.Expression, scopes: Scopes): Kind | null {
  let node: TSESTree.Node = value;
  while (inner(node) !== node) {
    if (node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion') {
      if (isReadonlyType(node.typeAnnotation, scopes.sourceCode.ast)) return null;
    }
    node = 'expression' in node ? (node.expression as TSESTree.Node) : inner(node);
  }
  const kinds = (node.type === 'ConditionalExpression' ? leaves(node) : [node]).map((leaf) =>
    literalKind(leaf, scopes),
  );
  return kinds.includes(null) ? null : (kinds[0] ?? null);
}

function literalKind(node: TSESTree.Node, scopes: Scopes): Kind | null {
  const { shape, frozen } = unfrozen(node, scopes);
  if (!isLiteral(shape)) return null;
  const kind = kindOf(shape, scopes);
  if (kind === null || !changeable.has(kind)) return null;
  return frozen && keptByFreezing.has(kind) ? null : kind;
}

/** `Object.freeze(table);` as a statement after the declaration. */
function isFrozenAfterwards({ parent }: TSESTree.Node, scopes: Scopes): boolean {
  if (parent?.type !== 'VariableDeclarator') return false;
  return scopes.declared(parent).some(({ references }) =>
    references.some(({ identifier, from }) => {
      const call = identifier.parent;
      return (
        call.type === 'CallExpression' &&
        call.arguments[0] === identifier &&
        frameOf(from).type === 'Program' &&
        globalPath(call.callee, scopes) === 'Object.freeze'
      );
    }),
  );
}

function isLiteral({ type }: TSESTree.Node): boolean {
  return type === 'ObjectExpression' || type === 'ArrayExpression' || type === 'NewExpression';
}
