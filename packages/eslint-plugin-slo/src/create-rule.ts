import type { TSESLint } from '@typescript-eslint/utils';
import type { Analysis } from './analysis.ts';
import type { Zone } from './zones.ts';

/** What ESLint tells a rule about the file at hand. */
export type RuleContext<Options extends readonly unknown[], MessageId extends string> = Readonly<
  TSESLint.RuleContext<MessageId, Options>
>;

/** What the exported configs and the generated documentation read from a rule. */
interface RuleDocs {
  /** The zones whose files the configs switch the rule on for. */
  readonly zones: readonly Zone[];
  /** The config that switches it on first: `strict` holds all of `recommended`. */
  readonly config: 'recommended' | 'strict';
}

/** A rule of this plugin: what it asks of a file comes from the analysis that all rules share. */
export interface SloRule<Options extends readonly unknown[], MessageId extends string> {
  readonly name: string;
  readonly meta: TSESLint.RuleMetaData<MessageId, RuleDocs, Options> & {
    readonly docs: RuleDocs;
  };
  create(context: RuleContext<Options, MessageId>, analysis: Analysis): TSESLint.RuleListener;
}

/** A rule whose options and messages are its own business. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any rule fits only here
export type AnyRule = SloRule<any, any>;

/** Types a rule from its own text. */
export function createRule<Options extends readonly unknown[], MessageId extends string>(
  rule: SloRule<Options, MessageId>,
): SloRule<Options, MessageId> {
  return rule;
}

/** A rule as ESLint and oxlint take it. */
export type BoundRule<Options extends readonly unknown[], MessageId extends string> = Pick<
  SloRule<Options, MessageId>,
  'meta'
> & {
  create(context: RuleContext<Options, MessageId>): TSESLint.RuleListener;
};

/** Gives a rule the analysis that it asks. */
export function bindRule<Options extends readonly unknown[], MessageId extends string>(
  rule: SloRule<Options, MessageId>,
  analysis: Analysis,
): BoundRule<Options, MessageId> {
  return { meta: rule.meta, create: (context) => rule.create(context, analysis) };
}
