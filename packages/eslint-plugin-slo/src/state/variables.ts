import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { holdsPrimitives, ownsValue, shapesOf } from './bindings.ts';
import type { Evaluation } from './evaluation.ts';
import { isFeatureDetection } from './feature-detection.ts';
import { Flow } from './flow.ts';
import { kindOf, type Shape } from './kinds.ts';
import { moduleState, type ModuleState } from './module-state.ts';
import { originOf } from './modules.ts';
import { namespaceAccesses } from './namespaces.ts';
import { heldObject } from './held.ts';
import { callersOf } from './literal-callers.ts';
import { calledFunction } from './local-functions.ts';
import { literalWrites } from './literals.ts';
import { addClassThis } from './receivers.ts';
import type { Neighbours } from './neighbours.ts';
import { frameOf, type Scopes } from './scopes.ts';
import type { StatefulValues } from './stateful.ts';
import {
  inner,
  isClass,
  isFunction,
  isOnlyUsed,
  keyName,
  leaves,
  type ClassNode,
} from './syntax.ts';
import { returnedBy } from './walk.ts';

type Variable = TSESLint.Scope.Variable;
type Reference = TSESLint.Scope.Reference;

/** Finds what the variables of a module keep. */
export class VariableStates {
  readonly #scopes: Scopes;
  readonly #evaluation: Evaluation;
  readonly #values: StatefulValues;
  readonly #neighbours: Neighbours;

  constructor(
    scopes: Scopes,
    evaluation: Evaluation,
    values: StatefulValues,
    neighbours: Neighbours,
  ) {
    this.#scopes = scopes;
    this.#evaluation = evaluation;
    this.#values = values;
    this.#neighbours = neighbours;
  }

  /** One finding for a variable, or one for each static field of the class that it holds. */
  of(variable: Variable): ModuleState[] {
    const [definition] = variable.defs;
    const type = definition?.type as string | undefined;
    if (definition === undefined || type === 'Type' || type === 'ImportBinding') return [];
    if (type === 'FunctionName' && isOnlyCalled(variable)) return [];
    const shapes = shapesOf(variable, this.#scopes);
    const [node] = shapes.filter(isClass);
    const reassigned = this.#reassigned(variable, definition.name);
    if (reassigned !== null) return [reassigned];
    // A parameter of a wrapper is another name for what the wrapper is given.
    if (type === 'Parameter') return [];
    if (node !== undefined)
      return classState(node, this.#scopes, this.#evaluation, this.#neighbours, {
        variable,
        values: this.#values,
      });
    if (holdsPrimitives(shapes, this.#scopes) || !ownsValue(variable, shapes, this.#scopes))
      return [];
    const found =
      this.#changed(variable, shapes, definition.name) ??
      this.#stateful(variable, shapes, definition.name);
    return found === null ? [] : [found];
  }

  /** A function expression that changes properties of itself by its own name. */
  ofFunction(node: TSESTree.FunctionExpression): ModuleState[] {
    const own = this.#scopes.ownName(node);
    const found = own === null || node.id === null ? null : this.#changed(own, [node], node.id);
    return found === null ? [] : [found];
  }

  #reassigned(variable: Variable, node: TSESTree.Node): ModuleState | null {
    const writes = variable.references.filter(
      (reference) => reference.isWrite() && reference.init !== true && this.#isLater(reference),
    );
    const [first] = writes;
    if (first === undefined) return null;
    const exemption = isFeatureDetection(variable, writes) ? 'featureDetection' : null;
    return moduleState({
      kind: 'reassigned',
      node,
      name: variable.name,
      write: first.identifier,
      exemption,
    });
  }

  #isLater({ identifier, from }: Reference): boolean {
    const { parent } = identifier;
    const node = parent.type === 'AssignmentExpression' ? parent : identifier;
    return this.#evaluation.isLater({ node, frame: frameOf(from) });
  }

