import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { holdsPrimitives, ownsValue, shapesOf } from './bindings.ts';
import type { Evaluation, Place } from './evaluation.ts';
import { isOwnReplacement } from './feature-detection.ts';
import { Flow } from './flow.ts';
import { heldObject } from './held.ts';
import type { Shape } from './kinds.ts';
import { globalPath } from './modules.ts';
import type { Neighbours } from './neighbours.ts';
import { frameOf, type Frame, type Scopes } from './scopes.ts';
import {
  directCall,
  inner,
  isFunction,
  keyName,
  lastName,
  leaves,
  outer,
  type FunctionNode,
} from './syntax.ts';

type Scope = TSESLint.Scope.Scope;
type Variable = TSESLint.Scope.Variable;

/** Callees that keep a callback to themselves, so that what it changes is not in the result. */
const keepers =
  /^(?:then|catch|finally|on|once|addListener|addEventListener|subscribe|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|requestAnimationFrame)$/;

/** Functions of the language whose results are new containers. */
const makesFresh =
  /^(?:Array(?:\.(?:from|of))?|Object\.(?:create|fromEntries|entries|keys|values))$/;

/** What bundlers call the functions that put off the evaluation of a module until it is needed. */
const lazyModules = /^__(?:commonJS|esm)/;

/** The first change of a function's local variable that happens after the function has returned. */
export function closureWrite(
  fn: FunctionNode,
  call: TSESTree.Node | null,
  scopes: Scopes,
  evaluation: Evaluation,
  neighbours: Neighbours,
): TSESTree.Node | null {
  if (fn.parent.type === 'VariableDeclarator' && fn.parent.id.type === 'Identifier') {
    if (lazyModules.test(fn.parent.id.name)) return null;
  }
  const inPlace = call !== null && outer(fn).parent === call;
  // What the module does with the result while it evaluates is part of the making, too.
  const isNow = (place: Place): boolean =>
    evaluation.isWithin(place, ownerOf(fn)) || !evaluation.isLater(place);
  const isKept = ({ frame }: Place): boolean => inPlace || isReturned(frame, fn);
  for (const variable of localVariables(fn, scopes)) {
    for (const reference of variable.references) {
      if (!reference.isWrite() || reference.init === true) continue;
      if (isOwnReplacement(variable, reference)) continue;
      const write = { node: reference.identifier, frame: frameOf(reference.from) };
      if (!isNow(write) && isKept(write)) return write.node;
    }
    const shapes = isParameter(variable)
      ? parameterShapes(variable, fn, call, scopes)
      : shapesOf(variable, scopes);
    if (holdsPrimitives(shapes, scopes) || !ownsValue(variable, shapes, scopes)) continue;
    if (isParameter(variable) && shapes.length === 0) continue;
    const flow = new Flow(scopes, evaluation, {
      trustNames: shapes.length > 0,
      neighbours,
      isNow,
      within: fn,
    });
    flow.variable(variable, heldObject(shapes));
    const write = flow.laterWrites().find((found) => !found.weak && isKept(found));
    if (write !== undefined) return write.node;
  }
  return null;
}

/** The variables of a function that a closure it returns reads after it has returned. */
export function capturedVariables(
  fn: FunctionNode,
  scopes: Scopes,
  evaluation: Evaluation,
): Variable[] {
  return localVariables(fn, scopes).filter(
    (variable) =>
      !isParameter(variable) &&
      variable.references.some((reference) => {
        const place = { node: reference.identifier, frame: frameOf(reference.from) };
        return (
          reference.isRead() &&
          !evaluation.isWithin(place, ownerOf(fn)) &&
          evaluation.isLater(place) &&
          isReturned(place.frame, fn)
        );
      }),
  );
}

/** A constructor runs as part of its class. */
function ownerOf(fn: FunctionNode): Frame {
  const { parent } = fn;
  return parent.type === 'MethodDefinition' && parent.kind === 'constructor'
    ? parent.parent.parent
    : fn;
}

/** The variables of a function's own code, blocks and functions that it calls in place included. */
function localVariables(fn: FunctionNode, scopes: Scopes): Variable[] {
  const found: Variable[] = [];
  const pending: Scope[] = scopes.functionScopes(fn);
  for (let scope = pending.pop(); scope !== undefined; scope = pending.pop()) {
    found.push(
      ...scope.variables.filter(({ name, defs }) => name !== 'arguments' && defs.length > 0),
    );
    pending.push(
      ...scope.childScopes.filter(
        ({ type, block }) =>
          type !== 'class' && (!isFunction(block) || (!block.async && directCall(block) !== null)),
      ),
    );
  }
  return found;
}

/** Whether the closure that stands in a function may be part of what the function returns. */
function isReturned(frame: Frame, fn: FunctionNode): boolean {
  // A function outside, called by a closure inside, tells nothing of where the closure goes.
  if (frame.type === 'Program') return false;
  let closure: TSESTree.Node = frame;
  for (
    let node: TSESTree.Node | undefined = frame.parent;
    node && node !== fn;
    node = node.parent
  ) {
    if (isFunction(node)) closure = node;
  }
  const { parent } = outer(closure);
  if (parent?.type !== 'CallExpression' || parent.callee === outer(closure)) return true;
  const name = lastName(inner(parent.callee));
  return name === null || !keepers.test(name);
}

/** What a call makes for a parameter, or the function for one that the call leaves out. */
function parameterShapes(
  { defs }: Variable,
  fn: FunctionNode,
  call: TSESTree.Node | null,
  scopes: Scopes,
): Shape[] {
  const name = defs[0]?.name;
  const index = fn.params.findIndex((each) => withoutDefault(each) === name);
  const parameter = fn.params[index];
  if (parameter === undefined && name !== undefined && call?.type === 'CallExpression') {
    return optionShapes(name, fn, call).filter((made) => isMadeHere(made, scopes));
  }
  if (parameter === undefined || call?.type !== 'CallExpression') return [];
  const callee = inner(call.callee);
  const method = callee.type === 'MemberExpression' ? keyName(callee) : null;
  if (
    /^(?:apply|from|map)$/.test(method ?? '') ||
    call.arguments.some(({ type }) => type === 'SpreadElement')
  )
    return [];
  const given =
    call.arguments[method === 'call' ? index + 1 : index] ??
    (parameter.type === 'AssignmentPattern' ? parameter.right : undefined);
  return given === undefined ? [] : leaves(given).filter((made) => isMadeHere(made, scopes));
}

/** The default of an option that a call leaves out: `({ store = new Map() } = {}) => …` */
function optionShapes(
  name: TSESTree.Node,
  fn: FunctionNode,
  call: TSESTree.CallExpression,
): Shape[] {
  return fn.params.flatMap((parameter, index) => {
    const pattern = withoutDefault(parameter);
    if (pattern.type !== 'ObjectPattern' || call.arguments[index] !== undefined) return [];
    return pattern.properties.flatMap(({ value }) =>
      value?.type === 'AssignmentPattern' && value.left === name ? leaves(value.right) : [],
    );
  });
}

function withoutDefault(parameter: TSESTree.Parameter): TSESTree.Node {
  return parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
}

/** Whether an expression makes an object that nobody else has. */
function isMadeHere(node: TSESTree.Node, scopes: Scopes): boolean {
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') return true;
  if (node.type === 'NewExpression') return true;
  if (node.type !== 'CallExpression') return false;
  return makesFresh.test(globalPath(node.callee, scopes) ?? '');
}

function isParameter({ defs }: Variable): boolean {
  return defs.some(({ type }) => (type as string) === 'Parameter');
}
