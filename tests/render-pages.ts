import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { visit } from 'unist-util-visit';

/** What a page may show without a file to take it from: commands and output, no code. */
const ownLanguages = ['console', 'sh', 'text'];

/**
 * Renders a Markdown page: a fence after `<!-- file: code.ts#region -->` gets the text between
 * `// #region region` and `// #endregion` in that file; without `#region`, the whole file. A table
 * after `<!-- table: page.md#heading, 3 columns -->` gets the first columns of the first one there.
 */
export function renderPage(page: string): string {
  const text = fillTables(page);
  const edits: { start: number; end: number; fence: string }[] = [];

  visit(fromMarkdown(text), (node, index = 0, parent) => {
    const at = `${page}:${node.position?.start.line ?? 0}`;
    if (isMarker(node) && parent?.children[index + 1]?.type !== 'code') {
      throw new Error(`${at}: put the fence to fill right after ${node.value}`);
    }
    if (node.type !== 'code') return;

    const marker = parent?.children[index - 1];
    if (marker !== undefined && isMarker(marker)) {
      const start = node.position?.start.offset ?? 0;
      edits.push({ start, end: node.position?.end.offset ?? 0, fence: render(marker.value, at) });
    } else if (!ownLanguages.includes(node.lang ?? '')) {
      throw new Error(
        `${at}: this ${node.lang ?? 'nameless'} fence has code of its own; move the code to a ` +
          'tested file and name it in a <!-- file: path#region --> line before the fence',
      );
    }
  });

  return edits.reduceRight((page, { start, end, fence }) => {
    return page.slice(0, start) + fence + page.slice(end);
  }, text);

  function render(marker: string, at: string): string {
    const { file = '', name } =
      /file: *(?<file>[^#]*?)(?:#(?<name>.*?))? *-->/.exec(marker)?.groups ?? {};
    const source = path.resolve(path.dirname(page), file);
    if (!existsSync(source)) {
      throw new Error(`${at}: no file ${file}${name === undefined ? '' : ` with region ${name}`}`);
    }
    const lines = readFileSync(source, 'utf8').trimEnd().split('\n');
    const shown = name === undefined ? lines : region(lines, name);
    if (shown === undefined) {
      throw new Error(`${at}: no region ${name} in ${file}, from #region ${name} to #endregion`);
    }
    return ['```' + path.extname(file).slice(1), ...shown, '```'].join('\n');
  }
}

function fillTables(page: string): string {
  const marker =
    /(<!-- table: (?<file>[^#]+)#(?<heading>[^,]+), (?<columns>\d+) columns -->\n\n)(?:\|.*\n)+/g;
  return readFileSync(page, 'utf8').replace(marker, (...match) => {
    const groups = match.at(-1) as { file: string; heading: string; columns: string };
    const source = readFileSync(path.resolve(path.dirname(page), groups.file), 'utf8');
    const section = source.split(/^(?=#+ )/m).find((each) => {
      return each.split('\n', 1)[0]?.replace(/^#+ /, '') === groups.heading;
    });
    const lines = section?.split('\n').filter((line) => line.startsWith('|')) ?? [];
    if (lines.length === 0)
      throw new Error(`${page}: no table in ${groups.file}#${groups.heading}`);
    const rows = lines.map((line) => line.split('|').slice(0, Number(groups.columns) + 1));
    return `${String(match[1])}${rows.map((cells) => `${cells.join('|')}|\n`).join('')}`;
  });
}

/** The relative links of a page that lead to no file, each as `line: link`. */
export function brokenLinks(page: string, root: string): readonly string[] {
  const broken: string[] = [];
  visit(fromMarkdown(readFileSync(page, 'utf8')), (node) => {
    if (!('url' in node) || /^(?:[a-z][a-z\d+.-]*:|#)/i.test(node.url)) return;
    const file = decodeURIComponent(node.url.replace(/[?#].*$/s, ''));
    const target = file.startsWith('/') ? path.join(root, file) : path.resolve(page, '..', file);
    const leavesRoot = path.relative(root, target).startsWith('..');
    if (leavesRoot || !existsSync(target)) {
      broken.push(`${node.position?.start.line ?? 0}: ${node.url}`);
    }
  });
  return broken;
}

function isMarker(node: { type: string }): node is { type: 'html'; value: string } {
  return node.type === 'html' && 'value' in node && /^<!-- *file:/.test(String(node.value));
}

/** The lines of a region without their common indentation, or undefined if it is not there. */
function region(lines: readonly string[], name: string): readonly string[] | undefined {
  const start = lines.findIndex((line) => line.trim().endsWith(`#region ${name}`));
  const end = lines.findIndex((line, i) => i > start && line.includes('#endregion'));
  if (start === -1 || end === -1) return undefined;
  const body = lines.slice(start + 1, end);
  const indents = body.filter((line) => line !== '').map((line) => line.search(/\S/));
  return body.map((line) => line.slice(Math.min(...indents)));
}
