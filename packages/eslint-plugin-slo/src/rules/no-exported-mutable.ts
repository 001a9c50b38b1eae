import type { TSESLint } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.ts';
import { isLibraryCode } from '../library-code.ts';
import { findExportedMutables, type ExportedMutable } from '../state/exported-mutables.ts';

type MessageId = 'asConst' | 'exportedMutable' | 'freeze' | 'readonlyType';

/** What a library exports stays what it is: no importer can change it for the others. */
export const noExportedMutable = createRule<[], MessageId>({
  name: 'no-exported-mutable',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow exported literals that an importer can change',
      config: 'strict',
      zones: ['library', 'tutorial'],
    },
    hasSuggestions: true,
    messages: {
      exportedMutable:
        'Whoever imports "{{name}}" can change it for everybody else. Freeze it, type it as readonly, or export a function that makes a new one.',
      asConst: 'Add "as const".',
      freeze: 'Wrap it in Object.freeze().',
      readonlyType: 'Type it as {{type}}.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, analysis) {
    if (!isLibraryCode(context, analysis)) return {};
    return {
      Program() {
        for (const found of findExportedMutables(analysis.fileOf(context).scopes)) {
          context.report({
            loc: { start: found.node.loc.start, end: found.node.loc.end },
            messageId: 'exportedMutable',
            data: { name: found.name },
            suggest: suggestions(found, context),
          });
        }
      },
    };
  },
});

function suggestions(
  { kind, value, annotation, node }: ExportedMutable,
  { filename, sourceCode }: { filename: string; sourceCode: TSESLint.SourceCode },
): TSESLint.SuggestionReportDescriptor<MessageId>[] {
  const isTypeScript = /\.[cm]?tsx?$/.test(filename);
  if (kind === 'map' || kind === 'set') {
    const type = readonlyCollection(sourceCode.getText(annotation ?? value));
    if (!isTypeScript || type === null || node.type !== 'Identifier') return [];
    return [
      {
        messageId: 'readonlyType',
        data: { type },
        fix: (fixer) =>
          annotation === null
            ? fixer.insertTextAfter(node, `: ${type}`)
            : fixer.replaceText(annotation, type),
      },
    ];
  }
  if (kind !== 'array' && kind !== 'object') return [];
  const isBare = value.type === 'ArrayExpression' || value.type === 'ObjectExpression';
  const text = sourceCode.getText(value);
  return [
    ...(isTypeScript && isBare && annotation === null
      ? [
          {
            messageId: 'asConst' as const,
            fix: (fixer: TSESLint.RuleFixer) => fixer.insertTextAfter(value, ' as const'),
          },
        ]
      : []),
    {
      messageId: 'freeze',
      fix: (fixer) => fixer.replaceText(value, `Object.freeze(${text})`),
    },
  ];
}

/** `Map<K, V>` as `ReadonlyMap<K, V>`; null where the text gives no type arguments. */
function readonlyCollection(text: string): string | null {
  const [, kind, types] = /^(?:new )?(Map|Set)(<[^()]*>)/.exec(text) ?? [];
  return kind === undefined || types === undefined ? null : `Readonly${kind}${types}`;
}
