import plugin from 'eslint-plugin-boundaries';
import type { Contestant } from '../contestant.ts';
import { CODE, SCRIPTS } from '../layout.ts';
import { lintWith } from '../lint-with.ts';

const LOADERS = ['require', 'load', 'requireFrom', 'fromRoot'];
const TEST_TOOLS = ['vi', 'vitest', 'jest', 'mock'];

/** Every extension point that the documentation offers: custom nodes, given as selectors. */
const NODES = [
  'TSExternalModuleReference > Literal',
  'TSImportType > Literal',
  'TSImportType > TSLiteralType > Literal',
  'TSModuleDeclaration > Literal',
  `CallExpression[callee.name=/^(${LOADERS.join('|')})$/] > Literal`,
  'CallExpression[callee.property.name=require] > Literal',
  'CallExpression[callee.property.value=require] > Literal',
  'CallExpression[callee.property.name=resolve] > Literal',
  'CallExpression[callee.property.name=register] > Literal',
  'CallExpression[callee.name=register] > Literal',
  'CallExpression[callee.callee.property.name=createRequire] > Literal',
  `CallExpression[callee.object.name=/^(${TEST_TOOLS.join('|')})$/] > Literal:first-child`,
  'NewExpression[callee.name=URL] > Literal',
  'NewExpression[callee.name=/Worker$/] > Literal',
  'CallExpression[callee.name=/^(fork|spawn|exec)/] > Literal',
  'CallExpression[callee.property.name=/^(fork|spawn|exec)/] > Literal',
  'CallExpression[callee.property.name=/^readFile/] > Literal',
  'CallExpression[callee.name=/^readFile/] > Literal',
];

export const boundaries: Contestant = {
  name: 'eslint-plugin-boundaries',
  package: 'eslint-plugin-boundaries',
  judge(folder, cases) {
    return lintWith(folder, cases, [
      {
        plugins: { boundaries: plugin as never },
        settings: {
          'boundaries/root-path': folder,
          'boundaries/elements': [{ type: 'anything', pattern: '*', partialMatch: false }],
          'boundaries/files': [{ category: 'script', pattern: SCRIPTS }],
          'boundaries/include': [`**/*.${CODE}`],
          'boundaries/additional-dependency-nodes': NODES.map((selector, index) => ({
            selector,
            name: `custom-${index}`,
            kind: 'value',
          })),
          'import/resolver': { typescript: { project: `${folder}/tsconfig.json` } },
        },
        rules: {
          'boundaries/dependencies': [
            'error',
            {
              default: 'allow',
              checkInternals: true,
              policies: [
                { disallow: { to: { file: { categories: 'script' } } } },
                { allow: { to: { file: { path: '{{ from.file.path }}' } } } },
              ],
            },
          ],
        },
      },
    ]);
  },
};
