import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { realPathOf } from './real-path.ts';
import { findReferences, type Reference } from './references/index.ts';
import { Resolver } from './resolve.ts';
import { findModuleState, type ModuleState } from './state/index.ts';
import { type Zone, Zones, type ZonesDefinition } from './zones.ts';

/** What the analysis needs of a rule's context. */
export type AnalysisContext = Readonly<
  Pick<
    TSESLint.RuleContext<string, readonly unknown[]>,
    'cwd' | 'physicalFilename' | 'settings' | 'sourceCode'
  >
>;

/** A reference of a file and what it leads to. */
export type Reach =
  | { readonly kind: 'script'; readonly reference: Reference; readonly script: string }
  | {
      readonly kind: 'unreadable';
      readonly reference: Reference;
      readonly file: string;
      readonly reason: string;
    };

/** What the rules of one plugin object share, computed once a file. */
export class Analysis {
  readonly #moduleState = new WeakMap<TSESTree.Program, readonly ModuleState[]>();
  readonly #reaches = new WeakMap<TSESTree.Program, readonly Reach[]>();
  readonly #zones = new Map<string, Zones>();
  readonly #resolver = new Resolver();

  /** The zones that the settings define; without settings, the default layout. */
  zones({ cwd, settings }: AnalysisContext): Zones {
    const definition = (settings['slo'] ?? {}) as ZonesDefinition;
    const key = JSON.stringify([cwd, definition]);
    let zones = this.#zones.get(key);
    if (zones === undefined) {
      zones = new Zones(definition, cwd);
      this.#zones.set(key, zones);
    }
    return zones;
  }

  /** The zone of the file at hand. */
  zoneOf(context: AnalysisContext): Zone {
    return this.zones(context).zoneOf(context.physicalFilename);
  }

  /** The scripts that a file refers to, itself left out, and the references nobody can follow. */
  reaches(context: AnalysisContext): readonly Reach[] {
    const { ast } = context.sourceCode;
    let found = this.#reaches.get(ast);
    if (found === undefined) {
      found = [...this.#findReaches(context)];
      this.#reaches.set(ast, found);
    }
    return found;
  }

  /** The module's state, as `no-library-global-state` and its siblings report it. */
  moduleState(sourceCode: TSESLint.SourceCode): readonly ModuleState[] {
    let found = this.#moduleState.get(sourceCode.ast);
    if (found === undefined) {
      found = findModuleState(sourceCode);
      this.#moduleState.set(sourceCode.ast, found);
    }
    return found;
  }

  *#findReaches(context: AnalysisContext): Generator<Reach> {
    const zones = this.zones(context);
    const from = context.physicalFilename;
    const self = realPathOf(from);
    let readable = true;
    for (const reference of findReferences(context.sourceCode, from, zones.root)) {
      const resolution = this.#resolver.resolve(reference.specifier, from);
      if (resolution?.kind === 'unreadable') {
        // One broken configuration explains all that follow.
        if (readable) yield { ...resolution, reference };
        readable = false;
      } else if (resolution !== undefined && resolution.realPath !== self) {
        const script = zones.script(resolution.path) ?? zones.script(resolution.realPath);
        if (script !== undefined) yield { kind: 'script', reference, script };
      }
    }
  }
}
