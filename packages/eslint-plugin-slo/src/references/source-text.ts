import { isAbsolute, resolve } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { isCode } from '../zones.ts';
import type { Call } from './calls.ts';
import { specifiersIn } from './code.ts';
import type { Evaluator } from './evaluator.ts';
import { textsOfEach } from './globs.ts';
import { asPath } from './known.ts';
import { type Folders, type Places, placesIn } from './places.ts';
import type { Found } from './reference.ts';
import { HOLE, isComplete } from './texts.ts';

type Node = TSESTree.Node;

const FILE_SYSTEMS = ['fs', 'fs/promises', 'fs-extra', 'graceful-fs', 'memfs', '@std/fs'];

const FILE_READERS = (
  'readFile readFileSync createReadStream open openSync openAsBlob copyFile copyFileSync cp cpSync ' +
  'copy copySync link linkSync symlink symlinkSync'
).split(' ');

const DENO_READERS =
  'readTextFile readTextFileSync readFile readFileSync open openSync copyFile copyFileSync'.split(
    ' ',
  );

/** Functions of file systems that give out what a file holds, or the file itself. */
export const READERS: ReadonlySet<string> = new Set([
  ...FILE_SYSTEMS.flatMap((module) =>
    FILE_READERS.flatMap((name) => [`${module}:${name}`, `${module}:promises.${name}`]),
  ),
  ...FILE_READERS.map((name) => `zx:fs.${name}`),
  ...DENO_READERS.map((name) => `Deno.${name}`),
  ...['shelljs:cat', 'shelljs:cp', 'shelljs:ln', '@vercel/ncc:'],
  ...['transformFile', 'transformFileSync', 'transformFileAsync'].flatMap((name) => [
    `@babel/core:${name}`,
    `@swc/core:${name}`,
  ]),
  'Bun.file',
  'bun:file',
  'fetch',
]);

/** `response.sendFile('a.js', { root: 'public' })`, of express and the servers after it. */
const SENDER = '.sendFile';

/** Functions that run text as a program. */
export const EVALUATORS: ReadonlySet<string> = new Set([
  'Function',
  'eval',
  'module._compile',
  'new Function',
  'new vm:Script',
  'new vm:SourceTextModule',
  'setInterval',
  'setTimeout',
  'vm:compileFunction',
  'vm:runInContext',
  'vm:runInNewContext',
  'vm:runInThisContext',
]);

/** Names for one path; more are a circle. */
const MOST_STEPS = 8;

/** The text of another script: read, or run. */
export function collectSourceText(
  { node: call, origin, args }: Call,
  evaluator: Evaluator,
  places: Places,
  found: Found,
): void {
  if (READERS.has(origin) || origin.endsWith(SENDER)) {
    const [path, options] = args;
    if (path === undefined || endsAsData(path, evaluator)) return;
    const roots = rootsIn(options, evaluator);
    // Without a root of its own, a server looks for a relative name in the folder that it sends.
    const isSent = origin.endsWith(SENDER) && roots === undefined;
    const texts = textsOfEach(path, evaluator).filter(
      (text) =>
        (origin !== 'fetch' || text.startsWith('file:')) && (!isSent || isAbsolute(asPath(text))),
    );
    const isWhole = /(?:cp|copy|symlink)(?:Sync)?$/.test(origin); // a folder with all that is in it
    const files = texts
      .map(asPath)
      .flatMap((path) => (isWhole && isComplete(path) ? [path, `${path}/${HOLE}`] : [path]))
      .filter((path) => isWhole || mayBeCode(path));
    if (files.length === 0) return;
    const from = placesIn(roots ?? places.at(call));
    for (const specifier of files) {
      found({ channel: 'source text', node: path, specifier, from, isPath: true });
    }
  } else if (EVALUATORS.has(origin)) {
    const from = [evaluator.filename, ...placesIn(places.at(call))];
    if (call.type === 'CallExpression' && loadsArgument(call.callee, evaluator)) {
      for (const node of args) {
        for (const specifier of evaluator.texts(node)) {
          found({ channel: 'evaluated text', node, specifier, from });
        }
      }
    } else {
      const texts = origin.startsWith('set') ? args.slice(0, 1) : args;
      for (const node of texts) collectCode(node, evaluator, from, found);
    }
  }
}

/** The folder in which a server looks for what it sends. */
function rootsIn(options: Node | undefined, evaluator: Evaluator): Folders | undefined {
  const [root] = options ? evaluator.elements(options, 'root') : [];
  return root && evaluator.texts(root).map((path) => resolve(evaluator.cwd, asPath(path)));
}

/**
 * Whether a path that is put together ends as data does: `join(folder, `${name}.json`)`. Most that a
 * program reads does, and the end is sooner told than the whole.
 */
function endsAsData(path: Node, evaluator: Evaluator): boolean {
  let end = path;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const part = lastPartOf(end, evaluator);
    if (part === undefined) break;
    end = part;
  }
  if (end === path || (end.type !== 'Literal' && end.type !== 'TemplateLiteral')) return false;
  const text = end.type === 'Literal' ? end.value : end.quasis.at(-1)?.value.cooked;
  return typeof text === 'string' && /\.\w+$/.test(text) && !isCode(text);
}

/** The expression that alone decides how the text of another ends. */
function lastPartOf(node: Node, evaluator: Evaluator): Node | undefined {
  switch (node.type) {
    case 'Identifier': {
      const [definition, another] = evaluator.definitions(node);
      if (definition === undefined || another !== undefined) return undefined;
      return definition.path.length > 0 || definition.adds ? undefined : definition.value;
    }
    case 'CallExpression':
      return /^path:(?:join|resolve)$/.test(evaluator.origin(node.callee) ?? '')
        ? node.arguments.at(-1)
        : undefined;
    case 'BinaryExpression':
      return node.operator === '+' ? node.right : undefined;
    default:
      return undefined;
  }
}

/** A name with unknown parts says by its end that it is code; most that is read is none. */
function mayBeCode(path: string): boolean {
  return isComplete(path) || isCode(path.replace(/[?#].*$/s, ''));
}

/** `const load = new Function('path', 'return import(path)')`. */
function loadsArgument(callee: Node, evaluator: Evaluator): boolean {
  const [made] = evaluator.values(callee);
  const [body] = made?.type === 'NewExpression' ? made.arguments.slice(-1) : [];
  const text = body && evaluator.fold(body);
  return text !== undefined && /\b(?:import|require)\s*\(\s*\w/.test(text);
}

function collectCode(
  node: Node,
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
