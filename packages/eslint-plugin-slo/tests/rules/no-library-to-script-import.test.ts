import { join } from 'node:path';
import { noLibraryToScriptImport } from '../../src/rules/no-library-to-script-import.ts';
import { createRepository } from '../repository.ts';
import { testRule } from '../rule-tester.ts';

const root = createRepository({
  'scripts/a.ts': '',
  'scripts/data.json': '{}',
  'packages/lib/src/a.ts': '',
});
const settings = { slo: { root, orchestration: ['run.ts'] } };

function at(path: string, code: string) {
  return { name: `${path}: ${code}`, code, filename: join(root, path), settings };
}

function reports(path: string, specifier: string) {
  const data = { channel: 'import', specifier, script: 'scripts/a.ts' };
  const errors = [{ messageId: 'reachesScript', data }] as const;
  return { ...at(path, `import '${specifier}';`), errors };
}

testRule(noLibraryToScriptImport, {
  valid: [
    at('packages/lib/src/b.ts', "import './a.ts';"),
    at('packages/lib/src/b.ts', "import '../../../scripts/data.json';"),
    at('packages/lib/src/b.ts', "log('../../../scripts/a.ts'); // scripts/a.ts"),
    at('scripts/b.ts', "import './a.ts';"),
    at('run.ts', "import './scripts/a.ts';"),
  ],
  invalid: [
    reports('packages/lib/src/b.ts', '../../../scripts/a.ts'),
    reports('packages/lib/src/b.test.ts', '../../../scripts/a.js'),
    reports('packages/lib/tests/b.ts', '../../../scripts/a'),
    reports('tests/b.ts', '../scripts/a.ts'),
    reports('tutorials/b/b.ts', '../../scripts/a.ts'),
    reports('helper.ts', './scripts/a.ts'),
  ],
});
