import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defineZones, Zones } from '../src/zones.ts';
import { createRepository } from './repository.ts';

describe('defineZones', () => {
  test('returns plain frozen data', () => {
    const zones = defineZones({ root: '/repository', scripts: ['./jobs/**'], tutorials: [] });
    expect(JSON.parse(JSON.stringify(zones))).toEqual({
      root: '/repository',
      scripts: ['jobs/**'],
      tutorials: [],
    });
    expect(Object.isFrozen(zones) && Object.isFrozen(zones.scripts)).toBe(true);
  });

  test.for<[input: unknown, message: string]>([
    [null, 'Expected defineZones({ scripts: […], … }), got null.'],
    [['scripts/**'], 'Expected defineZones({ scripts: […], … }), got ["scripts/**"].'],
    [{ script: [] }, 'Unknown zone "script". The zones are scripts, tutorials, tests, library,'],
    [{ scripts: 'jobs/**' }, 'Expected zones.scripts to be a list of globs, got "jobs/**".'],
    [{ tests: [7] }, 'Expected zones.tests to hold globs, got 7.'],
    [{ tests: [' '] }, 'Expected zones.tests to hold globs, got " ".'],
    [{ library: ['!src/old/**'] }, '"!src/old/**" says what does not belong.'],
    [{ library: ['../src/**'] }, '"../src/**" must be relative to the root and stay inside it.'],
    [{ library: ['/src/**'] }, '"/src/**" must be relative to the root and stay inside it.'],
    [
      { root: '.' },
      'Expected zones.root to be an absolute path such as import.meta.dirname, got "."',
    ],
    [{ root: () => '/' }, 'got a function.'],
  ])('refuses %o', ([input, message]) => {
    expect(() => defineZones(input as never)).toThrow(message);
  });
});

describe('Zones', () => {
  const defaults = new Zones({ root: '/repository' }, '/elsewhere');

  test.for([
    ['scripts/a.ts', 'script'],
    ['scripts/deep/a.test.ts', 'script'],
    ['scripts/.hidden/a.ts', 'script'],
    ['scripts/node_modules/x/index.js', 'outside'],
    ['packages/x/src/a.ts', 'library'],
    ['packages/x/src/scripts/a.ts', 'library'],
    ['packages/x/src/a.test.ts', 'test'],
    ['packages/x/tests/a.ts', 'test'],
    ['tests/a.ts', 'test'],
    ['tutorials/x/a.ts', 'tutorial'],
    ['tutorials/x/a.test.ts', 'tutorial'],
    ['packages/x/scripts/a.ts', 'outside'],
    ['eslint.config.js', 'outside'],
    ['..odd/a.ts', 'outside'],
    ['../scripts/a.ts', 'outside'],
  ] as const)('%s is %s by default', ([path, zone]) => {
    expect(defaults.zoneOf(join('/repository', path))).toBe(zone);
  });

  test('a zone that is spelled out takes files from a defaulted one', () => {
    const zones = new Zones({ root: '/repository', tests: ['scripts/*.test.ts'] }, '/');
    expect(zones.zoneOf('/repository/scripts/a.test.ts')).toBe('test');
    expect(zones.zoneOf('/repository/scripts/a.ts')).toBe('script');
    expect(zones.globsOf('script')).toEqual({
      globs: ['scripts/**'],
      except: ['scripts/*.test.ts'],
    });
  });

  test('an empty list empties a zone', () => {
    const zones = new Zones({ root: '/repository', scripts: [] }, '/');
    expect(zones.zoneOf('/repository/scripts/a.ts')).toBe('outside');
  });

  test("a script's data files are not scripts", () => {
    expect(defaults.script('/repository/scripts/a.ts')).toBe('scripts/a.ts');
    expect(defaults.script('/repository/scripts/data.json')).toBeUndefined();
    expect(defaults.script('/repository/packages/x/src/a.ts')).toBeUndefined();
  });

  test('a root behind a symbolic link is the same root', () => {
    const folder = createRepository({ 'real/scripts/a.ts': '', link: { pointsTo: 'real' } });
    const zones = new Zones({ root: join(folder, 'link') }, folder);
    expect(zones.script(join(folder, 'link/scripts/a.ts'))).toBe('scripts/a.ts');
    expect(zones.script(join(folder, 'real/scripts/a.ts'))).toBe('scripts/a.ts');
  });

  test("without a root, the linter's configuration file marks it", () => {
    const folder = createRepository({ 'eslint.config.mjs': '', 'packages/x/src/a.ts': '' });
    expect(new Zones({}, join(folder, 'packages/x')).root).toBe(folder);
    const bare = createRepository({ 'a.ts': '' });
    expect(new Zones({}, bare).root).toBe(bare);
  });
});
