import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { ModuleState } from './module-state.ts';
import type { Scopes } from './scopes.ts';
import { inner, isFunction } from './syntax.ts';
import { loopTestedBy, startsAnew } from './starts-anew.ts';
import { walk } from './walk.ts';

/** A mechanical way out of a finding, for an editor to offer. */
export interface Remedy {
  readonly messageId: 'dropFlag' | 'moveInside';
  readonly fix: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];
}

/** The ways out that the text of the file shows; the first is the one that changes least. */
export function remediesFor({ kind, node }: ModuleState, scopes: Scopes): Remedy[] {
  const declarator = node.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id !== node) return [];
  const { parent: declaration } = declarator;
  if (declaration.declarations.length > 1 || declaration.parent.type !== 'Program') return [];
  const [variable] = scopes.declared(declarator);
  const uses = (variable?.references ?? [])
    .filter(({ init }) => init !== true)
    .map(({ identifier }) => identifier)
    .sort((a, b) => a.range[0] - b.range[0]);
  return [
    ...(kind === 'statefulRegExp' ? dropFlag(declarator, uses) : []),
    ...moveInside(declaration, uses, scopes),
  ];
}

/** To test a text, an expression needs no flag that makes it remember where it stopped. */
function dropFlag({ init }: TSESTree.VariableDeclarator, uses: readonly TSESTree.Node[]): Remedy[] {
  if (init?.type !== 'Literal' || !('regex' in init)) return [];
  const { pattern, flags } = init.regex;
  if (!flags.includes('g') || flags.includes('y')) return [];
  if (!uses.every((use) => isTested(use) && loopTestedBy(use) === null)) return [];
  const text = `/${pattern}/${flags.replace('g', '')}`;
  return [{ messageId: 'dropFlag', fix: (fixer) => [fixer.replaceText(init, text)] }];
}

function isTested({ parent }: TSESTree.Node): boolean {
  return (
    parent?.type === 'MemberExpression' &&
    !parent.computed &&
    (parent.property as TSESTree.Identifier).name === 'test' &&
    parent.parent.type === 'CallExpression' &&
    parent.parent.callee === parent
  );
}

/** What one function sets anew before it reads it is as good inside it. */
function moveInside(
  declaration: TSESTree.VariableDeclaration,
  uses: readonly TSESTree.Node[],
  scopes: Scopes,
): Remedy[] {
  const { sourceCode } = scopes;
  const body = bodyOfAll(uses);
  if (body === null) return [];
  if (!startsAnew(uses, body, scopes)) return [];
  if (!canStandIn(body, declaration, scopes) || joinsNeighbours(declaration, sourceCode)) return [];
  const [start, end] = declaration.range;
  const lineEnd = sourceCode.text.startsWith('\n', end) ? end + 1 : end;
  const directive = body.body.findLast(
    (statement) => 'directive' in statement && statement.directive,
  );
  const place = directive?.range[1] ?? body.range[0] + 1;
  const [first] = body.body;
  const indent = first && first.loc.start.line > body.loc.start.line ? first.loc.start.column : 2;
  const text = sourceCode.getText(declaration).replace(/;?$/, ';');
  return [
    {
      messageId: 'moveInside',
      fix: (fixer) => [
        fixer.removeRange([start, lineEnd]),
        fixer.insertTextAfterRange([place, place], `\n${' '.repeat(indent)}${text}`),
      ],
    },
  ];
}

/** Whether the code before and after a declaration would run together without it. */
function joinsNeighbours(
  declaration: TSESTree.VariableDeclaration,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const before = sourceCode.getTokenBefore(declaration);
  const after = sourceCode.getTokenAfter(declaration);
  return before !== null && before.value !== ';' && /^[([`+\-/*,.<]/.test(after?.value ?? '');
}

/** Whether what a declaration mentions is the same inside a body, and may be waited for there. */
function canStandIn(
  body: TSESTree.BlockStatement,
  declaration: TSESTree.VariableDeclaration,
  scopes: Scopes,
): boolean {
  const { sourceCode } = scopes;
  const own = sourceCode.getScope(body).set;
  const [{ init }] = declaration.declarations;
  return (
    isMadeFromNothing(init, scopes) &&
    sourceCode.getTokens(declaration).every(({ value }) => !own.has(value))
  );
}

const valueTypes = /^(?:Literal|Property|UnaryExpression|(?:Array|Object)Expression)$/;

function isKey({ type, parent }: TSESTree.Node): boolean {
  return (
    type === 'Identifier' && parent.type === 'Property' && !parent.computed && !parent.shorthand
  );
}

/** Whether an expression gives an equal value whenever it is evaluated. */
function isMadeFromNothing(init: TSESTree.Node | null, scopes: Scopes): boolean {
  if (init === null) return true;
  let isMade = true;
  walk(init, scopes.sourceCode.visitorKeys, (node) => {
    if (node.type.startsWith('TSTyp')) return false;
    if (node.type === 'NewExpression') {
      const name = scopes.globalName(inner(node.callee));
      isMade &&= /^(?:Array|Map|Set)$/.test(name ?? '') && node.arguments.length === 0;
      return false;
    }
    isMade &&= isKey(node) || valueTypes.test(inner(node).type);
    return isMade;
  });
  return isMade;
}

/** The body of the one function that all uses stand in. */
function bodyOfAll(uses: readonly TSESTree.Node[]): TSESTree.BlockStatement | null {
  const [body, ...others] = new Set(uses.map(bodyAround));
  return body !== undefined && others.length === 0 ? body : null;
}

/** The body of the outermost function around a node. */
function bodyAround(node: TSESTree.Node): TSESTree.BlockStatement | null {
  let body: TSESTree.BlockStatement | null = null;
  for (let at = node.parent; at; at = at.parent) {
    if (isFunction(at)) body = at.body.type === 'BlockStatement' ? at.body : null;
  }
  // A default value of a parameter is evaluated before the body.
  const isInside =
    body !== null && body.range[0] <= node.range[0] && node.range[1] <= body.range[1];
  return isInside ? body : null;
}
