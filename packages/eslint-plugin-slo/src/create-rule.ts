import type { TSESLint } from '@typescript-eslint/utils';
import type { Analysis } from './analysis.ts';

export type RuleContext<Options extends readonly unknown[], MessageId extends string> = Readonly<
  TSESLint.RuleContext<MessageId, Options>
>;

/** A rule of this plugin: what it asks of a file comes from the analysis that all rules share. */
export interface SloRule<Options extends readonly unknown[], MessageId extends string> {
  readonly name: string;
  readonly meta: TSESLint.RuleMetaData<MessageId, unknown, Options>;
  create(context: RuleContext<Options, MessageId>, analysis: Analysis): TSESLint.RuleListener;
}

/** Types a rule from its own text. */
export function createRule<Options extends readonly unknown[], MessageId extends string>(
  rule: SloRule<Options, MessageId>,
): SloRule<Options, MessageId> {
  return rule;
}