  #changed(variable: Variable, shapes: readonly Shape[], node: TSESTree.Node): ModuleState | null {
    const made = shapes.flatMap((shape) => madeBy(shape, this.#scopes));
    const isUrl = shapes.some((shape) => makesUrl(shape, this.#scopes));
    const flow = new Flow(this.#scopes, this.#evaluation, {
      trustNames: isContainer(made, this.#scopes),
      neighbours: this.#neighbours,
      ...(isUrl && { methods: urlMethods }),
    });
    const held = heldObject(made);
    flow.variable(variable, held);
    for (const access of namespaceAccesses(variable, this.#scopes)) {
      flow.expression(access, this.#scopes.sourceCode.getScope(access), held);
    }
    for (const shape of shapes) {
      const own = isFunction(shape) ? this.#scopes.ownName(shape) : null;
      if (own !== null) flow.variable(own, held);
    }
    const callers = callersOf(variable, this.#scopes);
    const writes = [
      ...flow.laterWrites(),
      ...shapes.flatMap((shape) => literalWrites(shape, callers, this.#scopes, this.#evaluation)),
    ].sort((a, b) => a.node.range[0] - b.node.range[0]);
    const first = writes.find(({ weak }) => !weak) ?? writes[0];
    if (first === undefined) return null;
    const kind = shapes.some(isFunction)
      ? 'functionProperty'
      : first.regExp
        ? 'statefulRegExp'
        : 'mutated';
    const exemption = first.weak ? 'weak' : null;
    return moduleState({ kind, node, name: variable.name, write: first.node, exemption });
  }

  #stateful(variable: Variable, shapes: readonly Shape[], node: TSESTree.Node): ModuleState | null {
    const { name } = variable;
    const isPart = shapes.length === 0;
    for (const shape of isPart ? partSources(variable) : shapes) {
      const found = this.#values.of(shape);
      // To take an iterator apart is to read it.
      if (found !== null && !(found.iterator && (isPart || !this.#isReadLater(variable)))) {
        return moduleState({ ...found, node, name });
      }
      if (shape.type !== 'NewExpression' && shape.type !== 'CallExpression') continue;
      const origin = originOf(shape.callee, this.#scopes);
      if (origin !== null && origin.from !== 'global') {
        return moduleState({ kind: 'stateful', node, name, origin, unlisted: true });
      }
    }
    return null;
  }

  /** Whether code that runs later, here or in an importing module, may read the variable. */
  #isReadLater(variable: Variable): boolean {
    const isExported = variable.defs.some(
      ({ parent }) => parent?.parent.type === 'ExportNamedDeclaration',
    );
    return (
      isExported ||
      variable.references.some(
        ({ identifier, from }) =>
          identifier.parent.type === 'ExportSpecifier' ||
          this.#evaluation.isLater({ node: identifier, frame: frameOf(from) }),
      )
    );
  }
}

/** What a function of the file makes anew in each call, in place of the call. */
function madeBy(shape: Shape, scopes: Scopes): readonly Shape[] {
  const fn = shape.type === 'CallExpression' ? calledFunction(inner(shape.callee), scopes) : null;
  if (fn === null || fn.async || fn.generator) return [shape];
  const returned = returnedBy(fn, scopes.sourceCode.visitorKeys).flatMap(leaves);
  const isFresh = returned.length > 0 && returned.every((leaf) => isContainer([leaf], scopes));
  return isFresh ? returned : [shape];
}

/** A function that nobody hands on or looks into is not followed: calls change nothing in it. */
function isOnlyCalled({ references }: Variable): boolean {
  return references.every(({ identifier }) => isOnlyUsed(identifier));
}

/** Methods of the parts of a URL that change it. */
const urlMethods: ReadonlySet<string> = new Set(
  ['append', 'delete', 'set', 'sort'].map((method) => `searchParams.${method}`),
);

function makesUrl(shape: Shape, scopes: Scopes): boolean {
  return shape.type === 'NewExpression' && scopes.globalName(inner(shape.callee)) === 'URL';
}

/** What a destructuring pattern takes a variable from. */
function partSources(variable: Variable): TSESTree.Node[] {
  return variable.references.flatMap(({ writeExpr, init }) =>
    init === true && writeExpr ? leaves(writeExpr) : [],
  );
}

/** The static fields of a class that change or keep state; what has no field, at the class. */
export function classState(
  node: ClassNode,
  scopes: Scopes,
  evaluation: Evaluation,
  neighbours: Neighbours,
  {
    variable = null,
    values = null,
  }: { variable?: Variable | null; values?: StatefulValues | null } = {},
): ModuleState[] {
  const flow = new Flow(scopes, evaluation, { trustNames: true, neighbours });
  const held = heldObject([node]);
  const own = scopes.ownName(node);
  if (variable !== null) flow.variable(variable, held);
  if (own !== null && own !== variable) flow.variable(own, held);
  addClassThis(flow, node, true, scopes);
  const className = variable?.name ?? node.id?.name ?? 'the class';
  const declaration = variable?.defs[0]?.name ?? node.id ?? node;
  const fields = node.body.body.filter(
    (member) => member.type === 'PropertyDefinition' && member.static,
  ) as TSESTree.PropertyDefinition[];
  const found = new Map<TSESTree.Node, ModuleState>();
  for (const { node: write, field, weak } of flow.laterWrites()) {
    const member = fields.find((element) => keyName(element) === field);
    const at = member?.key ?? declaration;
    if (found.has(at) && found.get(at)?.exemption === null) continue;
    const exemption = weak ? 'weak' : null;
    const state =
      member === undefined
        ? moduleState({ kind: 'functionProperty', node: at, name: className, write, exemption })
        : moduleState({
            kind: 'staticField',
            node: at,
            name: `${className}.${field ?? ''}`,
            write,
            exemption,
          });
    found.set(at, state);
  }
  for (const { key, value } of fields) {
    const kept = value === null || found.has(key) ? null : (values?.of(value) ?? null);
    if (kept !== null)
      found.set(
        key,
        moduleState({ ...kept, node: key, name: `${className}.${scopes.sourceCode.getText(key)}` }),
      );
  }
  return [...found.values()];
}

/** Whether the value is, or may be, a container that this file makes. */
function isContainer(shapes: readonly Shape[], scopes: Scopes): boolean {
  return shapes.some((shape) => {
    const kind = kindOf(shape, scopes);
    return kind !== null && kind !== 'function' && kind !== 'class';
  });
}
