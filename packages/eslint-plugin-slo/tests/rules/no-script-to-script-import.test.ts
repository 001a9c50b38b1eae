import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { noScriptToScriptImport } from '../../src/rules/no-script-to-script-import.ts';
import { createRepository } from '../repository.ts';
import { testRule } from '../rule-tester.ts';

const paths = { '@scripts/*': ['./scripts/*'], '@lib': ['./packages/lib/src/a.ts'] };
const root = createRepository({
  'package.json': '{}',
  'tsconfig.base.json': JSON.stringify({ compilerOptions: { paths } }),
  'tsconfig.json': JSON.stringify({ extends: './tsconfig.base.json', include: ['packages'] }),
  'scripts/package.json': JSON.stringify({
    name: 'scripts',
    exports: { './*': './*.ts' },
    imports: { '#jobs/*': './*.ts' },
  }),
  'scripts/a.ts': '',
  'scripts/other.ts': '',
  'scripts/data.json': '{}',
  'scripts/folder/index.ts': '',
  'scripts/library-link.ts': { pointsTo: '../packages/lib/src/a.ts' },
  'scripts/loop.ts': { pointsTo: 'loop.ts' },
  'scripts/node_modules/installed/package.json': '{ "name": "installed", "main": "index.js" }',
  'scripts/node_modules/installed/index.js': '',
  'node_modules/scripts': { pointsTo: '../scripts' },
  'packages/lib/src/a.ts': '',
  'packages/lib/src/scripts/other.ts': '',
  'packages/lib/src/link.ts': { pointsTo: '../../../scripts/other.ts' },
  'broken/tsconfig.json': '{ "compilerOptions": ',
  'broken/jobs/a.ts': '',
  'broken/jobs/other.ts': '',
});

const filename = join(root, 'scripts/a.ts');
const settings = { slo: { root } };
const broken = {
  filename: join(root, 'broken/jobs/a.ts'),
  settings: { slo: { root, scripts: ['broken/jobs/**'] } },
};
const absolute = join(root, 'scripts/other.ts');
const url = pathToFileURL(absolute).href;

function valid(name: string, code: string) {
  return { name, code, filename, settings };
}

function invalid(channel: string, specifier: string, code: string, script = 'scripts/other.ts') {
  const data = { channel, specifier, script };
  const errors = [{ messageId: 'reachesScript', data }] as const;
  return { name: code, code, filename, settings, errors };
}

