import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from '../contestant.ts';
import { runProgram } from '../run-program.ts';

const SCRIPT = '^scripts/.+[.][cm]?[jt]sx?$';

const CONFIG = {
  forbidden: [
    {
      name: 'script-to-script',
      severity: 'error',
      from: { path: '^(scripts/.+)$' },
      to: { path: SCRIPT, pathNot: '^$1$' },
    },
    {
      name: 'other-to-script',
      severity: 'error',
      from: { pathNot: '^(scripts|node_modules)/' },
      to: { path: SCRIPT },
    },
  ],
  options: {
    exclude: { path: '^jobs/' }, // the link to the scripts
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    detectJSDocImports: true,
    detectProcessBuiltinModuleCalls: true,
    exoticRequireStrings: [
      ...[
        'load',
        'module.require',
        'require.main.require',
        'require.resolve',
        'import.meta.resolve',
      ],
      ...['requireFrom', 'fromRoot', 'register', 'nodeModule.register'],
      ...['mock', 'doMock', 'unmock', 'doUnmock', 'importActual', 'importMock'].flatMap((name) =>
        ['vi', 'vitest'].map((object) => `${object}.${name}`),
      ),
      ...['mock', 'requireActual', 'requireMock', 'unstable_mockModule'].map(
        (name) => `jest.${name}`,
      ),
      'mock.module',
    ],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.json'],
    },
  },
};

/** Every option on that lets it see more. */
export const dependencyCruiser: Contestant = {
  name: 'dependency-cruiser',
  package: 'dependency-cruiser',
  async judge(folder) {
    const config = join(folder, '.dependency-cruiser.json');
    writeFileSync(config, JSON.stringify(CONFIG));
    const words = ['--config', config, '--output-type', 'json', '.'];
    const program = ['dependency-cruiser', 'bin/dependency-cruiser.mjs'] as const;
    const { summary } = JSON.parse(await runProgram(folder, program, words)) as {
      summary: { violations: { from: string }[] };
    };
    return summary.violations.map(({ from }) => from);
  },
};
