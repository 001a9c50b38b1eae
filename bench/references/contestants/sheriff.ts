import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import plugin from '@softarc/eslint-plugin-sheriff';
import type { Contestant } from '../contestant.ts';
import { lintWith } from '../lint-with.ts';

/** Folders are its unit, so what one script does to another is out of its sight. */
const CONFIG = `import { SheriffConfig } from '@softarc/sheriff-core';

export const config: SheriffConfig = {
  enableBarrelLess: true,
  autoTagging: false,
  modules: {
    scripts: 'script',
    'packages/prices/src': 'other',
    'packages/prices/src/scripts': 'other',
    'packages/prices/tests': 'other',
    tests: 'other',
    tools: 'other',
    'tutorials/first-price': 'other',
    vendor: 'other',
    'vendor/scripts': 'other',
    templates: 'other',
    'templates/scripts': 'other',
  },
  depRules: {
    '*': ({ to }) => to !== 'script',
  },
};
`;

export const sheriff: Contestant = {
  name: 'Sheriff, dependency-rule',
  package: '@softarc/eslint-plugin-sheriff',
  judge(folder, cases) {
    writeFileSync(join(folder, 'sheriff.config.ts'), CONFIG);
    const configs = [
      { plugins: { sheriff: plugin }, rules: { 'sheriff/dependency-rule': 'error' } as const },
    ];
    // It also reports what it cannot follow, wherever that leads.
    return lintWith(folder, cases, configs, (message) => !message.endsWith('cannot be resolved'));
  },
};
