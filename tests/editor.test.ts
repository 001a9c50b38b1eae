import { createRequire } from 'node:module';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startEditor } from './language-server.ts';
import { copyRepository, type RepositoryCopy } from './repository-copy.ts';

const require = createRequire(import.meta.url);

// Editors bring a Node of their own, often an older one than the project's.
const nodes = [
  { version: process.version, node: process.execPath },
  {
    version: '20',
    node: path.join(path.dirname(require.resolve('node20/package.json')), 'bin/node'),
  },
];

/** Linting with types takes 20 seconds of a processor, and a busy machine has few to give. */
const PATIENCE = 240_000;

let copy: RepositoryCopy;

beforeAll(() => {
  copy = copyRepository();
});

afterAll(() => {
  copy[Symbol.dispose]();
});

describe.for(nodes)('an editor whose server runs on Node $version', ({ node }) => {
  it(
    'shows a violation in a script while it is typed, and lets it go',
    async () => {
      const other = path.join(copy.root, 'scripts/planted-other.ts');
      writeFileSync(other, 'console.log("the other script");\n');
      await using editor = await startEditor(copy.root, node);
      const script = 'scripts/planted.ts';
      const violation = "// eslint-disable-next-line\nimport './planted-other.ts';\n";

      expect(await editor.open(script, violation)).toMatchObject([
        { code: 'slo/no-script-to-script-import', range: { start: { line: 1 } } },
      ]);
      expect(await editor.edit(script, 'console.log("alone");\n')).toEqual([]);
      expect(await editor.edit(script, violation)).toHaveLength(1);
      rmSync(other);
      // The disk is looked at again after a pause in the typing.
      await vi.waitFor(
        async () => {
          expect(await editor.edit(script, violation)).toEqual([]);
        },
        { interval: 1000, timeout: 60_000 },
      );
      expect(editor.failures).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'shows global state in a library file',
    async () => {
      const file = 'packages/primitives/src/index.ts';
      await using editor = await startEditor(copy.root, node);
      const text =
        '\nlet calls = 0;\n\n/** Counts. */\nexport const count = (): number => (calls += 1);\n';

      expect(await editor.open(file, text)).toMatchObject([
        { code: 'slo/no-library-global-state', range: { start: { line: 1 } } },
      ]);
      expect(editor.failures).toEqual([]);
    },
    PATIENCE,
  );
});
