import { defineConfig, globalIgnores } from 'eslint/config';
import jsdoc from 'eslint-plugin-jsdoc';
import { createJiti } from 'jiti';
import tseslint from 'typescript-eslint';

// The plugin is linted with itself, from source. An editor may bring a Node that cannot load
// TypeScript; jiti can.
const jiti = createJiti(import.meta.url);
const { default: slo } = await jiti.import('eslint-plugin-slo');
const { default: zones } = await jiti.import('./slo.config.js');

const library = ['packages/*/src/**/*.ts', 'tutorials/**/*.ts'];
const tests = ['packages/*/tests/**/*.ts', 'tests/**/*.ts', 'bench/**/*.ts'];

export default defineConfig(
  globalIgnores(['**/dist/', '**/corpus/']),
  {
    name: 'TypeScript everywhere',
    files: ['**/*.{ts,mts,cts,tsx}'],
    extends: [tseslint.configs.base],
  },
  slo.configsFor(zones).strict,
  {
    name: 'strict TypeScript',
    files: [...library, ...tests],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    rules: {
      // It asks for the `!` that the strict rules forbid.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Numbers and booleans in messages are the point of a message.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // What a step throws is passed on as it is, and it may be anything.
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true },
      ],
    },
  },
  {
    name: 'nodes compared by name',
    files: ['packages/eslint-plugin-slo/**/*.ts'],
    // The plugin takes types alone from @typescript-eslint/utils, so the enum of node types is
    // not there at run time.
    rules: { '@typescript-eslint/no-unsafe-enum-comparison': 'off' },
  },
  {
    name: 'steps of benchmarks',
    files: ['bench/**/*.ts'],
    // The shortest step that answers later is an async function with nothing to wait for.
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  {
    name: 'documented library',
    files: library,
    ignores: ['**/*.test.ts'],
    extends: [jsdoc.configs['flat/recommended-typescript-error']],
    rules: {
      // A sentence for whatever is public; parameters only where the signature does not say it.
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          contexts: [
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
            // What overrides a method is documented where that stands.
            'MethodDefinition:not([override=true]):not([key.type="PrivateIdentifier"])',
          ],
          checkConstructors: false,
        },
      ],
      'jsdoc/check-param-names': ['error', { disableMissingParamChecks: true }],
      'jsdoc/require-param': 'off',
      'jsdoc/require-returns': 'off',
      'jsdoc/tag-lines': ['error', 'any', { startLines: 1 }],
    },
  },
);
