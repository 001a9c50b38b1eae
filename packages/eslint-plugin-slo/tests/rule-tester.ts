import type { TSESLint } from '@typescript-eslint/utils';
import * as parser from '@typescript-eslint/parser';
import { RuleTester as RuleTester10 } from 'eslint';
import { RuleTester as RuleTester9 } from 'eslint9';
import { describe, it } from 'vitest';
import { Analysis } from '../src/analysis.ts';
import { bindRule, type SloRule } from '../src/create-rule.ts';

interface Case<Options extends readonly unknown[]> {
  readonly name: string;
  readonly code: string;
  /** Absolute, or relative to the repository; decides the zone. */
  readonly filename?: string;
  readonly options?: Partial<Options>;
  readonly settings?: TSESLint.SharedConfigurationSettings;
  readonly languageOptions?: TSESLint.FlatConfig.LanguageOptions;
}

interface ExpectedReport<MessageId extends string> {
  readonly messageId: MessageId;
  readonly data: Readonly<Record<string, unknown>>;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly suggestions?: readonly {
    readonly messageId: MessageId;
    readonly data?: Readonly<Record<string, unknown>>;
    readonly output: string;
  }[];
}

export interface RuleCases<Options extends readonly unknown[], MessageId extends string> {
  readonly valid: readonly Case<Options>[];
  readonly invalid: readonly (Case<Options> & {
    readonly errors: readonly ExpectedReport<MessageId>[];
    readonly output?: string;
  })[];
}

/** Runs a rule's table of cases in ESLint 9 and in ESLint 10, with the TypeScript parser. */
export function testRule<Options extends readonly unknown[], MessageId extends string>(
  rule: SloRule<Options, MessageId>,
  { valid, invalid }: RuleCases<Options, MessageId>,
): void {
  const languageOptions = { parser, sourceType: 'module' } as const;
  const module = bindRule(rule, new Analysis());

  describe('in ESLint 10', () => {
    adoptVitest(RuleTester10);
    new RuleTester10({ languageOptions }).run(rule.name, module as never, {
      assertionOptions: { requireMessage: 'messageId', requireData: true },
      valid: [...valid] as never,
      invalid: [...invalid] as never,
    });
  });

  describe('in ESLint 9', () => {
    adoptVitest(RuleTester9);
    new RuleTester9({ languageOptions }).run(rule.name, module as never, {
      valid: [...valid] as never,
      invalid: [...invalid] as never,
    });
  });
}

function adoptVitest(tester: typeof RuleTester10 | typeof RuleTester9): void {
  tester.describe = describe;
  tester.it = it;
  tester.itOnly = it.only;
}
