import { describe, expect, test } from 'vitest';
import { checkZones } from '../src/check-zones.ts';
import { Zones, type ZonesDefinition } from '../src/zones.ts';
import { createRepository, type Entry } from './repository.ts';

function check(files: Record<string, Entry>, definition: ZonesDefinition): () => void {
  const root = createRepository(files);
  return () => {
    checkZones(new Zones({ root, ...definition }, root));
  };
}

describe('accepts', () => {
  test.for<[name: string, files: Record<string, Entry>, definition: ZonesDefinition]>([
    ['an empty repository', {}, {}],
    [
      'globs that match',
      { 'jobs/a.ts': '', 'src/b.ts': '' },
      { scripts: ['jobs/**'], library: ['src/*.ts'] },
    ],
    [
      'a folder whose last script was deleted',
      { 'jobs/package.json': '{}' },
      { scripts: ['jobs/*.ts'] },
    ],
    [
      'two globs of one zone that overlap',
      { 'jobs/a.ts': '' },
      { scripts: ['jobs/**', 'jobs/*.ts'] },
    ],
    [
      'a glob that takes files from a default',
      { 'scripts/a.test.ts': '' },
      { tests: ['scripts/*.test.ts'] },
    ],
    [
      'what is installed, unread',
      { 'jobs/a.ts': '', 'jobs/node_modules/x/b.ts': '' },
      { scripts: ['jobs/*.ts'], library: [] },
    ],
    [
      'a folder linked into itself',
      { 'jobs/a.ts': '', 'jobs/self': { pointsTo: '.' } },
      { scripts: ['jobs/**'] },
    ],
    [
      'a link that leads nowhere',
      { 'jobs/a.ts': '', 'jobs/data': { pointsTo: 'gone' } },
      { scripts: ['jobs/**'] },
    ],
  ])('%s', ([, files, definition]) => {
    expect(check(files, definition)).not.toThrow();
  });
});

describe('refuses', () => {
  test.for<
    [name: string, files: Record<string, Entry>, definition: ZonesDefinition, message: RegExp]
  >([
    [
      'a folder that does not exist',
      { 'jobs/a.ts': '' },
      { scripts: ['jbos/**'] },
      /^zones\.scripts "jbos\/\*\*" looks into \/.*\/jbos, which does not exist\. Create it .* or correct or remove the glob\.$/,
    ],
    [
      'a glob that misses the code where it looks',
      { 'jobs/a.ts': '', 'jobs/b.ts': '', 'jobs/c.js': '', 'jobs/d.js': '' },
      { scripts: ['jobs/*.mts'] },
      /^zones\.scripts "jobs\/\*\.mts" matches nothing where jobs\/a\.ts, jobs\/b\.ts, jobs\/c\.js and 1 more stand\. Correct or remove the glob\.$/,
    ],
    [
      'a folder in place of a glob',
      { 'jobs/a.ts': '' },
      { scripts: ['jobs'] },
      /Write "jobs\/\*\*" to mean the files in that folder\.$/,
    ],
    [
      'two zones that claim one file',
      { 'src/a.ts': '', 'src/jobs/b.ts': '' },
      { scripts: ['src/jobs/**'], library: ['src/**'] },
      /zones\.scripts "src\/jobs\/\*\*" and zones\.library "src\/\*\*" both match src\/jobs\/b\.ts\. A file stands in one zone only/,
    ],
    [
      'a file that links to itself',
      { 'scripts/a.ts': { pointsTo: 'b.ts' }, 'scripts/b.ts': { pointsTo: 'a.ts' } },
      {},
      /^The symbolic link \/.*\/scripts\/[ab]\.ts leads in a circle\. Remove it or point it elsewhere\.$/,
    ],
    [
      'code that links to nothing',
      { 'scripts/a.ts': { pointsTo: 'gone.ts' } },
      {},
      /^The symbolic link \/.*\/scripts\/a\.ts leads nowhere\. Remove it or point it elsewhere\.$/,
    ],
    [
      'a folder that links to itself',
      { jobs: { pointsTo: 'jobs' } },
      { scripts: ['jobs/**'] },
      /^The symbolic link \/.*\/jobs leads in a circle/,
    ],
    [
      'a default folder that links to itself',
      { scripts: { pointsTo: 'scripts' } },
      {},
      /^The symbolic link \/.*\/scripts leads in a circle/,
    ],
    [
      'a file in place of a folder',
      { jobs: '' },
      { scripts: ['jobs/**'] },
      /^zones\.scripts "jobs\/\*\*" looks into \/.*\/jobs, which cannot be read: .*ENOTDIR/,
    ],
  ])('%s', ([, files, definition, message]) => {
    expect(check(files, definition)).toThrow(message);
  });
});
