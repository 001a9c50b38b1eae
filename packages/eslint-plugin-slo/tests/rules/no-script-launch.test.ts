import { join } from 'node:path';
import { noScriptLaunch } from '../../src/rules/no-script-launch.ts';
import { createRepository } from '../repository.ts';
import { testRule } from '../rule-tester.ts';

const root = createRepository({ 'scripts/a.ts': '', 'packages/lib/src/a.ts': '' });
const settings = { slo: { root } };
const filename = join(root, 'packages/lib/src/b.ts');

function starting(program: string, args: string): string {
  return `import { spawn } from 'node:child_process';\n${args}\nspawn('${program}', args);`;
}

testRule(noScriptLaunch, {
  valid: [
    {
      name: 'a list that is spread into the one that takes its place',
      code: starting('git', "let args = ['log'];\nargs = ['--no-pager', ...args];"),
      filename,
      settings,
    },
    {
      name: 'two lists that are spread into each other',
      code: starting('node', 'let args = [...more];\nvar more = [...args, ...args];'),
      filename,
      settings,
    },
    {
      name: 'a command in a variable of a container',
      code: starting('docker', "const args = ['run', '-e', 'NEXT=node scripts/a.ts', 'alpine'];"),
      filename,
      settings,
    },
  ],
  invalid: [
    ...[
      String.raw`'scripts/b.js'.replace(/b\.[cm]?js$/, 'a.ts')`,
      String.raw`'scripts-a'.replaceAll(/-(\w)/g, (all, letter) => '/' + letter) + '.ts'`,
      String.raw`/^(?<name>.+?)\s*=\s*(.+)$/.exec('start = scripts/a.ts')[2]`,
      String.raw`'a b scripts/a.ts'.split(/\s+/)[2]`,
    ].map((name) => ({
      name,
      code: `import { execSync } from 'node:child_process';\nexecSync('node ' + ${name});`,
      filename,
      settings,
      errors: [
        {
          messageId: 'runsScript' as const,
          data: { channel: 'process', command: 'node scripts/a.ts', script: 'scripts/a.ts' },
        },
      ],
    })),
    {
      name: 'a command that is put together after an expression that would never end',
      code: [
        "import { execSync } from 'node:child_process';",
        String.raw`execSync('node ' + '${'a'.repeat(40)}!'.replace(/(a+)+$/, ''));`,
        `execSync('node scri' ${"+ ''".repeat(40)} + 'pts/a.ts');`,
      ].join('\n'),
      filename,
      settings,
      errors: [
        {
          messageId: 'runsScript',
          data: { channel: 'process', command: 'node scripts/a.ts', script: 'scripts/a.ts' },
          line: 3,
        },
      ],
    },
    {
      name: 'a command for another machine, behind a variable',
      code: starting('ssh', "const args = ['host', 'CI=1 node scripts/a.ts'];"),
      filename,
      settings,
      errors: [
        {
          messageId: 'runsScript',
          data: {
            channel: 'process',
            command: 'ssh host CI=1 node scripts/a.ts',
            script: 'scripts/a.ts',
          },
        },
      ],
    },
    {
      name: 'a command behind a variable that holds a quotation mark',
      code: `import { execSync } from 'node:child_process';
execSync('echo $WHO; node scripts/a.ts', { env: { WHO: "it's me" } });`,
      filename,
      settings,
      errors: [
        {
          messageId: 'runsScript',
          data: {
            channel: 'process',
            command: "WHO='it'\\''s me'\necho $WHO; node scripts/a.ts",
            script: 'scripts/a.ts',
          },
        },
      ],
    },
  ],
});
