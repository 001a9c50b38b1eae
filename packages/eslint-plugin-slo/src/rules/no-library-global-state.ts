import type { JSONSchema, TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.ts';
import { isLibraryCode } from '../library-code.ts';
import type { Exemption, ModuleState, Origin, StateKind } from '../state/index.ts';
import { remediesFor, type Remedy } from '../state/remedies.ts';

type MessageId = Remedy['messageId'] | StateKind;

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
      dropFlag: 'Drop the g flag: a test has no use for it.',
      moveInside: 'Make it anew in each call of the one function that uses it.',
      reassigned:
        '"{{name}}" is reassigned on line {{line}}, after the module has been evaluated, so all callers share its latest value. Keep it in an object or a function that each caller makes for itself, or pass it in.',
      mutated:
        'What "{{name}}" holds is changed on line {{line}}, after the module has been evaluated, so all callers share the change. Move it into a class or a function, so that each caller has its own; pass it in; or freeze it and change nothing.',
      stateful:
        '"{{name}}" is made once for all callers, and it {{reason}}. Make one where it is needed, in a class or a function that owns it, or take it as an argument.',
      closure:
        '"{{name}}" is made once for all callers, and it {{reason}} (line {{line}}). Export the function that makes it, so that each caller has its own, or take it as an argument.',
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

    function report(state: ModuleState): void {
      const { kind, node, name, reason, write } = state;
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
        suggest: remediesFor(state, analysis.fileOf(context).scopes),
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

/** The first line of a long node, so that an editor does not underline a page. */
function firstLine(node: TSESTree.Node): TSESTree.SourceLocation {
  const { start, end } = node.loc;
  return start.line === end.line ? node.loc : { start, end: start };
}
