import { join } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Call } from './calls.ts';
import { specifiersIn } from './code.ts';
import type { Evaluator } from './evaluator.ts';
import { textsOfEach } from './globs.ts';
import { asPath } from './known.ts';
import type { Found } from './reference.ts';

/** Functions of file systems that give out what a file holds, or the file itself. */
const READERS =
  /^(?:(?:fs|fs\/promises|fs-extra|graceful-fs|memfs|bun|@std\/fs):(?:promises\.)?(?:readFile|readFileSync|createReadStream|open|openSync|openAsBlob|copyFile|copyFileSync|cp|cpSync|copy|copySync|link|linkSync|symlink|symlinkSync|readLines|file)|Bun\.file|Deno\.(?:readTextFile|readTextFileSync|readFile|readFileSync|open|openSync|copyFile|copyFileSync)|fetch|zx:fs\.\w*read\w*)$/i;

/** Functions that run text as a program. */
const EVALUATORS =
  /^(?:eval|Function|new Function|vm:(?:runInThisContext|runInNewContext|runInContext|compileFunction)|new vm:(?:Script|SourceTextModule)|module\._compile)$/;

/** The text of another script: read, or run. */
export function collectSourceText(
  { origin, args }: Call,
  evaluator: Evaluator,
  folders: readonly string[],
  found: Found,
): void {
  if (READERS.test(origin)) {
    const [path] = args;
    if (path === undefined) return;
    const from = folders.map((folder) => join(folder, 'package.json'));
    for (const text of textsOfEach(path, evaluator)) {
      if (origin === 'fetch' && !text.startsWith('file:')) continue;
      found({ channel: 'source text', node: path, specifier: asPath(text), from, isPath: true });
    }
  } else if (EVALUATORS.test(origin)) {
    const from = [evaluator.filename, ...folders.map((folder) => join(folder, 'package.json'))];
    for (const node of args) collectCode(node, evaluator, from, found);
  }
}

function collectCode(
  node: TSESTree.Node,
  evaluator: Evaluator,
  from: readonly string[],
  found: Found,
): void {
  for (const text of evaluator.texts(node)) {
    for (const specifier of specifiersIn(text)) {
      found({ channel: 'evaluated text', node, specifier, from });
    }
  }
}
