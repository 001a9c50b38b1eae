import type { TSESTree } from '@typescript-eslint/utils';
import { ANY, type Key, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction, returnsOf } from './functions.ts';

type Node = TSESTree.Node;

/** The values at a key of an object that is written out. */
export function valuesOfObject(
  { properties }: TSESTree.ObjectExpression,
  key: Key,
  evaluator: Evaluator,
): readonly Node[] {
  const found: Node[] = [];
  for (const property of properties.toReversed()) {
    if (property.type === 'SpreadElement') {
      found.push(...evaluator.elements(property.argument, key));
      continue;
    }
    const name = propertyName(property) ?? (property.computed && evaluator.fold(property.key));
    if (key === ANY || name === key) found.push(...valuesOfProperty(property, evaluator));
    if (name === key) break; // it hides whatever comes before
  }
  return found.reverse();
}

/** The value of a property or method; of a getter, what it returns. */
function valuesOfProperty(
  { kind, value }: TSESTree.Property | TSESTree.MethodDefinition,
  evaluator: Evaluator,
): readonly Node[] {
  return kind === 'get' && isFunction(value)
    ? returnsOf(value).flatMap((node) => evaluator.values(node))
    : evaluator.values(value);
}

/** The class or object whose `this` an expression is; of a class before classes, its function. */
export function classAround(node: Node, evaluator: Evaluator): Node | undefined {
  let around: Node | undefined = node;
  while (around && !/^(?:ClassBody|ObjectExpression|FunctionDeclaration)$/.test(around.type)) {
    if (around.type === 'FunctionExpression') {
      const made = ownerOfPrototype(around, evaluator);
      if (made) return made;
    }
    around = around.parent;
  }
  return around?.type === 'ClassBody' ? around.parent : around;
}

/** `Job` of `Job.prototype.start = function () { … }`. */
function ownerOfPrototype({ parent }: Node, evaluator: Evaluator): Node | undefined {
  if (parent?.type !== 'AssignmentExpression' || parent.left.type !== 'MemberExpression') {
    return undefined;
  }
  const { object } = parent.left;
  if (object.type !== 'MemberExpression' || propertyName(object) !== 'prototype') return undefined;
  return evaluator.values(object.object).find(isFunction);
}

/** More classes than a person makes of one. */
const MOST_DERIVED = 50;

/** The values of a field of `this`, which may be of a class that extends the one in the text. */
export function fieldsOfThis(node: Node | undefined, key: Key, evaluator: Evaluator): Node[] {
  const derived = new Set(node ? [node] : []);
  for (const each of derived) {
    if (derived.size > MOST_DERIVED) break;
    for (const other of evaluator.derived(each)) derived.add(other);
  }
  return [...derived].flatMap((each) => fieldsOf(each, key, evaluator));
}

/** The values of the fields of a class or the one that it extends, and those that methods assign. */
export function fieldsOf(node: Node | undefined, key: Key, evaluator: Evaluator): readonly Node[] {
  if (node?.type === 'ObjectExpression') return valuesOfObject(node, key, evaluator);
  if (key === ANY) return [];
  if (node?.type === 'FunctionDeclaration') {
    return evaluator.says(/\bthis\s*[.[]/) ? fieldWritesIn(node, key, evaluator) : [];
  }
  if (node?.type !== 'ClassDeclaration' && node?.type !== 'ClassExpression') return [];
  const own = ownFieldsOf(node, key, evaluator);
  return own.length === 0 && node.superClass ? evaluator.elements(node.superClass, key) : own;
}

function ownFieldsOf(
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  key: string,
  evaluator: Evaluator,
): readonly Node[] {
  const fields = node.body.body.flatMap((member) => {
    if (member.type === 'PropertyDefinition') {
      return propertyName(member) === key && member.value ? evaluator.values(member.value) : [];
    }
    if (member.type !== 'MethodDefinition') return [];
    if (member.kind === 'constructor') return parameterField(member.value, key, evaluator);
    return propertyName(member) === key ? valuesOfProperty(member, evaluator) : [];
  });
  return [...fields, ...fieldWritesIn(node, key, evaluator)];
}

/** The values that the code of a class assigns to a field of `this`. */
function fieldWritesIn(node: Node, key: string, evaluator: Evaluator): readonly Node[] {
  return evaluator
    .fieldWrites(key)
    .filter((write) => classAround(write, evaluator) === node)
    .flatMap(({ right }) => evaluator.values(right));
}

/** `constructor(private readonly file: string)` makes a field of the parameter. */
function parameterField({ params }: { params: readonly Node[] }, key: Key, evaluator: Evaluator) {
  return params.flatMap((param) => {
    if (param.type !== 'TSParameterProperty') return [];
    const { parameter } = param;
    const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    return name.name === key ? evaluator.values(name) : [];
  });
}
