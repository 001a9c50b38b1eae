import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scriptsOfPattern } from '../src/patterns.ts';
import { HOLE } from '../src/references/texts.ts';
import { Resolver } from '../src/resolve.ts';
import { Zones } from '../src/zones.ts';
import { createRepository } from './repository.ts';

const root = createRepository({
  'scripts/main.ts': '',
  'scripts/build-docs.ts': '',
  [`scripts/${'a'.repeat(200)}.ts`]: '',
});

function found(pattern: string): string | undefined {
  const reference = {
    channel: 'dynamic import',
    specifier: pattern.replaceAll('*', HOLE),
    isPath: true,
  } as Parameters<typeof scriptsOfPattern>[0];
  const zones = new Zones({ root }, root);
  return scriptsOfPattern(reference, join(root, 'scripts/main.ts'), zones, new Resolver());
}

test.for(['./build-*.ts', './*-docs.ts', './b*-d*s.ts', './build*-docs*', './*.ts'])(
  '%s leads to a script',
  (pattern) => {
    expect(found(pattern)).toBe(join('scripts', pattern));
  },
);

test.for(['./build-docs*docs.ts', './*-d*-d*.ts', './m*n.ts', './b*x*.ts', './*.json'])(
  '%s leads to no other script',
  (pattern) => {
    expect(found(pattern)).toBeUndefined();
  },
);

test('many holes in a name that nearly fits are sought soon', () => {
  expect(found(`./${'*a'.repeat(50)}*b.ts`)).toBeUndefined();
});
