import type { TSESTree } from '@typescript-eslint/utils';
import type { Exemption, Origin } from './knowledge/index.ts';

/** In which way a module keeps or changes state. */
export type StateKind =
  | 'closure'
  | 'functionProperty'
  | 'globalWrite'
  | 'importWrite'
  | 'mutated'
  | 'reassigned'
  | 'stateful'
  | 'statefulRegExp'
  | 'staticField';

/** One piece of state that outlives the evaluation of a module. */
export interface ModuleState {
  readonly kind: StateKind;
  /** Where to report: the declaration, or the write when what it changes is declared elsewhere. */
  readonly node: TSESTree.Node;
  readonly name: string;
  /** The first write that makes it state; null when the kind of value alone does. */
  readonly write: TSESTree.Node | null;
  /** Why the value keeps state, as the end of "it …"; empty where the write says it. */
  readonly reason: string;
  /** Why it is left alone by default; null for what is always reported. */
  readonly exemption: Exemption | null;
  /** The imported constructor or factory that made it. */
  readonly origin: Origin | null;
  /** Whether nothing is known of that constructor or factory. */
  readonly unlisted: boolean;
}

/** A finding with the fields that most findings leave empty. */
export function moduleState(
  found: Pick<ModuleState, 'kind' | 'name' | 'node'> & Partial<ModuleState>,
): ModuleState {
  return { write: null, reason: '', exemption: null, origin: null, unlisted: false, ...found };
}
