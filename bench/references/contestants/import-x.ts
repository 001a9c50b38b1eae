import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX as plugin } from 'eslint-plugin-import-x';
import type { Contestant } from '../contestant.ts';
import { CODE, SCRIPTS } from '../layout.ts';
import { lintWith } from '../lint-with.ts';

/** Names resolved as TypeScript does; a script may not import from the scripts, nor may the rest. */
export const importX: Contestant = {
  name: 'eslint-plugin-import-x, no-restricted-paths',
  package: 'eslint-plugin-import-x',
  judge(folder, cases) {
    const zones = [
      { target: `./scripts/**/*.${CODE}`, from: `./${SCRIPTS}` },
      { target: `./!(scripts)/**/*.${CODE}`, from: `./${SCRIPTS}` },
    ];
    return lintWith(folder, cases, [
      {
        plugins: { 'import-x': plugin },
        settings: {
          'import-x/resolver-next': [
            createTypeScriptImportResolver({ project: `${folder}/tsconfig.json` }),
          ],
        },
        rules: { 'import-x/no-restricted-paths': ['error', { basePath: folder, zones }] },
      },
    ]);
  },
};
