import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { Manifests } from './commands/manifests.ts';
import { scriptsOfPattern } from './patterns.ts';
import { realPathOf } from './real-path.ts';
import { readFile, type Reference, type SharedMemory } from './references/index.ts';
import { isComplete } from './references/texts.ts';
import { Resolver } from './resolve.ts';
import { findModuleState, type ModuleState } from './state/index.ts';
import { isCode, type Zone, Zones, type ZonesDefinition } from './zones.ts';

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
  /** The file itself. */
  | { readonly kind: 'self'; readonly reference: Reference }
  /** Other code of the project. */
  | {
      readonly kind: 'code';
      readonly reference: Reference;
      readonly file: string;
      readonly zone: Zone;
    }
  | {
      readonly kind: 'unreadable';
      readonly reference: Reference;
      readonly file: string;
      readonly reason: string;
    };

/** What a file has to do with others. */
export interface Contacts {
  /** The files that it refers to, and the references nobody can follow. */
  readonly reaches: readonly Reach[];
  /** Memory that it offers to others, or takes from them. */
  readonly memory: readonly SharedMemory[];
}

/** What the rules of one plugin object share, computed once a file. */
export class Analysis {
  readonly #moduleState = new WeakMap<TSESTree.Program, readonly ModuleState[]>();
  readonly #contacts = new WeakMap<TSESTree.Program, Contacts>();
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

  /** What a file has to do with others. */
  contacts(context: AnalysisContext): Contacts {
    const { ast } = context.sourceCode;
    let found = this.#contacts.get(ast);
    if (found === undefined) {
      found = this.#findContacts(context);
      this.#contacts.set(ast, found);
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

  #findContacts(context: AnalysisContext): Contacts {
    const zones = this.zones(context);
    const from = context.physicalFilename;
    const self = realPathOf(from);
    const manifests = new Manifests(zones.root, zones.foldersOf('script'));
    const { references, memory } = readFile(context.sourceCode, from, manifests);
    const reaches: Reach[] = [];
    for (const reference of references) {
      const reach = this.#follow(reference, reference.from ?? [from], zones, self);
      // One broken configuration explains all that follow.
      const isRepeated =
        reach?.kind === 'unreadable' && reaches.some(({ kind }) => kind === 'unreadable');
      if (reach !== undefined && !isRepeated) reaches.push(reach);
    }
    return { reaches, memory };
  }

  #follow(
    reference: Reference,
    places: readonly string[],
    zones: Zones,
    self: string,
  ): Reach | undefined {
    const { specifier, isPath, channel } = reference;
    for (const from of places) {
      if (!isComplete(specifier)) {
        const script = scriptsOfPattern(reference, from, zones, this.#resolver);
        if (script !== undefined) return { kind: 'script', reference, script };
        continue;
      }
      const found = this.#resolver.resolve(specifier, from, isPath);
      if (found?.kind === 'unreadable') return { ...found, reference };
      if (found === undefined) continue;
      if (found.realPath === self) return { kind: 'self', reference };
      const find = (path: string): string | undefined =>
        channel === 'process' ? zones.program(path) : zones.script(path);
      const script = find(found.path) ?? find(found.realPath);
      if (script !== undefined) return { kind: 'script', reference, script };
      const file = zones.relative(found.path);
      return file !== undefined && isCode(file) && !file.includes('node_modules/')
        ? { kind: 'code', reference, file, zone: zones.zoneOf(found.path) }
        : undefined;
    }
    return undefined;
  }
}
