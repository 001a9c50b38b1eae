import { basename, resolve } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { isCode } from '../zones.ts';
import type { Call } from './calls.ts';
import { specifiersIn } from './code.ts';
import type { Evaluator } from './evaluator.ts';
import { asPath } from './known.ts';
import type { Channel, Found, Reference } from './reference.ts';
import { HOLE, type Texts } from './texts.ts';

type Node = TSESTree.Node;

const FILE_WRITERS = ['writeFile', 'writeFileSync', 'appendFile', 'appendFileSync'];

/** Functions that write a text into a file, as `originOf` names them. */
export const WRITERS: ReadonlySet<string> = new Set([
  ...['fs:', 'fs:promises.', 'fs/promises:', 'fs-extra:', 'graceful-fs:', 'zx:fs.'].flatMap(
    (start) => FILE_WRITERS.map((name) => start + name),
  ),
  'fs-extra:outputFile',
  'fs-extra:outputFileSync',
  'Bun.write',
  'bun:write',
  'Deno.writeTextFile',
  'Deno.writeTextFileSync',
]);

/** Channels in which a file is run. */
const RUNNING: ReadonlySet<Channel> = new Set([
  'dynamic import',
  'loaded module',
  'process',
  'require',
  'thread',
]);

/** A script that a page loads. */
const SCRIPT_ELEMENT = /<script\b[^<>]*?\ssrc\s*=\s*["']?([^"'\s>]+)/gi;

interface Written {
  readonly path: string;
  readonly content: Node;
}

/** The files that a file writes: what stands in a page, and in a program that the file then runs. */
export class WrittenFiles {
  readonly #evaluator: Evaluator;
  readonly #written: Written[] = [];

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** Notes what a call writes. */
  note({ origin, args: [file, content] }: Call): void {
    if (file === undefined || content === undefined || !WRITERS.has(origin)) return;
    for (const text of this.#evaluator.texts(file)) {
      const path = resolve(this.#evaluator.cwd, asPath(text));
      if (basename(path) !== HOLE) this.#written.push({ path, content });
    }
  }

  /** Finds what pages load, and what the files load that something runs; hands on what a shell runs. */
  collect(
    references: readonly Reference[],
    found: Found,
    shell: (texts: Texts, node: Node) => void,
  ): void {
    if (this.#written.length === 0) return;
    const run = this.#run(references);
    for (const { path, content } of this.#written) {
      const texts = this.#evaluator.texts(content);
      const from = [path];
      if (/\.html?$/.test(path)) {
        for (const [, specifier = ''] of texts.flatMap((text) => [
          ...text.matchAll(SCRIPT_ELEMENT),
        ])) {
          const isRelative = specifier.startsWith('.');
          if (isRelative) found({ channel: 'loaded module', node: content, specifier, from });
        }
      } else if (run.has(path)) {
        if (!isCode(path)) shell(texts, content);
        else {
          for (const specifier of texts.flatMap(specifiersIn)) {
            found({ channel: 'evaluated text', node: content, specifier, from });
          }
        }
      }
    }
  }

  /** The paths of what is run. */
  #run(references: readonly Reference[]): ReadonlySet<string> {
    const running = references.filter(({ channel }) => RUNNING.has(channel));
    const paths = running.map(({ specifier }) => asPath(specifier));
    return new Set([...new Set(paths)].map((path) => resolve(this.#evaluator.cwd, path)));
  }
}
