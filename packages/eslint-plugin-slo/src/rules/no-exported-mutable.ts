import type { TSESLint } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.ts';
import { isLibraryCode } from '../library-code.ts';
import {
  findExportedMutables,
  isChangedHere,
  type ExportedMutable,
} from '../state/exported-mutables.ts';
import type { Kind } from '../state/kinds.ts';

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
        const { scopes, evaluation } = analysis.fileOf(context);
        for (const found of findExportedMutables(scopes)) {
          // What the file goes on to change would throw, or fail the type check.
          const isChanged = isChangedHere(found, scopes, evaluation);
          context.report({
            loc: { start: found.node.loc.start, end: found.node.loc.end },
            messageId: 'exportedMutable',
            data: { name: found.name },
            suggest: isChanged ? [] : suggestions(found, context),
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
  const text = sourceCode.getText(value);
  const isBare = value.type === 'ArrayExpression' || value.type === 'ObjectExpression';
  const found: TSESLint.SuggestionReportDescriptor<MessageId>[] = [];
  if (isTypeScript && isBare && annotation === null) {
    found.push({ messageId: 'asConst', fix: (fixer) => fixer.insertTextAfter(value, ' as const') });
  }
  const type = readonlyType(kind, sourceCode.getText(annotation ?? value), annotation !== null);
  if (isTypeScript && type !== null && node.type === 'Identifier') {
    const fix = (fixer: TSESLint.RuleFixer) =>
      annotation === null
        ? fixer.insertTextAfter(node, `: ${type}`)
        : fixer.replaceText(annotation, type);
    found.push({ messageId: 'readonlyType', data: { type }, fix });
  }
  // A frozen array fits no type of an array that may change.
  if ((kind === 'array' && annotation === null) || kind === 'object') {
    const fix = (fixer: TSESLint.RuleFixer) => fixer.replaceText(value, `Object.freeze(${text})`);
    found.push({ messageId: 'freeze', fix });
  }
  return found;
}

/** The readonly form of a type, or of the `new Map<K, V>()` that shows it; null where the text does not. */
function readonlyType(kind: Kind, text: string, isAnnotation: boolean): string | null {
  const [, name = '', types = ''] = /^(?:new )?(Map|Set|Array)(<[^()]*>)/.exec(text) ?? [];
  if (name !== '') return `Readonly${name}${types}`;
  if (!isAnnotation) return null;
  if (kind === 'array') return text.endsWith('[]') ? `readonly ${text}` : null;
  return kind === 'object' ? `Readonly<${text}>` : null;
}
