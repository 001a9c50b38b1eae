import * as paths from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { ANY } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction, textsReturned } from './functions.ts';
import { combinations, concatenate, type Texts, union, UNKNOWN } from './texts.ts';

type Node = TSESTree.Node;

const PARTS = ['root', 'dir', 'base', 'name', 'ext'] as const;

/** `path.format({ dir, base })`. */
export function textsOfFormatted(object: Node | undefined, evaluator: Evaluator): Texts {
  if (object === undefined) return UNKNOWN;
  const given = PARTS.map((part) => {
    const found = evaluator.elements(object, part);
    return found.length === 0 ? [''] : union(found.map((node) => evaluator.texts(node)));
  });
  const formatted = combinations(given).map(
    ([root = '', dir = '', base = '', name = '', ext = '']) =>
      paths.format({ root, dir, base, name, ext }),
  );
  return union([formatted]);
}

/** `select({ choices: [{ value }] })`. */
export function textsOfChoice(question: Node | undefined, evaluator: Evaluator): Texts {
  const choices = ['choices', 'options'].flatMap((name) =>
    (question ? evaluator.elements(question, name) : []).flatMap((choice) =>
      evaluator.elements(choice, ANY),
    ),
  );
  return union(
    choices.map((choice) => {
      const [value] = evaluator.elements(choice, 'value');
      return evaluator.texts(value ?? choice);
    }),
  );
}

/** The part of a path that `path.parse` calls by a name. */
export function partOf(file: string, name: string): readonly string[] {
  const part = PARTS.find((known) => known === name);
  return part === undefined ? [] : [paths.parse(file)[part]];
}

/** `String.raw({ raw: parts }, ...values)`, as a function writes it that is the tag of a template. */
export function textsOfRaw(strings: Node, values: readonly Node[], evaluator: Evaluator): Texts {
  const raw = evaluator.elements(strings, 'raw');
  const parts = raw.length > 0 ? raw.flatMap((node) => evaluator.elements(node, ANY)) : [];
  const between = values.flatMap((value) =>
    value.type === 'SpreadElement' ? evaluator.elements(value.argument, ANY) : [value],
  );
  if (parts.length === 0) return UNKNOWN;
  return concatenate(
    parts.flatMap((part, index): Texts[] => {
      const text = evaluator.texts(part);
      if (index === parts.length - 1) return [text];
      const value = between[index];
      return [text, value ? evaluator.texts(value) : UNKNOWN];
    }),
  );
}

/** `URL.createObjectURL(new Blob([text]))`, as the `data:` URL of the same content. */
export function textsOfBlob(blob: Node | undefined, evaluator: Evaluator): Texts {
  const [made] = blob ? evaluator.values(blob) : [];
  const [parts] = made?.type === 'NewExpression' ? made.arguments : [];
  if (made?.type !== 'NewExpression' || parts === undefined) return UNKNOWN;
  if (evaluator.origin(made.callee) !== 'Blob') return UNKNOWN;
  const texts = evaluator.elements(parts, ANY).map((part) => evaluator.texts(part));
  return concatenate([['data:text/javascript,'], ...texts]);
}

/** `parts.reduce((start, part) => join(start, part))`, whose parts may be functions. */
export function textsOfReduced(
  list: Node,
  [reducer, initial]: readonly Node[],
  evaluator: Evaluator,
  isFromRight = false,
): Texts {
  const [fn] = reducer ? evaluator.values(reducer).filter(isFunction) : [];
  const [start, part] = (fn?.params ?? []).map((param) =>
    param.type === 'Identifier' ? evaluator.names.variable(param) : undefined,
  );
  const elements = evaluator.elements(list, ANY);
  const [first, ...rest] = [
    ...(initial ? [initial] : []),
    ...(isFromRight ? elements.toReversed() : elements),
  ];
  if (fn === undefined || first === undefined || !start || !part) return UNKNOWN;
  return rest.reduce<Texts>((texts, element) => {
    const given = new Map([[start, texts]]);
    const called = new Map<typeof part, Node>();
    if (isFunction(element)) called.set(part, element);
    else given.set(part, evaluator.texts(element));
    return evaluator.inCall({ texts: given, values: called }, () => textsReturned(fn, evaluator));
  }, evaluator.texts(first));
}
