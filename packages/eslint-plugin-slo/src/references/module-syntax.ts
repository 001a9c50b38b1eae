import type { TSESTree } from '@typescript-eslint/utils';
import { specifiersIn } from './code.ts';
import type { Evaluator } from './evaluator.ts';
import type { Found } from './reference.ts';

/** `import`, `export … from`, `import()` and `import x = require()`. */
export function collectModuleSyntax(node: TSESTree.Node, evaluator: Evaluator, found: Found): void {
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
      for (const specifier of evaluator.texts(node.source)) {
        if (/^data:[\w/]*javascript/.test(specifier)) {
          for (const inside of specifiersIn(decodeURIComponent(specifier))) {
            found({ channel: 'evaluated text', node: node.source, specifier: inside });
          }
        } else {
          found({ channel: 'dynamic import', node: node.source, specifier });
        }
      }
      break;
    case 'TSExternalModuleReference': {
      const specifier = evaluator.fold(node.expression);
      if (specifier !== undefined) found({ channel: 'import', node: node.expression, specifier });
      break;
    }
    default:
  }
}
