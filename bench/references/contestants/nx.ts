import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from '../contestant.ts';
import { packageFolder, runProgram } from '../run-program.ts';

/** Projects are its unit, so what one script does to another is out of its sight. */
const PROJECTS = [
  'scripts',
  'packages/prices',
  'tests',
  'tools',
  'tutorials/first-price',
  'vendor',
  'templates',
];

const CONFIG = `
import nx from ${JSON.stringify(import.meta.resolve('@nx/eslint-plugin'))};
import tseslint from ${JSON.stringify(import.meta.resolve('typescript-eslint'))};

const ALLOWED = ['^([.][.]/)+(scripts/[.][.]/)?(packages|src|vendor|templates|tools/format)'];

const depConstraints = [
  { sourceTag: 'script', onlyDependOnLibsWithTags: ['script', 'other'] },
  { sourceTag: 'other', onlyDependOnLibsWithTags: ['other'] },
];

export default [
  {
    files: ['**/*.{js,mjs,cjs,ts,mts,cts,tsx}'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints,
          // Otherwise every relative path into another project is reported, whatever it is.
          allow: ALLOWED,
          allowCircularSelfDependency: true,
          checkDynamicDependenciesExceptions: ['.*'],
          enforceBuildableLibDependency: false,
        },
      ],
    },
  },
];
`;

export const nx: Contestant = {
  name: 'Nx, enforce-module-boundaries',
  package: '@nx/eslint-plugin',
  async judge(folder, cases) {
    symlinkSync(packageFolder('nx'), join(folder, 'node_modules/nx'));
    writeFileSync(join(folder, 'nx.json'), '{}');
    for (const root of PROJECTS) {
      mkdirSync(join(folder, root), { recursive: true });
      const project = {
        name: root.replaceAll('/', '-'),
        root,
        tags: [root === 'scripts' ? 'script' : 'other'],
      };
      writeFileSync(join(folder, root, 'project.json'), JSON.stringify(project));
    }
    writeFileSync(join(folder, 'nx.eslint.config.mjs'), CONFIG);
    const env = { NX_DAEMON: 'false', NX_TUI: 'false', NX_WORKSPACE_ROOT_PATH: folder };
    await runProgram(folder, ['nx', 'dist/bin/nx.js'], ['graph', '--file', 'graph.json'], env);
    const files = cases.map(({ file }) => file).filter((file) => !file.endsWith('.md'));
    const words = ['--config', 'nx.eslint.config.mjs', '--format', 'json', ...files];
    const results = JSON.parse(
      await runProgram(folder, ['eslint', 'bin/eslint.js'], words, env),
    ) as {
      filePath: string;
      messages: { ruleId: string | null; message: string }[];
    }[];
    return results
      .filter(({ messages }) => messages.some(({ ruleId }) => ruleId !== null))
      .map(({ filePath }) => filePath.slice(folder.length + 1));
  },
};
