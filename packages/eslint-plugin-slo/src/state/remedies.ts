import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { ModuleState } from './module-state.ts';
import { isFunction } from './syntax.ts';

/** A mechanical way out of a finding, for an editor to offer. */
export interface Remedy {
  readonly messageId: 'dropFlag' | 'moveInside';
  readonly fix: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];
}

/** The ways out that the text of the file shows; the first is the one that changes least. */
export function remediesFor(
  { kind, node }: ModuleState,
  sourceCode: TSESLint.SourceCode,
): Remedy[] {
  const declarator = node.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id !== node) return [];
  const { parent: declaration } = declarator;
  if (declaration.declarations.length > 1 || declaration.parent.type !== 'Program') return [];
  const [variable] = sourceCode.getDeclaredVariables(declarator);
  const uses = (variable?.references ?? []).filter(({ init }) => init !== true);
  return [
    ...(kind === 'statefulRegExp' ? dropFlag(declarator, uses) : []),
    ...(remembers(uses) ? [] : moveInside(declaration, uses, sourceCode)),
  ];
}

/** Whether a call looks at what an earlier one left, so that starting anew would defeat the purpose. */
function remembers(uses: readonly TSESLint.Scope.Reference[]): boolean {
  return uses.some((use) => use.isWrite()) ? !startsAnew(uses) : uses.some(looksUp);
}

/** Whether the first thing that a function does with a variable is to assign it. */
function startsAnew(uses: readonly TSESLint.Scope.Reference[]): boolean {
  const [first, ...rest] = uses
    .map(({ identifier }) => identifier)
    .sort((a, b) => a.range[0] - b.range[0]);
  const assignment = first?.parent;
  if (assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=') return false;
  const { left, parent: statement, range } = assignment;
  if (left !== first || statement.type !== 'ExpressionStatement') return false;
  const isFirstStep =
    statement.parent.type === 'BlockStatement' && isFunction(statement.parent.parent);
  return isFirstStep && rest.every((use) => use.range[0] >= range[1]);
}

function looksUp({ identifier: { parent } }: TSESLint.Scope.Reference): boolean {
  if (parent.type !== 'MemberExpression') return false;
  return parent.computed || ['get', 'has'].includes((parent.property as TSESTree.Identifier).name);
}

/** To test a text, an expression needs no flag that makes it remember where it stopped. */
function dropFlag(
  { init }: TSESTree.VariableDeclarator,
  uses: readonly TSESLint.Scope.Reference[],
): Remedy[] {
  if (init?.type !== 'Literal' || !('regex' in init)) return [];
  const { pattern, flags } = init.regex;
  if (!flags.includes('g') || flags.includes('y')) return [];
  if (!uses.every(({ identifier }) => isTested(identifier))) return [];
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

/** What one function uses is as good inside it, where it starts anew with each call. */
function moveInside(
  declaration: TSESTree.VariableDeclaration,
  uses: readonly TSESLint.Scope.Reference[],
  sourceCode: TSESLint.SourceCode,
): Remedy[] {
  const bodies = new Set(uses.map(({ identifier }) => bodyAround(identifier)));
  const [body] = bodies;
  if (!body || bodies.size > 1 || !canStandIn(body, declaration, sourceCode)) return [];
  const [start, end] = declaration.range;
  const lineEnd = sourceCode.text.startsWith('\n', end) ? end + 1 : end;
  const directive = body.body.findLast(
    (statement) => 'directive' in statement && statement.directive,
  );
  const place = directive?.range[1] ?? body.range[0] + 1;
  const [first] = body.body;
  const indent = first && first.loc.start.line > body.loc.start.line ? first.loc.start.column : 2;
  const text = `\n${' '.repeat(indent)}${sourceCode.getText(declaration)}`;
  return [
    {
      messageId: 'moveInside',
      fix: (fixer) => [
        fixer.removeRange([start, lineEnd]),
        fixer.insertTextAfterRange([place, place], text),
      ],
    },
  ];
}

/** Whether what a declaration mentions is the same inside a body, and may be waited for there. */
function canStandIn(
  body: TSESTree.BlockStatement,
  declaration: TSESTree.VariableDeclaration,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const own = sourceCode.getScope(body).set;
  const tokens = sourceCode.getTokens(declaration);
  return tokens.every(({ value }) => value !== 'await' && value !== 'this' && !own.has(value));
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
