import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { holdsPrimitives, moduleVariables, ownsValue, shapesOf } from './bindings.ts';
import { Evaluation } from './evaluation.ts';
import { Flow, type Write } from './flow.ts';
import { globalWrites } from './global-objects.ts';
import { kindOf, type Shape } from './kinds.ts';
import { addClassThis, addLiteralThis, heldObject } from './receivers.ts';
import { frameOf, Scopes } from './scopes.ts';
import { isClass, isFunction, keyName, type ClassNode } from './syntax.ts';

type Variable = TSESLint.Scope.Variable;

/** In which way a module keeps or changes state. */
export type StateKind =
  | 'functionProperty'
  | 'globalWrite'
  | 'importWrite'
  | 'mutated'
  | 'reassigned'
  | 'staticField'
  | 'statefulRegExp';

/** One piece of state that outlives the evaluation of a module. */
export interface ModuleState {
  readonly kind: StateKind;
  /** Where to report: the declaration, or the write when what it changes is declared elsewhere. */
  readonly node: TSESTree.Node;
  readonly name: string;
  /** The first write that makes it state. */
  readonly write: TSESTree.Node;
  /** Why it is left alone by default; null for what is always reported. */
  readonly exemption: 'weak' | null;
}

/** Finds the state that a module keeps or changes, one entry for each binding or write. */
export function findModuleState(sourceCode: TSESLint.SourceCode): readonly ModuleState[] {
  const scopes = new Scopes(sourceCode);
  const evaluation = new Evaluation(scopes);
  const found: ModuleState[] = [];
  for (const variable of moduleVariables(scopes)) {
    found.push(...variableState(variable, scopes, evaluation));
  }
  for (const { name, write } of globalWrites(scopes, evaluation)) {
    found.push({ kind: 'globalWrite', node: write.node, name, write: write.node, exemption: null });
  }
  return found;
}

function variableState(variable: Variable, scopes: Scopes, evaluation: Evaluation): ModuleState[] {
  const [definition] = variable.defs;
  if (definition === undefined || (definition.type as string) === 'Type') return [];
  if ((definition.type as string) === 'ImportBinding')
    return importState(variable, scopes, evaluation);
  const node = definition.name;
  const { name } = variable;
  const reassigned = firstReassignment(variable, evaluation);
  if (reassigned !== null) {
    return [{ kind: 'reassigned', node, name, write: reassigned, exemption: null }];
  }
  const shapes = shapesOf(variable);
  if (holdsPrimitives(shapes, scopes) || !ownsValue(variable, shapes)) return [];
  const flow = new Flow(scopes, evaluation, { trustNames: isContainer(shapes, scopes) });
  const held = heldObject(shapes);
  flow.variable(variable, held);
  const classes = shapes.filter(isClass);
  for (const shape of shapes) {
    const own = isClass(shape) || isFunction(shape) ? scopes.ownName(shape) : null;
    if (own !== null) flow.variable(own, held);
    addLiteralThis(flow, shape, held, scopes);
  }
  for (const shape of classes) addClassThis(flow, shape, true, scopes);
  const writes = laterWrites(flow, evaluation);
  const [first] = writes;
  if (first === undefined) return [];
  if (classes[0] !== undefined) return classState(classes[0], node, name, writes);
  const kind = shapes.some(isFunction)
    ? 'functionProperty'
    : shapes.some((shape) => kindOf(shape, scopes) === 'statefulRegExp')
      ? 'statefulRegExp'
      : 'mutated';
  const exemption = writes.every(({ weak }) => weak) ? 'weak' : null;
  return [{ kind, node, name, write: first.node, exemption }];
}

/** The static fields that change, each at its declaration; others at the class. */
function classState(
  node: ClassNode,
  declaration: TSESTree.Node,
  className: string,
  writes: readonly Write[],
): ModuleState[] {
  const found = new Map<TSESTree.Node, ModuleState>();
  for (const { node: write, field, weak } of writes) {
    const member = node.body.body.find(
      (element) =>
        element.type === 'PropertyDefinition' && element.static && keyName(element) === field,
    );
    const at = member?.type === 'PropertyDefinition' ? member.key : declaration;
    if (found.has(at)) continue;
    const kind = member === undefined ? 'functionProperty' : 'staticField';
    const name = member === undefined ? className : `${className}.${field ?? ''}`;
    found.set(at, { kind, node: at, name, write, exemption: weak ? 'weak' : null });
  }
  return [...found.values()];
}

/** What a module changes in another module, at each write. */
function importState(variable: Variable, scopes: Scopes, evaluation: Evaluation): ModuleState[] {
  const flow = new Flow(scopes, evaluation, { trustNames: false });
  flow.variable(variable, heldObject([]));
  return laterWrites(flow, evaluation).map(({ node }) => ({
    kind: 'importWrite',
    node,
    name: variable.name,
    write: node,
    exemption: null,
  }));
}

function firstReassignment(variable: Variable, evaluation: Evaluation): TSESTree.Node | null {
  for (const reference of variable.references) {
    if (!reference.isWrite() || reference.init === true) continue;
    const { identifier } = reference;
    const { parent } = identifier;
    const node = parent.type === 'AssignmentExpression' ? parent : identifier;
    if (evaluation.isLater({ node, frame: frameOf(reference.from) })) return node;
  }
  return null;
}

function laterWrites(flow: Flow, evaluation: Evaluation): Write[] {
  return flow
    .run()
    .filter((write) => evaluation.isLater(write, write.during))
    .sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function isContainer(shapes: readonly Shape[], scopes: Scopes): boolean {
  return shapes.some((shape) => {
    const kind = kindOf(shape, scopes);
    return kind !== null && kind !== 'function' && kind !== 'class';
  });
}
