import type { JSONSchema, TSESLint, TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.ts';
import { isLibraryCode } from '../library-code.ts';
import type { Exemption, ModuleState, Origin, StateKind } from '../state/index.ts';
import { oneUser } from '../state/one-user.ts';

type MessageId = StateKind | 'moveInside';

interface Listed {
  readonly from: string;
  readonly names: readonly string[];
}

type Options = [
  {
    readonly alsoReport?: readonly Exemption[];
    readonly pure?: readonly Listed[];
    readonly stateful?: readonly Listed[];
  }?,
];

const listedSchema: JSONSchema.JSONSchema4ArraySchema = {
  type: 'array',
  uniqueItems: true,
  items: {
    type: 'object',
    properties: {
      from: { type: 'string', minLength: 1 },
      names: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 },
    },
    required: ['from', 'names'],
    additionalProperties: false,
  },
};

/** Library modules keep no state, so that two callers can never meet through one. */
export const noLibraryGlobalState = createRule<Options, MessageId>({
  name: 'no-library-global-state',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow state that outlives the evaluation of a library module',
      config: 'recommended',
      zones: ['library', 'tutorial'],
    },
    hasSuggestions: true,
    messages: {
      moveInside: 'Make it in the function that uses it.',
      reassigned:
        '"{{name}}" is reassigned on line {{line}}, after the module has been evaluated, so all callers share its latest value. Keep it in an object or a function that each caller makes for itself, or pass it in.',
      mutated:
        'What "{{name}}" holds is changed on line {{line}}, after the module has been evaluated, so all callers share the change. Let a class or a function that each caller makes own it, pass it in, or freeze it and change nothing.',
      stateful:
        '"{{name}}" is made once for all callers, and it {{reason}}. Make one where it is needed, in a class or a function that owns it, or take it as an argument.',
      closure:
        '"{{name}}" is made once for all callers, and it {{reason}} (line {{line}}). Export the function that makes it, so that each caller has one of his own, or take it as an argument.',
      statefulRegExp:
        'The regular expression "{{name}}" keeps its position in lastIndex between calls (line {{line}}), so one caller\'s search starts where another\'s stopped. Drop the g or y flag, make it where it is used, or use matchAll.',
      staticField:
        'The static field "{{name}}" is changed on line {{line}}, and a class has one of it for all callers. Make it a field of the instances, or pass it in.',
      functionProperty:
        'A property of "{{name}}" is changed on line {{line}}, after the module has been evaluated, and the function is one for all callers. Keep the value in an object that each caller makes.',
      globalWrite:
        'This changes "{{name}}", which the whole process shares. Hand the value to whoever needs it, or leave the change to the script that runs the process.',
      importWrite:
        'This changes what "{{name}}" was imported as, for every module that imports it. Pass the value as an argument, or make a copy and change that.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          alsoReport: {
            description: 'What is left alone otherwise and shall be reported here.',
            type: 'array',
            uniqueItems: true,
            items: {
              type: 'string',
              enum: ['asyncContext', 'featureDetection', 'loggers', 'weak', 'wiring'],
            },
          },
          pure: {
            description: 'Imported constructors and factories whose results keep no state.',
            ...listedSchema,
          },
          stateful: {
            description: 'Imported constructors and factories whose results keep state.',
            ...listedSchema,
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ alsoReport: [], pure: [], stateful: [] }],
  },
  create(context, analysis) {
    if (!isLibraryCode(context, analysis)) return {};
    const [{ alsoReport = [], pure = [], stateful = [] } = {}] = context.options;

    function isReported({ exemption, origin, unlisted }: ModuleState): boolean {
      if (exemption !== null && !alsoReport.includes(exemption)) return false;
      return unlisted ? isListed(origin, stateful) : !isListed(origin, pure);
    }

    function report({ kind, node, name, reason, write }: ModuleState): void {
      const line = (write ?? node).loc.start.line;
      const data = {
        name,
        line,
        reason: reason === '' ? 'is listed as one that keeps state' : reason,
      };
      context.report({
        loc: firstLine(node),
        messageId: kind,
        data,
        suggest: kind === 'statefulRegExp' ? moveInside(node, context.sourceCode) : [],
      });
    }

    return {
      Program() {
        for (const state of analysis.fileOf(context).moduleState) {
          if (isReported(state)) report(state);
        }
      },
    };
  },
});

function isListed(origin: Origin | null, listed: readonly Listed[]): boolean {
  if (origin === null) return false;
  const name = origin.name === '*' ? 'default' : origin.name;
  return listed.some(
    ({ from, names }) => from.replace(/^node:/, '') === origin.from && names.includes(name),
  );
}

/** An expression that one function uses is as good inside it, where it starts anew each time. */
function moveInside(
  node: TSESTree.Node,
  sourceCode: TSESLint.SourceCode,
): TSESLint.SuggestionReportDescriptor<MessageId>[] {
  const found = oneUser(node, sourceCode);
  if (found === null) return [];
  const { declaration, body } = found;
  const [start] = body.range;
  const [, end] = declaration.range;
  const lineEnd = sourceCode.text.startsWith('\n', end) ? end + 1 : end;
  return [
    {
      messageId: 'moveInside',
      fix: (fixer) => [
        fixer.removeRange([declaration.range[0], lineEnd]),
        fixer.insertTextAfterRange([start, start + 1], `\n  ${sourceCode.getText(declaration)}`),
      ],
    },
  ];
}

/** The first line of a long node, so that an editor does not underline a page. */
function firstLine(node: TSESTree.Node): TSESTree.SourceLocation {
  const { start, end } = node.loc;
  return start.line === end.line ? node.loc : { start, end: start };
}
