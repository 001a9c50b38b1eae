import { keeping, type KnowledgeEntry } from './entry.ts';

/** Packages whose results are used up, or keep a position: streams, parsers, digests. */
export const streamPackages: readonly KnowledgeEntry[] = [
  ...keeping('is used up by its first reader', {
    bl: ['default', 'BufferList', 'BufferListStream'],
    busboy: ['default'],
    'concat-stream': ['default'],
    'csv-parser': ['default'],
    duplexify: ['default'],
    minipass: ['default', 'Minipass'],
    pumpify: ['default'],
    'readable-stream': ['default', 'Duplex', 'PassThrough', 'Readable', 'Transform', 'Writable'],
    split2: ['default'],
    through: ['default'],
    through2: ['default', 'obj'],
  }),
  ...keeping('keeps a position in what it reads', {
    htmlparser2: ['Parser', 'WritableStream'],
    'iconv-lite': ['getDecoder', 'getEncoder'],
    moo: ['compile', 'states'],
    nearley: ['Parser'],
    sax: ['SAXParser', 'createStream', 'parser'],
    saxes: ['SaxesParser'],
  }),
  ...keeping('keeps what it has been fed', {
    'create-hash': ['default'],
    'create-hmac': ['default'],
    'hash-base': ['default'],
    jssha: ['default'],
    'md5.js': ['default'],
    'sha.js': ['default'],
    'spark-md5': ['default', 'ArrayBuffer'],
  }),
  ...keeping('keeps listeners', {
    baconjs: ['Bus'],
    'callbag-subject': ['default'],
    evt: ['Evt', 'Evt.create'],
    flyd: ['stream'],
    kefir: ['pool'],
    'tiny-typed-emitter': ['TypedEmitter'],
    'typescript-event-target': ['TypedEventTarget'],
    wonka: ['makeSubject'],
    'abort-controller': ['default', 'AbortController'],
    'event-target-shim': ['EventTarget'],
    'node-abort-controller': ['AbortController'],
    'broadcast-channel': ['BroadcastChannel'],
  }),
];
