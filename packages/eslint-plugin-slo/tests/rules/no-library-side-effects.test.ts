import { noLibrarySideEffects } from '../../src/rules/no-library-side-effects.ts';
import { testRule } from '../rule-tester.ts';

const filename = 'packages/example/src/example.ts';

testRule(noLibrarySideEffects, {
  valid: [
    { name: 'keeps out of scripts', filename: 'scripts/a.ts', code: 'console.log(1);' },
    {
      name: 'leaves functions alone',
      filename,
      code: 'export function start() { return setInterval(tick, 1000); }',
    },
  ],
  invalid: [
    {
      name: 'names the call and what it does',
      filename,
      code: 'export const a = 1;\nprocess.on("exit", () => {});',
      errors: [
        {
          messageId: 'sideEffect',
          data: { name: 'process.on', effect: 'adds a listener' },
          line: 2,
          column: 1,
        },
      ],
    },
    {
      name: 'points at the first line of a long call',
      filename,
      code: 'setInterval(() => {\n  tick();\n}, 1000);',
      errors: [
        {
          messageId: 'sideEffect',
          data: { name: 'setInterval', effect: 'starts a timer' },
          line: 1,
          endLine: 1,
        },
      ],
    },
  ],
});
