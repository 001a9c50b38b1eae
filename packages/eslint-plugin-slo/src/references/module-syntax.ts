import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { specifiersInUrl } from './code.ts';
import type { Evaluator } from './evaluator.ts';
import type { Found } from './reference.ts';
import { walk } from './walk.ts';

/** The syntax that names modules, and the other places where a look at a file begins. */
const STATEMENTS = [
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
  'ImportDeclaration',
  'ImportExpression',
  'MetaProperty',
  'TSExternalModuleReference',
  'TSImportType',
  'TSModuleDeclaration',
] as const;

/** A node of one of those types. */
export type Statement = Extract<TSESTree.Node, { readonly type: (typeof STATEMENTS)[number] }>;

/**
 * Finds those nodes of a file. Most files have none but the declarations at their top, and the number
 * of times that the text says `import` tells so, which saves a way through the whole file.
 */
export function statementsOf(sourceCode: TSESLint.SourceCode): readonly Statement[] {
  const { body } = sourceCode.ast;
  const declared = body.filter(({ type }) => type === 'ImportDeclaration');
  const named = sourceCode.text.match(/\bimport\b/g) ?? [];
  const found: Statement[] = [];
  if (named.length === declared.length && !body.some(isNamespace)) {
    for (const node of body) if (isStatement(node)) found.push(node);
    return found;
  }
  walk(sourceCode, (node) => {
    if (isStatement(node)) found.push(node);
  });
  return found.sort((a, b) => a.range[0] - b.range[0]);
}

function isStatement(node: TSESTree.Node): node is Statement {
  return (STATEMENTS as readonly string[]).includes(node.type);
}

/** `declare module`, `namespace`: what stands in them may import and export as the file does. */
function isNamespace(node: TSESTree.Node): boolean {
  return (
    node.type === 'TSModuleDeclaration' ||
    (node.type === 'ExportNamedDeclaration' && node.declaration?.type === 'TSModuleDeclaration')
  );
}

/** `import`, `export … from`, `import()`, `import x = require()`, and what types name. */
export function collectModuleSyntax(node: Statement, evaluator: Evaluator, found: Found): void {
  switch (node.type) {
    case 'ImportDeclaration':
      found({ channel: 'import', node: node.source, specifier: node.source.value });
      break;
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      if (node.source) {
        found({ channel: 're-export', node: node.source, specifier: node.source.value });
      }
      break;
    case 'ImportExpression':
      collectImportExpression(node, evaluator, found);
      break;
    case 'TSExternalModuleReference': {
      const specifier = evaluator.fold(node.expression);
      if (specifier !== undefined) found({ channel: 'import', node: node.expression, specifier });
      break;
    }
    case 'TSImportType':
      found({ channel: 'type import', node: node.source, specifier: node.source.value });
      break;
    case 'TSModuleDeclaration':
      if (node.id.type === 'Literal') {
        found({ channel: 'augmentation', node: node.id, specifier: node.id.value });
      }
      break;
    default:
  }
}

function collectImportExpression(
  { source }: TSESTree.ImportExpression,
  evaluator: Evaluator,
  found: Found,
): void {
  for (const specifier of evaluator.texts(source)) {
    if (specifier.startsWith('data:')) {
      for (const inside of specifiersInUrl(specifier)) {
        found({ channel: 'evaluated text', node: source, specifier: inside });
      }
    } else {
      found({ channel: 'dynamic import', node: source, specifier });
    }
  }
}
