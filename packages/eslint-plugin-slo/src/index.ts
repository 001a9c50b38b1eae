import type { ESLint } from 'eslint';
import manifest from 'eslint-plugin-slo/package.json' with { type: 'json' };
import { Analysis } from './analysis.ts';
import { makeConfigs, quiet, type SloConfigs } from './configs.ts';
import { bindRule } from './create-rule.ts';
import { allRules } from './rules/index.ts';
import type { ZonesDefinition } from './zones.ts';

export type { SloConfigs } from './configs.ts';
export { defineZones, type Zone, type ZonesDefinition } from './zones.ts';

/** The plugin object. */
export interface SloPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: 'slo' };
  readonly rules: NonNullable<ESLint.Plugin['rules']>;
  /** The configs for the default layout. */
  readonly configs: ESLint.Plugin['configs'] & SloConfigs;
  /**
   * The configs for a layout of one's own.
   *
   * @throws {Error} if a glob matches nothing or two zones overlap; the message says what to do.
   * @example
   * ```js
   * export default defineConfig(tseslint.configs.base, slo.configsFor(zones).recommended);
   * ```
   */
  configsFor(definition: ZonesDefinition): SloConfigs;
}

/** Makes the plugin: its rules share one analysis, so that a file is looked at once. */
export function createPlugin(): SloPlugin {
  const analysis = new Analysis();
  const rules = Object.fromEntries(allRules.map((rule) => [rule.name, bindRule(rule, analysis)]));
  const plugin: SloPlugin = {
    meta: { name: manifest.name, version: manifest.version, namespace: 'slo' },
    // Rules are typed by typescript-eslint, whose contexts promise more than ESLint's own types.
    rules: rules as unknown as SloPlugin['rules'],
    processors: { quiet },
    configs: {} as SloPlugin['configs'],
    configsFor: (definition) => makeConfigs({ plugin, rules: allRules, definition }),
  };
  Object.assign(plugin.configs, makeConfigs({ plugin, rules: allRules })); // they name the plugin
  return plugin;
}

export default createPlugin();
