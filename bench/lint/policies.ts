import { fileURLToPath } from 'node:url';

/** The rules of ours that ban ways to a script; the others look at what a library keeps. */
export const bans: readonly string[] = [
  'no-library-to-script-import',
  'no-script-launch',
  'no-script-to-script-import',
  'no-shared-memory',
  'single-file-script',
];

/** Ours, as it is published: compiled. */
export const sloPath = at('../../packages/eslint-plugin-slo/dist/index.js');

export const coreRules = {
  'no-restricted-imports': ['error', { patterns: ['**/script-*'] }],
} as const;

/** As few words as say that nobody may import a script. */
export function importXPolicy(root: string): object {
  const zones = ['./scripts', './packages'].map((target) => ({ target, from: './scripts' }));
  return { 'import-x/no-restricted-paths': ['error', { basePath: root, zones }] };
}

/** The same for boundaries, which also needs to hear what a script is. */
export function boundariesPolicy(root: string): { settings: object; rules: object } {
  return {
    settings: {
      'import/resolver': { [at('../node_modules/eslint-import-resolver-typescript')]: {} },
      'boundaries/root-path': root,
      'boundaries/elements': [
        { type: 'script', pattern: 'scripts/*', mode: 'file' },
        { type: 'library', pattern: 'packages/*' },
      ],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        { default: 'allow', policies: [{ disallow: { to: { element: { type: 'script' } } } }] },
      ],
    },
  };
}

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
