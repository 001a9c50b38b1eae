import type { TSESLint } from '@typescript-eslint/utils';
import type { Found } from './reference.ts';

const REFERENCE_COMMENT = /^\/\s*<reference\s[^>]*?\b(path|types)\s*=\s*(["'])(.+?)\2/;
const JSDOC_IMPORT = /^[\s*]*@import\b[^'"`]*?\bfrom\s*(["'])(.+?)\1/gm;
const JSDOC_IMPORT_ALL = /^[\s*]*@import\s*(["'])(.+?)\1/gm;
const JSDOC_TYPE = /@(?!example\b)\w+\s*\{/g;
const TYPE_IMPORT = /\bimport\(\s*(["'])(.+?)\1/g;

/** `/// <reference path="…" />`, and `@import` and `import('…')` in the types of JSDoc. */
export function collectComments(sourceCode: TSESLint.SourceCode, found: Found): void {
  const start = sourceCode.ast.body[0]?.range[0] ?? Infinity;
  for (const node of sourceCode.getAllComments()) {
    if (node.type === 'Line') {
      if (node.range[0] > start) continue;
      const [, kind, , name] = REFERENCE_COMMENT.exec(node.value) ?? [];
      if (name === undefined) continue;
      const specifier = kind === 'path' && !/^[./]/.test(name) ? `./${name}` : name;
      found({ channel: 'reference comment', node, specifier });
    } else if (node.value.startsWith('*') && node.value.includes('import')) {
      for (const specifier of jsdocSpecifiers(node.value)) {
        found({ channel: 'JSDoc import', node, specifier });
      }
    }
  }
}

function* jsdocSpecifiers(comment: string): Generator<string> {
  for (const pattern of [JSDOC_IMPORT, JSDOC_IMPORT_ALL]) {
    for (const [, , specifier = ''] of comment.matchAll(pattern)) yield specifier;
  }
  for (const { index, 0: tag } of comment.matchAll(JSDOC_TYPE)) {
    const start = index + tag.length;
    const type = comment.slice(start, closingBrace(comment, start));
    for (const [, , specifier = ''] of type.matchAll(TYPE_IMPORT)) yield specifier;
  }
}

function closingBrace(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1;
    else if (text[index] === '}') depth -= 1;
    if (depth === 0) return index;
  }
  return start;
}
