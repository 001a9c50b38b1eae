import type { TSESTree } from '@typescript-eslint/utils';
import { ANY, isWrapper, propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { isFunction, ownCallsOf, returnsOf, textsReturned } from './functions.ts';
import { endingAt, withEnding } from './guards.ts';
import { applyFunction, asPath, knownValue, withPathname } from './known.ts';
import { textsOfBlob, textsOfChoice, textsOfFormatted, textsOfRaw } from './made-texts.ts';
import { textsOfMethod } from './methods.ts';
import { boundParameters } from './bound-parameters.ts';
import { combinations, concatenate, HOLE, type Texts, union, UNKNOWN } from './texts.ts';
import { follow } from './values.ts';

type Node = TSESTree.Node;

/** The texts of an expression: literals, templates, sums, names, paths and URLs. */
export function textsOf(node: Node, evaluator: Evaluator): Texts {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' || typeof node.value === 'number'
        ? [String(node.value)]
        : UNKNOWN;
    case 'TemplateLiteral':
      return textsOfTemplate(node, (hole) => evaluator.texts(hole));
    case 'BinaryExpression':
      return textsOfSum(node, evaluator);
    case 'Identifier':
      return textsOfName(node, evaluator);
    case 'MemberExpression':
      return textsOfMember(node, evaluator);
    case 'CallExpression':
      return textsOfCall(node, evaluator);
    case 'NewExpression': {
      const made = evaluator.origin(node.callee);
      const texts = made && apply(`new ${made}`, node.arguments, evaluator);
      return texts ? withWrittenPath(node, texts, evaluator) : UNKNOWN;
    }
    case 'TaggedTemplateExpression':
      return keepsText(evaluator.origin(node.tag)) ? evaluator.texts(node.quasi) : UNKNOWN;
    case 'ConditionalExpression':
      return union([evaluator.texts(node.consequent), evaluator.texts(node.alternate)]);
    case 'LogicalExpression':
      return node.operator === '&&'
        ? evaluator.texts(node.right)
        : union([evaluator.texts(node.left), evaluator.texts(node.right)]);
    case 'AssignmentExpression':
      return evaluator.texts(node.right);
    case 'AwaitExpression':
      return evaluator.texts(node.argument);
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      return last ? evaluator.texts(last) : UNKNOWN;
    }
    default:
      return isWrapper(node) ? evaluator.texts(node.expression) : UNKNOWN;
  }
}

/** A template, with the texts that a function gives for each hole in it. */
export function textsOfTemplate(
  { quasis, expressions }: TSESTree.TemplateLiteral,
  textsOfHole: (hole: Node) => Texts,
): Texts {
  return concatenate(
    quasis.flatMap(({ value }, index): Texts[] => {
      const hole = expressions[index];
      const text: Texts = [value.cooked ?? HOLE];
      return hole ? [text, textsOfHole(hole)] : [text];
    }),
  );
}

/** Whether a tag answers with the text of its template, but for white space. */
function keepsText(tag: string | undefined): boolean {
  return (
    tag !== undefined && /^String\.raw$|^(?:[\w-]*dedent|endent|outdent|common-tags):/.test(tag)
  );
}

/** Goes down the left side in a loop: a long concatenation nests as deep as it is long. */
function textsOfSum(sum: TSESTree.BinaryExpression, evaluator: Evaluator): Texts {
  const operands: Texts[] = [];
  let node: Node = sum;
  while (node.type === 'BinaryExpression') {
    if (node.operator !== '+') return UNKNOWN;
    operands.push(evaluator.texts(node.right));
    node = node.left;
  }
  operands.push(evaluator.texts(node));
  return concatenate(operands.reverse());
}

function textsOfName(node: TSESTree.Identifier, evaluator: Evaluator): Texts {
  const variable = evaluator.names.variable(node);
  const bound = variable && evaluator.parameter(variable);
  if (bound) return bound;
  const definitions = evaluator.definitions(node);
  const known = definitions.length < 2 ? knownValue(evaluator.origin(node), evaluator) : undefined;
  if (known !== undefined) return [known];
  const ending = endingAt(node);
  const texts = definitions.map(({ value, path, adds }) => {
    if (adds) return concatenate([evaluator.texts(adds), evaluator.texts(value)]);
    if (path.length === 0) return evaluator.texts(value);
    return union(follow(value, path, evaluator).map((node) => evaluator.texts(node)));
  });
  return withEnding(union(texts), ending);
}

