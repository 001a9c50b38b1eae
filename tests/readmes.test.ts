import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenLinks, renderPage } from './render-pages.ts';
import { repositoryRoot } from './repository-copy.ts';

const pages = globSync('**/*.md', {
  cwd: repositoryRoot,
  exclude: (file) => /^(?:node_modules|dist|corpus)$/.test(path.basename(file)),
});

describe('the pages of this repository', () => {
  const withCode = pages.filter((page) => /^tutorials\/|(?:^|\/)README\.md$/.test(page));

  it('are found', () => {
    expect(withCode).toContain('tutorials/train-a-classifier/README.md');
  });

  it.for(withCode)('%s shows code as it stands in tested files', async (page) => {
    const file = path.join(repositoryRoot, page);
    await expect(renderPage(file)).toMatchFileSnapshot(file);
  });

  it.for(pages)('%s links to files that exist', (page) => {
    expect(brokenLinks(path.join(repositoryRoot, page), repositoryRoot)).toEqual([]);
  });
});

describe('a page', () => {
  let root: string;
  let page: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'pages-'));
    page = path.join(root, 'docs/page.md');
    mkdirSync(path.dirname(page));
    writeFileSync(path.join(root, 'docs/code.ts'), code);
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('gets the first columns of a table that another page has', () => {
    const others = '# A\n\n| x |\n| - |\n\n## B\n\n| a | b | c |\n| - | - | - |\n| 1 | 2 | 3 |\n';
    writeFileSync(path.join(root, 'results.md'), others);
    const around = (table: string) =>
      `<!-- table: ../results.md#B, 2 columns -->\n\n${table}\nEnd.\n`;
    writeFileSync(page, around('| stale |\n'));
    expect(renderPage(page)).toBe(around('| a | b |\n| - | - |\n| 1 | 2 |\n'));
    writeFileSync(page, around('| stale |\n').replace('#B', '#C'));
    expect(() => renderPage(page)).toThrow('no table in ../results.md#C');
  });

  it.for([
    { what: 'a region', marker: 'code.ts#one', shown: 'const one = 1;' },
    {
      what: 'a region without its indentation',
      marker: 'code.ts#two',
      shown: 'if (one) {\n  two();\n}',
    },
    { what: 'a whole file', marker: '../docs/code.ts', shown: code.trimEnd() },
  ])('gets $what in place of stale text, and is stable then', ({ marker, shown }) => {
    const around = (fence: string) =>
      `# Title\n\n<!-- file: ${marker} -->\n\n${fence}\n\nThe end.\n`;
    const fresh = around(`\`\`\`ts\n${shown}\n\`\`\``);
    writeFileSync(page, around('```js\nstale\n```'));
    expect(renderPage(page)).toBe(fresh);
    writeFileSync(page, fresh);
    expect(renderPage(page)).toBe(fresh);
  });

  it('may hold commands, output and text of its own', () => {
    const text = ['sh', 'console', 'text'].map((lang) => `\`\`\`${lang}\nls\n\`\`\`\n`).join('\n');
    writeFileSync(page, text);
    expect(renderPage(page)).toBe(text);
  });

  it.for([
    { fault: 'code of its own', text: '```ts\nlet a;\n```', message: ':1: this ts fence has code' },
    { fault: 'code in a list', text: '- a\n\n  ```js\n  1;\n  ```', message: ':3: this js fence' },
    { fault: 'indented code', text: 'Text\n\n    let a;', message: ':3: this nameless fence' },
    {
      fault: 'a missing file',
      text: marked('gone.ts#one'),
      message: ':2: no file gone.ts with region one',
    },
    {
      fault: 'a missing region',
      text: marked('code.ts#three'),
      message: ':2: no region three in code.ts',
    },
    { fault: 'half a name', text: marked('code.ts#tw'), message: ':2: no region tw in code.ts' },
    {
      fault: 'an open region',
      text: marked('code.ts#open'),
      message: ':2: no region open in code.ts',
    },
    {
      fault: 'a marker alone',
      text: '<!-- file: code.ts#one -->\n\nText',
      message: ':1: put the fence',
    },
  ])('with $fault is refused with the place and the remedy', ({ text, message }) => {
    writeFileSync(page, text);
    expect(() => renderPage(page)).toThrow(`${page}${message}`);
  });

  it('is told each link to a file that does not exist', () => {
    writeFileSync(
      page,
      `[web](https://example.com/gone) [here](#part) [code](code.ts) [part](./code.ts#L2)
[folder](/docs) [gone](gone.ts) ![gone](/gone.png) [outside](../../)
[reference][1]

[1]: ../gone.md
`,
    );
    expect(brokenLinks(page, root)).toEqual([
      '2: gone.ts',
      '2: /gone.png',
      '2: ../../',
      '5: ../gone.md',
    ]);
  });
});

const code = `// #region one
const one = 1;
// #endregion
{
  // #region two
  if (one) {
    two();
  }
  // #endregion
}
// #region open
`;

function marked(marker: string): string {
  return `<!-- file: ${marker} -->\n\`\`\`ts\nstale\n\`\`\`\n`;
}
