/** Why a rule leaves some state alone unless it is asked to report it. */
export type Exemption = 'asyncContext' | 'featureDetection' | 'loggers' | 'weak' | 'wiring';

/** Constructors and factories of one module whose results keep state. */
export interface KnowledgeEntry {
  /** The module specifier, without `node:`; `global` for what the environment gives. */
  readonly from: string;
  /** Exported names; `default` stands for the module itself too, where it can be called. */
  readonly names: readonly string[];
  /** What the result keeps, as the end of a sentence: "it …". */
  readonly reason: string;
  /** Set for what is left alone by default. */
  readonly exemption?: Exemption;
}

/** The packages that share a reason, each with the names whose results keep it. */
export function keeping(
  reason: string,
  packages: Readonly<Record<string, readonly string[]>>,
): KnowledgeEntry[] {
  return Object.entries(packages).map(([from, names]) => ({ from, names, reason }));
}
