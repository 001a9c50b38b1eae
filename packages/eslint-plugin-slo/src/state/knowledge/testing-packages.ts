import { keeping, type KnowledgeEntry } from './entry.ts';

/** Packages of test doubles: what they make remembers how it was called. */
export const testingPackages: readonly KnowledgeEntry[] = [
  ...keeping('remembers its calls', {
    '@jest/globals': ['jest.fn', 'jest.spyOn'],
    'jest-mock': ['fn', 'spyOn'],
    'jest-mock-extended': ['mock', 'mockDeep'],
    sinon: [
      'createSandbox',
      'fake',
      'mock',
      'spy',
      'stub',
      'default.createSandbox',
      'default.fake',
      'default.mock',
      'default.spy',
      'default.stub',
    ],
    test: ['mock.fn', 'mock.method'],
    testdouble: ['func', 'function', 'object'],
    'ts-mockito': ['mock'],
    vitest: ['vi.fn', 'vi.spyOn'],
    'vitest-mock-extended': ['mock', 'mockDeep'],
    tinyspy: ['internalSpyOn', 'spy', 'spyOn'],
  }),
  ...keeping('keeps a clock', {
    '@sinonjs/fake-timers': ['createClock', 'install', 'withGlobal'],
    lolex: ['createClock', 'install'],
    sinon: ['useFakeTimers'],
  }),
  ...keeping('keeps handlers and what they have answered', {
    'axios-mock-adapter': ['default'],
    'fetch-mock': ['createFetchMock', 'createInstance', 'default.sandbox'],
    'mock-socket': ['Server'],
    'msw/browser': ['setupWorker'],
    'msw/node': ['setupServer'],
    nock: ['default'],
  }),
  ...keeping('keeps what is stored in it', {
    'fake-indexeddb': ['IDBFactory'],
    'happy-dom': ['Window'],
    'ioredis-mock': ['default'],
    jsdom: ['JSDOM'],
    memfs: ['Volume', 'Volume.fromJSON', 'createFsFromVolume'],
    'mongodb-memory-server': ['MongoMemoryServer', 'MongoMemoryServer.create'],
    'pg-mem': ['newDb'],
    'redis-mock': ['createClient'],
    unionfs: ['Union'],
  }),
];
