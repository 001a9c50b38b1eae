import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';

/** The categories of library global state, in the order of their definition. */
export const stateCategories = [
  'G1',
  'G2',
  'G3',
  'G4',
  'G5',
  'G6',
  'G7',
  'G8',
  'G9',
  'G10',
] as const;

type StateCategory = (typeof stateCategories)[number];

/** A line that must be reported. */
export interface StateSite {
  readonly line: number;
  readonly category: StateCategory;
}

/** A module of a library, and what is to be reported in it. */
export interface StateCase {
  readonly name: string;
  /** The page: `G1` … `G10`, or `allowed`. */
  readonly category: StateCategory | 'allowed';
  /** Which section of the page the case stands in. */
  readonly section: 'Reported' | 'Silent';
  /** Relative to the repository, in a library of its own. */
  readonly file: string;
  /** Without the comments that mark its sites. */
  readonly code: string;
  readonly expect: readonly StateSite[];
}

const folder = path.join(import.meta.dirname, 'corpus/state');
const marker = / \/\/ (G\d+)$/;

/** Reads the written cases of library global state. */
export function readStateCases(): readonly StateCase[] {
  return globSync('{g*,allowed}.md', { cwd: folder })
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .flatMap(readPage);
}

function readPage(page: string): readonly StateCase[] {
  const text = readFileSync(path.join(folder, page), 'utf8');
  const category = categoryOf(/^\w+/.exec(page.toUpperCase())?.[0]) ?? 'allowed';
  const cases: StateCase[] = [];
  const headings = ['', '', ''];
  for (const node of fromMarkdown(text).children) {
    if (node.type === 'heading') {
      const { start, end } = node.position as NonNullable<typeof node.position>;
      headings[node.depth - 1] = text.slice(start.offset, end.offset).slice(node.depth + 1);
    } else if (node.type === 'code') {
      const [, section, name = ''] = headings;
      cases.push({
        name,
        category,
        section: section as StateCase['section'],
        file: `packages/example/src/${name.replaceAll(/\W+/g, '-')}.${String(node.lang)}`,
        code: node.value.replaceAll(new RegExp(marker, 'gm'), ''),
        expect: sitesOf(node.value),
      });
    }
  }
  return cases;
}

function sitesOf(code: string): readonly StateSite[] {
  return code.split('\n').flatMap((text, index) => {
    const category = categoryOf(marker.exec(text)?.[1]);
    return category === undefined ? [] : [{ line: index + 1, category }];
  });
}

function categoryOf(text: string | undefined): StateCategory | undefined {
  return stateCategories.find((category) => category === text);
}
