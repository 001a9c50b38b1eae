import parser from '@typescript-eslint/parser';
import { bans, boundariesPolicy, coreRules, importXPolicy, sloPath } from './policies.ts';

const root = process.cwd();

/** What each contestant adds to the parser; nobody loads what another one needs. */
const contestants = {
  floor: () => [],
  'slo, the bans': () => slo((name) => bans.includes(name)),
  'slo, all rules': () => slo(() => true),
  'one rule that does nothing': () => [
    {
      plugins: { none: { rules: { idle: { create: () => ({}) } } } },
      rules: { 'none/idle': 'error' },
    },
  ],
  'one core rule': () => [{ rules: coreRules }],
  async 'import-x no-restricted-paths'() {
    const { default: importX } = await import('eslint-plugin-import-x');
    const { createTypeScriptImportResolver } = await import('eslint-import-resolver-typescript');
    const settings = { 'import-x/resolver-next': [createTypeScriptImportResolver()] };
    return [{ plugins: { 'import-x': importX }, settings, rules: importXPolicy(root) }];
  },
  async 'boundaries, one policy'() {
    const { default: boundaries } = await import('eslint-plugin-boundaries');
    return [{ plugins: { boundaries }, ...boundariesPolicy(root) }];
  },
};

/** The configs that a user of our plugin has, with some of the rules. */
async function slo(isWanted) {
  const { default: plugin } = await import(sloPath);
  return plugin.configsFor({ root }).strict.map(({ rules, ...config }) => ({
    ...config,
    rules: Object.fromEntries(
      Object.entries(rules).filter(([id]) => isWanted(id.replace('slo/', ''))),
    ),
  }));
}

export default [
  { files: ['**/*.ts'], languageOptions: { parser } },
  ...(await contestants[process.env.BENCH_CONTESTANT]()),
];
