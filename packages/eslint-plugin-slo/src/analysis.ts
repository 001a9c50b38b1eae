import type { TSESLint } from '@typescript-eslint/utils';
import { Manifests } from './commands/manifests.ts';
import { FileAnalysis } from './file-analysis.ts';
import { OtherFiles } from './other-files.ts';
import { scriptsOfPattern } from './patterns.ts';
import { readFile, type Reference, type SharedMemory } from './references/index.ts';
import { isComplete } from './references/texts.ts';
import { type Resolution, Resolver } from './resolve.ts';
import { Session } from './session.ts';
import { isCode, type Zone, Zones, type ZonesDefinition } from './zones.ts';

/** What the analysis needs of a rule's context. */
export type AnalysisContext = Readonly<
  Pick<
    TSESLint.RuleContext<string, readonly unknown[]>,
    'cwd' | 'languageOptions' | 'physicalFilename' | 'settings' | 'sourceCode'
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
  readonly #session = new Session();
  /** The rules ask for one file after the other, so that nothing is kept of those before. */
  #file: FileAnalysis | undefined;
  readonly #zones = new Map<string, Zones>();
  readonly #zonesBySettings = new WeakMap<object, { cwd: string; zones: Zones }>();
  #manifests = new WeakMap<Zones, Manifests>();
  readonly #resolver = new Resolver();
  readonly #otherFiles = new OtherFiles(this.#resolver);

  /** The zones that the settings define; without settings, the default layout. */
  zones({ cwd, settings }: AnalysisContext): Zones {
    const known = this.#zonesBySettings.get(settings);
    if (known?.cwd === cwd) return known.zones;
    const definition = (settings['slo'] ?? {}) as ZonesDefinition;
    const key = JSON.stringify([cwd, definition]);
    const zones = this.#zones.get(key) ?? new Zones(definition, cwd);
    this.#zones.set(key, zones);
    this.#zonesBySettings.set(settings, { cwd, zones });
    return zones;
  }

  /** The zone of the file at hand. */
  zoneOf(context: AnalysisContext): Zone {
    return this.zones(context).zoneOf(context.physicalFilename);
  }

  /** The listener of a rule that asks what a file has to do with others; the first rule looks. */
  whenRead(context: AnalysisContext, report: (contacts: Contacts) => void): TSESLint.RuleListener {
    const file = this.fileOf(context);
    return {
      Program: () => {
        report((file.contacts ??= this.#findContacts(context)));
      },
    };
  }

  /** What is known of the file at hand. */
  fileOf({ sourceCode, physicalFilename, languageOptions }: AnalysisContext): FileAnalysis {
    if (this.#file?.isOf(sourceCode, physicalFilename) !== true) {
      if (this.#session.hasEnded(physicalFilename)) this.#forget();
      const neighbours = this.#otherFiles.neighboursOf(physicalFilename, languageOptions);
      this.#file = new FileAnalysis(sourceCode, physicalFilename, neighbours);
    }
    return this.#file;
  }

  /** Looks at the disk again from now on. */
  #forget(): void {
    this.#resolver.forget();
    this.#otherFiles.forget();
    this.#manifests = new WeakMap();
  }

  #findContacts(context: AnalysisContext): Contacts {
    const zones = this.zones(context);
    const from = context.physicalFilename;
    const manifests = this.#manifestsOf(zones);
    const { references, memory } = readFile(context.sourceCode, from, manifests);
    const reaches: Reach[] = [];
    for (const reference of references) {
      const reach = this.#follow(reference, from, zones);
      // One broken configuration explains all that follow.
      const isRepeated =
        reach?.kind === 'unreadable' && reaches.some(({ kind }) => kind === 'unreadable');
      if (reach !== undefined && !isRepeated) reaches.push(reach);
    }
    return { reaches, memory };
  }

  #manifestsOf(zones: Zones): Manifests {
    let manifests = this.#manifests.get(zones);
    if (manifests === undefined) {
      manifests = new Manifests(zones.root, zones.foldersOf('script'));
      this.#manifests.set(zones, manifests);
    }
    return manifests;
  }

  #follow(reference: Reference, file: string, zones: Zones): Reach | undefined {
    const { specifier, isPath } = reference;
    for (const from of reference.from ?? [file]) {
      if (!isComplete(specifier)) {
        const script = scriptsOfPattern(reference, from, zones, this.#resolver);
        if (script !== undefined) return { kind: 'script', reference, script };
        continue;
      }
      const found = this.#resolver.resolve(specifier, from, isPath);
      if (found?.kind === 'unreadable') return { ...found, reference };
      if (found !== undefined) return this.#reachOf(reference, found, file, zones);
    }
    return undefined;
  }

  #reachOf(
    reference: Reference,
    { path, realPath }: Extract<Resolution, { readonly kind: 'file' }>,
    from: string,
    zones: Zones,
  ): Reach | undefined {
    const find = (target: string): string | undefined =>
      reference.channel === 'process' ? zones.program(target) : zones.script(target);
    const script = find(path) ?? (realPath === path ? undefined : find(realPath));
    // Only scripts are asked what else they use, and it is what most names lead to.
    if (script === undefined && zones.zoneOf(from) !== 'script') return undefined;
    const file = zones.relative(path);
    const isOther = file !== undefined && isCode(file) && !file.includes('node_modules/');
    if (script === undefined && !isOther) return undefined;
    if (realPath === from || realPath === this.#resolver.realPath(from))
      return { kind: 'self', reference };
    if (script !== undefined) return { kind: 'script', reference, script };
    return isOther ? { kind: 'code', reference, file, zone: zones.zoneOf(path) } : undefined;
  }
}
