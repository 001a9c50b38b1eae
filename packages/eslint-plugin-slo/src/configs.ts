import type { ESLint, Linter } from 'eslint';
import { checkZones } from './check-zones.ts';
import type { AnyRule } from './create-rule.ts';
import { CODE_EXTENSIONS, type Zone, Zones, type ZonesDefinition } from './zones.ts';

/** The configs that the plugin exports; each is a list for `defineConfig`. */
export interface SloConfigs {
  /** The bans, for scripts and for all that stands around them. */
  readonly recommended: Linter.Config[];
  /** The part of `recommended` that concerns scripts: the bans and nothing else. */
  readonly scripts: Linter.Config[];
  /** The part of `recommended` that concerns everything but scripts. */
  readonly library: Linter.Config[];
  /** `recommended`, and the rules that ask for more than the architecture does. */
  readonly strict: Linter.Config[];
}

interface Source {
  readonly plugin: ESLint.Plugin;
  readonly rules: readonly AnyRule[];
  /** Absent: the default layout, around the nearest configuration file of the linter. */
  readonly definition?: ZonesDefinition | undefined;
}

const AROUND: readonly Zone[] = ['library', 'tutorial', 'test', 'outside'];
const CODE_FILES = `**/*.{${CODE_EXTENSIONS.join(',')}}`;

/** Makes the configs for the given zones, after a look at the files that the zones name. */
export function makeConfigs({ plugin, rules, definition }: Source): SloConfigs {
  const zones = new Zones(definition ?? {}, process.cwd());
  if (definition !== undefined) checkZones(zones);

  function blocks(names: readonly Zone[], level: 'recommended' | 'strict'): Linter.Config[] {
    return names.flatMap((zone) => {
      const { globs, except } = zones.globsOf(zone);
      const switched = rules.filter(
        ({ meta: { docs } }) =>
          docs.zones.includes(zone) && (docs.config === 'recommended' || level === 'strict'),
      );
      if (globs.length === 0 || switched.length === 0) return [];
      return {
        name: `slo/${level}/${zone}`,
        files: globs.map((glob) => [glob, CODE_FILES]),
        ...(except.length > 0 && { ignores: [...except] }),
        plugins: { slo: plugin },
        ...(definition !== undefined && { settings: { slo: zones.definition } }),
        ...(zone === 'script' && UNSUPPRESSED),
        rules: Object.fromEntries(switched.map(({ name }) => [`slo/${name}`, 'error'])),
      } satisfies Linter.Config;
    });
  }

  const scripts = blocks(['script'], 'recommended');
  const library = blocks(AROUND, 'recommended');
  return {
    scripts,
    library,
    recommended: [...scripts, ...library],
    strict: blocks(['script', ...AROUND], 'strict'),
  };
}

/**
 * A comment in a script cannot switch a ban off, and leaves no warning about itself: scripts are
 * copied about with whatever comments they have.
 */
const UNSUPPRESSED = {
  linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
  processor: 'slo/quiet',
} as const satisfies Linter.Config;

/** Drops the linter's warnings about comments that it was told to ignore. */
export const quiet: Linter.Processor = {
  meta: { name: 'slo/quiet' },
  supportsAutofix: true,
  preprocess: (text) => [text],
  postprocess: (messages) =>
    messages
      .flat()
      .filter(({ ruleId, severity, fatal }) => ruleId !== null || severity === 2 || fatal === true),
};
