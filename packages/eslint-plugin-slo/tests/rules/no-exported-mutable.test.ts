import { noExportedMutable } from '../../src/rules/no-exported-mutable.ts';
import { testRule } from '../rule-tester.ts';

const filename = 'packages/example/src/example.ts';

testRule(noExportedMutable, {
  valid: [
    { name: 'keeps out of scripts', filename: 'scripts/a.ts', code: 'export const a = [1];' },
    {
      name: 'keeps out of the tests of tutorials',
      filename: 'tutorials/a/a.test.ts',
      code: 'export const a = [1];',
    },
    { name: 'accepts what is constant', filename, code: 'export const a = [1] as const;' },
  ],
  invalid: [
    {
      name: 'offers a constant assertion and a frozen copy',
      filename,
      code: 'export const names = ["a"];',
      errors: [
        {
          messageId: 'exportedMutable',
          data: { name: 'names' },
          line: 1,
          column: 14,
          suggestions: [
            { messageId: 'asConst', output: 'export const names = ["a"] as const;' },
            { messageId: 'freeze', output: 'export const names = Object.freeze(["a"]);' },
          ],
        },
      ],
    },
    {
      name: 'offers no TypeScript to JavaScript',
      filename: 'packages/example/src/example.js',
      code: 'export const codes = { a: 1 };',
      errors: [
        {
          messageId: 'exportedMutable',
          data: { name: 'codes' },
          suggestions: [
            { messageId: 'freeze', output: 'export const codes = Object.freeze({ a: 1 });' },
          ],
        },
      ],
    },
    {
      name: 'offers the readonly type of a collection',
      filename,
      code: 'export const codes = new Map<string, number>();',
      errors: [
        {
          messageId: 'exportedMutable',
          data: { name: 'codes' },
          suggestions: [
            {
              messageId: 'readonlyType',
              data: { type: 'ReadonlyMap<string, number>' },
              output:
                'export const codes: ReadonlyMap<string, number> = new Map<string, number>();',
            },
          ],
        },
      ],
    },
    {
      name: 'replaces the type of a collection',
      filename,
      code: 'export const words: Set<string> = new Set();',
      errors: [
        {
          messageId: 'exportedMutable',
          data: { name: 'words' },
          suggestions: [
            {
              messageId: 'readonlyType',
              data: { type: 'ReadonlySet<string>' },
              output: 'export const words: ReadonlySet<string> = new Set();',
            },
          ],
        },
      ],
    },
    {
      name: 'replaces the type of a list',
      filename,
      code: 'export const words: string[] = [];',
      errors: [
        {
          messageId: 'exportedMutable',
          data: { name: 'words' },
          suggestions: [
            {
              messageId: 'readonlyType',
              data: { type: 'readonly string[]' },
              output: 'export const words: readonly string[] = [];',
            },
          ],
        },
      ],
    },
    {
      name: 'replaces the type of an object',
      filename,
      code: 'export const codes: Record<string, number> = {};',
      errors: [
        {
          messageId: 'exportedMutable',
          data: { name: 'codes' },
          suggestions: [
            {
              messageId: 'readonlyType',
              data: { type: 'Readonly<Record<string, number>>' },
              output: 'export const codes: Readonly<Record<string, number>> = {};',
            },
            {
              messageId: 'freeze',
              output: 'export const codes: Record<string, number> = Object.freeze({});',
            },
          ],
        },
      ],
    },
    ...[
      'export const names = ["a"];\nnames.push("b");',
      'export const names = ["a"];\nexport function add(name) {\n  const all = names;\n  all.push(name);\n}',
      'export const names = { count: 0, add() { this.count += 1; } };',
      'export const names: string[] = [];\nfor (const one of list) names.push(one);',
      'export const names = new Map<string, number>();\nnames.set("a", 1);',
      'exports.names = {};\nexports.names.a = 1;',
      'export let names = ["a"];\nexport function reset() {\n  names = [];\n}',
    ].map((code, index) => ({
      name: `offers nothing where the file changes it itself, ${String(index + 1)}`,
      filename,
      code,
      errors: [
        {
          messageId: 'exportedMutable' as const,
          data: { name: code.startsWith('exports') ? 'exports.names' : 'names' },
        },
      ],
    })),
    {
      name: 'offers nothing where the text does not tell the type',
      filename,
      code: 'export const words = new Set(list);',
      errors: [{ messageId: 'exportedMutable', data: { name: 'words' } }],
    },
  ],
});
