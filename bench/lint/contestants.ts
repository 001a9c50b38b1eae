import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bans, boundariesPolicy, coreRules, sloPath } from './policies.ts';

/** A linter and what it is asked to do. */
export interface Contestant {
  readonly name: string;
  /** Whether it has a rule to break. */
  readonly hasRules: boolean;
  /** Whether it runs on the large repository too, where a round takes minutes. */
  readonly onLarge: boolean;
  /** Writes the configuration it needs into a repository; returns how Node starts it there. */
  prepare(root: string): Promise<Command>;
}

interface Command {
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

interface OxlintConfig {
  readonly jsPlugins?: readonly string[];
  readonly settings?: object;
  readonly rules?: object;
}

/** ESLint with the TypeScript parser and no rule: what all others are measured by. */
export const floor = throughEslint('floor', { hasRules: false });

/** Everybody else; `rules` are the names of all our own. */
export function contestants(rules: readonly string[]): readonly Contestant[] {
  return [
    throughEslint('slo, the bans'),
    throughEslint('slo, all rules'),
    throughEslint('one rule that does nothing', { hasRules: false }),
    throughEslint('one core rule', { onLarge: false }),
    throughEslint('import-x no-restricted-paths'),
    throughEslint('boundaries, one policy', { onLarge: false }),
    throughOxlint('oxlint without rules', () => ({})),
    throughOxlint('oxlint no-restricted-imports', () => ({ rules: coreRules })),
    throughOxlint(
      'oxlint: slo, the bans',
      sloThroughOxlint(rules.filter((name) => bans.includes(name))),
    ),
    throughOxlint('oxlint: slo, all rules', sloThroughOxlint(rules)),
    throughOxlint('oxlint: boundaries, one policy', (root) => ({
      jsPlugins: [at('../node_modules/eslint-plugin-boundaries/dist/index.js')],
      ...boundariesPolicy(root),
    })),
  ];
}

function throughEslint(
  name: string,
  { hasRules = true, onLarge = true }: Partial<Pick<Contestant, 'hasRules' | 'onLarge'>> = {},
): Contestant {
  const args = [
    at('../node_modules/eslint/bin/eslint.js'),
    '--config',
    at('eslint-config.js'),
    '--max-warnings=0',
    '.',
  ];
  return {
    name,
    hasRules,
    onLarge,
    prepare: () => Promise.resolve({ args, environment: { BENCH_CONTESTANT: name } }),
  };
}

function throughOxlint(name: string, configFor: (root: string) => OxlintConfig): Contestant {
  return {
    name,
    hasRules: configFor('').rules !== undefined,
    onLarge: true,
    async prepare(root) {
      const file = join(root, `${name.replaceAll(/\W+/g, '-')}.json`);
      const nothing = { categories: { correctness: 'off' }, plugins: [] };
      await writeFile(file, JSON.stringify({ ...nothing, ...configFor(root) }));
      const oxlint = at('../node_modules/oxlint/bin/oxlint');
      return { args: [oxlint, '--config', file, '--max-warnings=0', '.'] };
    },
  };
}

function sloThroughOxlint(rules: readonly string[]): (root: string) => OxlintConfig {
  return (root) => ({
    jsPlugins: [sloPath],
    settings: { slo: { root } },
    rules: Object.fromEntries(rules.map((name) => [`slo/${name}`, 'error'])),
  });
}

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
