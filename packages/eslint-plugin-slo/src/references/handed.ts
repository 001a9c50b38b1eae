import type { TSESTree } from '@typescript-eslint/utils';
import { type Path, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction, type LocalFunction, paramsOf } from './functions.ts';

type Node = TSESTree.Node;

/** What a parameter is given: an expression, and the way into it. */
export interface Given {
  readonly value: Node;
  readonly path: Path;
}

/** A parameter of a function, by its number. */
export interface Place {
  readonly index: number;
  /** It is the list after `...`, from that number on. */
  readonly isRest: boolean;
}

/** Names for one value, in all; more are a circle, or what a machine wrote. */
const MOST_NAMES = 32;

/** Where a function takes what it hands on: a parameter of its own, and the way into that. */
export interface Source extends Place {
  readonly path: Path;
}

/**
 * The parameters of a function that an expression in it stands for; undefined for one that is made of
 * something else, or of more.
 */
export function sourcesIn(
  fn: LocalFunction,
  given: Given,
  evaluator: Evaluator,
): readonly Source[] | undefined {
  const sources: Source[] = [];
  const pending = [given];
  let names = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    names += 1;
    if (value.type !== 'Identifier' || names > MOST_NAMES) return undefined;
    const own = parameterOf(fn, value, path, evaluator);
    if (own) {
      sources.push(own);
      continue;
    }
    const definitions = evaluator.definitions(value);
    if (definitions.length === 0 || definitions.some(({ adds }) => adds)) return undefined;
    for (const definition of definitions.toReversed()) {
      pending.push({ value: definition.value, path: [...definition.path, ...path] });
    }
  }
  return sources;
}

function parameterOf(
  fn: LocalFunction,
  name: TSESTree.Identifier,
  path: Path,
  { names }: Evaluator,
): Source | undefined {
  const variable = names.variable(name);
  const index = paramsOf(fn).findIndex((param) => {
    const own = param.type === 'RestElement' ? param.argument : param;
    return own.type === 'Identifier' && variable !== undefined && names.variable(own) === variable;
  });
  if (index === -1) return undefined;
  if (paramsOf(fn)[index]?.type !== 'RestElement') return { index, isRest: false, path };
  const [key, ...rest] = path;
  const [, number, mark] = /^(\d+)(\.\.)?$/.exec(typeof key === 'string' ? key : '') ?? [];
  if (number === undefined) return { index, isRest: true, path };
  return { index: index + Number(number), isRest: mark !== undefined, path: rest };
}

/** The function that stands around an expression. */
export function functionAround(node: Node): LocalFunction | undefined {
  let around = node.parent;
  while (around && !isFunction(around)) around = around.parent;
  return isFunction(around) ? around : undefined;
}

const LISTENS = /^(?:on|once|addListener|prependListener)$/;

/** `emitter.emit('start', a)`, for `emitter.on('start', (a) => …)`: the calls that a listener hears. */
export function emitsFor(
  { callee, arguments: [event] }: TSESTree.CallExpression | TSESTree.NewExpression,
  evaluator: Evaluator,
): readonly TSESTree.CallExpression[] {
  if (callee.type !== 'MemberExpression' || !LISTENS.test(propertyName(callee) ?? '')) return [];
  const name = event && evaluator.fold(event);
  const emitters = new Set(evaluator.values(callee.object));
  return evaluator.methodCalls('emit').filter(({ callee: emit, arguments: [emitted] }) => {
    const isSame = emitted !== undefined && evaluator.fold(emitted) === name;
    const { object } = emit as TSESTree.MemberExpression;
    return isSame && evaluator.values(object).some((value) => emitters.has(value));
  });
}
