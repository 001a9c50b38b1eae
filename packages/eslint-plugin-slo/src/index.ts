import manifest from 'eslint-plugin-slo/package.json' with { type: 'json' };
import { Analysis } from './analysis.ts';
import { bindRule } from './create-rule.ts';
import { allRules } from './rules/index.ts';

/** Makes the plugin: its rules share one analysis, so that a file is looked at once. */
export function createPlugin() {
  const analysis = new Analysis();
  return {
    meta: { name: manifest.name, version: manifest.version, namespace: 'slo' },
    rules: Object.fromEntries(allRules.map((rule) => [rule.name, bindRule(rule, analysis)])),
  };
}

export default createPlugin();