testRule(noScriptToScriptImport, {
  valid: [
    valid('a package', "import 'installed'; require('installed');"),
    valid('the library, by a path', "import '../packages/lib/src/a.ts';"),
    valid('the library, by an alias', "import '@lib';"),
    valid('a folder of that name in the library', "import '../packages/lib/src/scripts/other.ts';"),
    valid('data', "import data from './data.json' with { type: 'json' }; require('./data');"),
    valid('itself', "import './a.ts'; import(import.meta.url); import(import.meta.filename);"),
    valid('itself, in a type', "type A = typeof import('./a.js');"),
    valid('a built-in module', "import 'node:fs'; import 'path';"),
    valid('what does not exist', "import './missing.ts'; import 'missing'; import './loop.ts';"),
    valid(
      'other schemes',
      "import('https://x/scripts/other.ts'); import('data:text/javascript,');",
    ),
    valid('text', "console.log('./other.ts', `import './other.ts'`);"),
    valid(
      'comments',
      "// import './other.ts'\n/* import('./other.ts') */\n/** import('./other.ts') */",
    ),
    valid(
      'an example',
      "/**\n * @example\n * import './other.ts';\n * {import('./other.ts')}\n */",
    ),
    valid('a late reference comment', "let a;\n/// <reference path='./other.ts' />"),
    valid('a require of its own', "function f(require) { require('./other.ts'); }"),
    valid('a module of its own', "const module = { require: f }; module.require('./other.ts');"),
    valid(
      'a createRequire of its own',
      "const createRequire = () => f; createRequire()('./other.ts');",
    ),
    valid('a name that changes', "let name = './a.ts'; import(name); name = './other.ts';"),
    valid('an unknown name', 'import(process.argv[2]); require(unknown);'),
    valid('names in a circle', 'const a = b; const b = a; import(a); const { c } = c; import(c);'),
    valid('a URL that nothing loads', "new URL('./other.ts', import.meta.url);"),
    valid('a declared module', "declare module 'installed' {} declare module '*.css' {}"),
    {
      ...valid('a file of the library', "import '../../../scripts/other.ts';"),
      filename: join(root, 'packages/lib/src/a.ts'),
    },
    { ...valid('a path beside a broken tsconfig', "import './missing.ts';"), ...broken },
  ],
  invalid: [
    invalid('import', './other.ts', "import './other.ts';"),
    invalid('import', './other.ts', "import type { A } from './other.ts';"),
    invalid('import', './other.ts', "import { type A } from './other.ts';"),
    invalid('import', './other.ts', "import a from './other.ts' with { type: 'x' };"),
    invalid('import', './other.ts', "import a = require('./other.ts');"),
    invalid('re-export', './other.ts', "export * from './other.ts';"),
    invalid('re-export', './other.ts', "export * as a from './other.ts';"),
    invalid('re-export', './other.ts', "export { a } from './other.ts';"),
    invalid('re-export', './other.ts', "export type { A } from './other.ts';"),
    invalid('dynamic import', './other.ts', "import('./other.ts');"),
    invalid('dynamic import', './other.ts', 'import(`./other.ts`);'),

    // Names for the same file.
    // Beside declarations at the top, which alone would not make anyone look further.
    invalid(
      'dynamic import',
      './other.ts',
      "import 'fs';\nexport const a = () => import('./other.ts');",
    ),
    invalid('dynamic import', './other.ts', "import 'fs'; import\n/* late */\n('./other.ts');"),
    invalid(
      'type import',
      './other.ts',
      "import 'fs'; let a: typeof import('./other.ts') | undefined;",
    ),
    invalid(
      'dynamic import',
      './other.ts',
      "import 'fs'; class A { static { import('./other.ts'); } }",
    ),
    invalid('import', './other.ts', "declare module 'a' { import './other.ts'; }"),
    invalid('re-export', './other.ts', "declare module 'a' { export * from './other.ts'; }"),
    invalid('re-export', './other.ts', "declare global { export { a } from './other.ts'; }"),
    invalid(
      'require',
      './other.ts',
      "import f from 'fs'; f.require.call; require.bind(null)('./other.ts');",
    ),
    invalid('import', './other', "import './other';"),
    invalid('import', './other.js', "import './other.js';"),
    invalid('import', './folder', "import './folder';", 'scripts/folder/index.ts'),
    invalid('import', './x/../other.ts', "import './x/../other.ts';"),
    invalid('import', './other.ts?raw', "import './other.ts?raw';"),
    invalid('import', './other?raw', "import './other?raw';"),
    invalid('import', './other.ts#x', "import './other.ts#x';"),
    invalid('import', absolute, `import '${absolute}';`),
    invalid('import', url, `import '${url}';`),
    invalid('import', '@scripts/other', "import '@scripts/other';"),
    invalid('import', '@scripts/other.js', "import '@scripts/other.js';"),
    invalid('import', '@scripts/other?raw', "import '@scripts/other?raw';"),
    invalid('import', '#jobs/other', "import '#jobs/other';"),
    invalid('import', 'scripts/other', "import 'scripts/other';"),
    invalid('import', '../packages/lib/src/link.ts', "import '../packages/lib/src/link.ts';"),
    invalid(
      'import',
      './library-link.ts',
      "import './library-link.ts';",
      'scripts/library-link.ts',
    ),

    // Require, under any name.
    invalid('require', './other.ts', "require('./other.ts');"),
    invalid('require', './other.ts', "module.require('./other.ts');"),
    invalid('require', './other.ts', "(0, require)('./other.ts');"),
    invalid('require', './other.ts', "const load = require; load('./other.ts');"),
    invalid('require', './other.ts', "declare const require: any; require('./other.ts');"),
    invalid(
      'require',
      './other.ts',
      "import { createRequire as c } from 'module'; const r = c(import.meta.url); r('./other.ts');",
    ),
    invalid(
      'require',
      './other.ts',
      "import module from 'node:module'; module.createRequire(__filename)('./other.ts');",
    ),
    invalid(
      'require',
      './other.ts',
      "let r; r = process.getBuiltinModule('module').createRequire(__filename); r('./other.ts');",
    ),
    invalid('resolution', './other.ts', "require.resolve('./other.ts');"),
    invalid('resolution', './other.ts', "import.meta.resolve('./other.ts');"),
    invalid('resolution', './other.ts', "import m from 'module'; m.register('./other.ts');"),

    // Types.
    invalid('type import', './other.ts', "type A = import('./other.ts').A;"),
    invalid('type import', './other.ts', "type A = typeof import('./other.ts');"),
    invalid('augmentation', './other.ts', "declare module './other.ts' {}"),
    invalid('reference comment', './other.ts', "/// <reference path='other.ts' />\nlet a;"),
    invalid('JSDoc import', './other.ts', "/** @import { A } from './other.ts' */"),
    invalid('JSDoc import', './other.ts', "/**\n * @import * as a from './other.ts'\n */"),
    invalid('JSDoc import', './other.ts', "/** @type {import('./other.ts').A} */ let a;"),
    invalid('JSDoc import', './other.ts', "/** @param {{ a: import('./other.ts').A }} a */"),

    // Computed names.
    invalid('dynamic import', './other.ts', "import('./' + 'other' + '.ts');"),
    invalid('dynamic import', './other.ts', "const name = 'other'; import(`./${name}.ts`);"),
    invalid('dynamic import', './other.ts', "const o = { b: './other.ts' } as const; import(o.b);"),
    invalid(
      'dynamic import',
      './other.ts',
      "const o = Object.freeze(['./other.ts']); import(o[0]);",
    ),
    invalid('dynamic import', './other.ts', "const [, b] = ['', './other.ts']; import(b);"),
    invalid('dynamic import', './other.ts', "import(['.', 'other.ts'].join('/'));"),
    invalid('dynamic import', './other.ts', "import('./'.concat('other.ts'));"),
    {
      ...invalid('dynamic import', './other.ts', `import('./other.ts'${" + ''".repeat(500)});`),
      name: 'a sum of five hundred texts',
    },
    {
      ...invalid('require', './other.ts', `f${'()'.repeat(500)}; require('./other.ts');`),
      name: 'after five hundred calls in a row',
    },
    invalid('dynamic import', url, "import(new URL('./other.ts', import.meta.url).href);"),
    invalid('dynamic import', url, "import(String(new URL('./other.ts', import.meta.url)));"),
    invalid('dynamic import', url, "import(new URL('./other.ts', import.meta.url).toString());"),
    invalid('dynamic import', absolute, "import(new URL('other.ts', import.meta.url).pathname);"),
    invalid(
      'dynamic import',
      absolute,
      "import { join } from 'node:path'; import(join(import.meta.dirname, 'other.ts'));",
    ),
    invalid(
      'dynamic import',
      absolute,
      "import { dirname, resolve as r } from 'path'; import { fileURLToPath as f } from 'url'; import(r(dirname(f(import.meta.url)), 'other.ts'));",
    ),
    invalid(
      'require',
      absolute,
      "const p = require('path'); require(p.resolve('scripts/other.ts'));",
    ),
    invalid('require', absolute, "require(process.cwd() + '/scripts/other.ts');"),
    invalid('require', absolute, "require(__dirname + '/other.ts');"),
    {
      name: 'every reference of a file, in order',
      code: "export {};\nrequire('./other.ts');\nimport './folder/index.ts';",
      filename,
      settings,
      errors: [
        {
          messageId: 'reachesScript',
          data: { channel: 'require', specifier: './other.ts', script: 'scripts/other.ts' },
          line: 2,
          column: 9,
          endLine: 2,
          endColumn: 21,
        },
        {
          messageId: 'reachesScript',
          data: {
            channel: 'import',
            specifier: './folder/index.ts',
            script: 'scripts/folder/index.ts',
          },
          line: 3,
          column: 8,
          endLine: 3,
          endColumn: 27,
        },
      ],
    },
    {
      name: 'a tsconfig that cannot be read, once a file',
      code: "import '@scripts/other';\nimport '@scripts/more';\nimport './other';",
      ...broken,
      errors: [
        {
          messageId: 'unreadableConfig',
          data: {
            specifier: '@scripts/other',
            file: join(root, 'broken/tsconfig.json'),
            reason: 'EOF while parsing a value at line 1 column 21',
          },
          line: 1,
        },
        {
          messageId: 'reachesScript',
          data: { channel: 'import', specifier: './other', script: 'broken/jobs/other.ts' },
          line: 3,
        },
      ],
    },
  ],
});
