import type { TSESTree } from '@typescript-eslint/utils';
import { propertyName } from './bindings.ts';
import type { Evaluator } from './evaluator.ts';
import { ANY } from './bindings.ts';

type Node = TSESTree.Node;

/** A call of something that the platform or a package offers, however it is spelled. */
export interface Call {
  readonly node: Node;
  /** What is called, as `originOf` names it; after `new ` where it is constructed. */
  readonly origin: string;
  readonly args: readonly Node[];
  /** The text of a tagged template. */
  readonly quasi?: TSESTree.TemplateLiteral;
}

const EACH = /^(?:forEach|map|flatMap|filter|find|some|every|then)$/;

/** Functions that call another later, with the arguments after the first or second of their own. */
export const DEFERRED: ReadonlyMap<string, number> = new Map([
  ['p-limit()', 1],
  ['process.nextTick', 1],
  ['setImmediate', 1],
  ['setInterval', 2],
  ['setTimeout', 2],
]);

/** Reads a node as a call. */
export function callOf(node: Node, evaluator: Evaluator): Call | undefined {
  switch (node.type) {
    case 'CallExpression':
      return calledIn(node, evaluator);
    case 'NewExpression': {
      const origin = evaluator.origin(node.callee);
      return origin === undefined
        ? undefined
        : { node, origin: `new ${origin}`, args: spread(node.arguments, evaluator) };
    }
    case 'TaggedTemplateExpression': {
      const origin = evaluator.origin(node.tag);
      return origin === undefined ? undefined : { node, origin, args: [], quasi: node.quasi };
    }
    default:
      return undefined;
  }
}

function calledIn(node: TSESTree.CallExpression, evaluator: Evaluator): Call | undefined {
  const { callee } = node;
  const args = [...bound(callee, evaluator), ...spread(node.arguments, evaluator)];
  const origin = evaluator.origin(callee);
  const [first, second, third] = args;
  if (origin === undefined) return calledForEach(node, evaluator) ?? calledByName(node, args);
  if (callee.type === 'Super') return { node, origin: `new ${origin}`, args };
  if (origin.endsWith('.call')) return { node, origin: origin.slice(0, -5), args: args.slice(1) };
  if (origin.endsWith('.apply') && origin !== 'Reflect.apply') {
    return { node, origin: origin.slice(0, -6), args: listed(second, evaluator) };
  }
  const skipped = DEFERRED.get(origin);
  const deferred = skipped !== undefined && first ? evaluator.origin(first) : undefined;
  if (deferred !== undefined) return { node, origin: deferred, args: args.slice(skipped) };
  if (/^Reflect\.(?:apply|construct)$/.test(origin)) {
    const called = first && evaluator.origin(first);
    if (called === undefined) return undefined;
    return origin === 'Reflect.apply'
      ? { node, origin: called, args: listed(third, evaluator) }
      : { node, origin: `new ${called}`, args: listed(second, evaluator) };
  }
  return { node, origin, args };
}

/** The arguments that `run = spawn.bind(null, 'node')` puts before those of its calls. */
function bound(callee: Node, evaluator: Evaluator): readonly Node[] {
  if (!evaluator.says(/\bbind\b/)) return [];
  const [made] = evaluator.values(callee);
  if (made?.type !== 'CallExpression' || made.callee.type !== 'MemberExpression') return [];
  return propertyName(made.callee) === 'bind' ? made.arguments.slice(1) : [];
}

/** `names.map(require)` calls `require` with each of the names. */
function calledForEach(
  { callee, arguments: [given] }: TSESTree.CallExpression,
  evaluator: Evaluator,
): Call | undefined {
  if (callee.type !== 'MemberExpression' || !EACH.test(propertyName(callee) ?? ''))
    return undefined;
  if (given?.type !== 'Identifier' && given?.type !== 'MemberExpression') return undefined;
  const origin = evaluator.origin(given);
  if (origin === undefined) return undefined;
  const { object, range, loc, parent } = callee;
  const element =
    propertyName(callee) === 'then'
      ? object
      : { type: 'MemberExpression', object, property: callee, computed: true, range, loc, parent };
  return { node: given, origin, args: [element as unknown as Node] };
}

/** Methods that tell by their names alone what they do. */
const NAMED = /^(?:addInitScript|addScriptTag|emitFile|fulfill|sendFile)$/;

/** `page.addScriptTag(…)`, where nobody knows what `page` is. */
function calledByName(node: TSESTree.CallExpression, args: readonly Node[]): Call | undefined {
  const name = node.callee.type === 'MemberExpression' ? propertyName(node.callee) : undefined;
  return name !== undefined && NAMED.test(name) ? { node, origin: `.${name}`, args } : undefined;
}

function spread(args: readonly Node[], evaluator: Evaluator): readonly Node[] {
  if (!args.some(({ type }) => type === 'SpreadElement')) return args;
  return args.flatMap((argument) =>
    argument.type === 'SpreadElement' ? evaluator.elements(argument.argument, ANY) : [argument],
  );
}

function listed(list: Node | undefined, evaluator: Evaluator): readonly Node[] {
  return list ? evaluator.elements(list, ANY) : [];
}