/** `url.pathname = …` gives a URL another path. */
function withWrittenPath(made: Node, texts: Texts, evaluator: Evaluator): Texts {
  const written = evaluator.assigned(made, 'pathname');
  if (written.length === 0) return texts;
  evaluator.assume(made, texts); // the new path may be made of the old one
  const paths = union(written.map((value) => evaluator.texts(value)));
  return union(texts.map((url) => paths.map((path) => withPathname(url, path))));
}

function textsOfMember(node: TSESTree.MemberExpression, evaluator: Evaluator): Texts {
  const known = knownValue(evaluator.origin(node), evaluator);
  if (known !== undefined) return [known];
  const values = evaluator.values(node).filter((value) => value !== node);
  if (values.length > 0) return union(values.map((value) => evaluator.texts(value)));
  const name = propertyName(node);
  if (name !== undefined && evaluator.origin(node) === `process.env.${name}`) {
    return union(evaluator.setInEnvironment(name).map((value) => evaluator.texts(value)));
  }
  switch (name) {
    case 'href':
      return evaluator.texts(node.object);
    case 'pathname':
      return union(evaluator.texts(node.object).map((url) => [asPath(url)]));
    default:
      return UNKNOWN;
  }
}

/** Functions that answer with what a person chooses of a list. */
const CHOOSES = /^@(?:inquirer|clack)\/prompts:(?:select|rawlist|search)$/;

function textsOfCall(node: TSESTree.CallExpression, evaluator: Evaluator): Texts {
  const { callee, arguments: args } = node;
  const called = evaluator.origin(callee);
  const [first, ...rest] = args;
  if (called !== undefined && CHOOSES.test(called)) return textsOfChoice(first, evaluator);
  if (called === 'path:format') return textsOfFormatted(first, evaluator);
  if (called === 'URL.createObjectURL') return textsOfBlob(first, evaluator);
  if (called === 'String.raw' && first) return textsOfRaw(first, rest, evaluator);
  const applied = called === undefined ? undefined : apply(called, args, evaluator);
  if (applied) return applied;
  const own = ownCallsOf(node, evaluator);
  if (own.length > 0) {
    return union(
      own.map(({ fn, args: given }) =>
        evaluator.inCall(boundParameters(fn, given, evaluator), () => textsReturned(fn, evaluator)),
      ),
    );
  }
  const made = textsOfMade(node, evaluator);
  if (made) return made;
  return callee.type === 'MemberExpression' ? textsOfMethod(callee, args, evaluator) : UNKNOWN;
}

/** `make(a)(b)`, where a function of the file makes the one that is called. */
function textsOfMade(
  { callee, arguments: args }: TSESTree.CallExpression,
  evaluator: Evaluator,
): Texts | undefined {
  const texts = evaluator.values(callee).flatMap((maker) =>
    maker.type === 'CallExpression'
      ? ownCallsOf(maker, evaluator).map(({ fn, args: given }) =>
          evaluator.inCall(boundParameters(fn, given, evaluator), () =>
            union(
              returnsOf(fn)
                .flatMap((returned) => evaluator.values(returned).filter(isFunction))
                .map((inner) =>
                  evaluator.inCall(boundParameters(inner, args, evaluator), () =>
                    textsReturned(inner, evaluator),
                  ),
                ),
            ),
          ),
        )
      : [],
  );
  return texts.length === 0 ? undefined : union(texts);
}

/** What a function of the platform answers to every choice of its arguments. */
function apply(origin: string, args: readonly Node[], evaluator: Evaluator): Texts | undefined {
  const choices = combinations(
    args.flatMap((argument) =>
      argument.type === 'SpreadElement'
        ? evaluator.elements(argument.argument, ANY).map((element) => evaluator.texts(element))
        : [evaluator.texts(argument)],
    ),
  );
  const texts: string[] = [];
  for (const choice of choices) {
    const text = applyFunction(origin, choice, evaluator);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts.length === 0 ? undefined : union([texts]);
}
