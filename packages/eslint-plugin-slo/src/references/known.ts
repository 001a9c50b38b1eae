import * as paths from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format } from 'node:util';
import type { Evaluator } from './evaluator.ts';
import { HOLE } from './texts.ts';

/** Somewhere that no script of the project stands. */
const ELSEWHERE = `/tmp/${HOLE}`;

/** What a constant of the platform holds in a file. */
export function knownValue(
  origin: string | undefined,
  { filename }: Evaluator,
): string | undefined {
  switch (origin) {
    case 'import.meta.url':
      return pathToFileURL(filename).href;
    case 'import.meta.filename':
    case 'import.meta.path':
    case '__filename':
    case 'module.filename':
    case 'require.main.filename':
    case 'process.argv.1':
      return filename;
    case 'import.meta.dirname':
    case 'import.meta.dir':
    case '__dirname':
    case 'module.path':
      return paths.dirname(filename);
    case 'process.execPath':
    case 'process:execPath':
    case 'process.argv0':
    case 'process.argv.0':
      return 'node';
    case 'path:sep':
    case 'path:posix.sep':
      return '/';
    case 'path:delimiter':
      return ':';
    default:
      return undefined;
  }
}

/** What a function of the platform answers, given texts; parts of them may be unknown. */
export function applyFunction(
  origin: string,
  texts: readonly string[],
  { filename, cwd }: Evaluator,
): string | undefined {
  const [first = ''] = texts;
  switch (origin.replace(/^path(?::|\/)(?:posix|win32)[.:]/, 'path:')) {
    case 'process.cwd':
    case 'process:cwd':
    case 'Deno.cwd':
      return cwd;
    case 'path:join':
      return paths.join(...texts);
    case 'path:resolve':
      return resolve(cwd, texts);
    case 'path:normalize':
      return paths.normalize(first);
    case 'path:dirname':
      return first === HOLE ? HOLE : paths.dirname(first);
    case 'path:basename':
      return paths.basename(first, texts[1]);
    case 'path:extname':
      return paths.extname(first);
    case 'path:relative':
      return paths.relative(paths.resolve(cwd, first), paths.resolve(cwd, texts[1] ?? ''));
    case 'path:toNamespacedPath':
    case 'url:fileURLToPath':
    case 'url:fileURLToPathBuffer':
    case 'path:fromFileUrl':
      return asPath(first);
    case 'url:pathToFileURL':
      return first.startsWith(HOLE) ? first : urlOf(pathToFileURL(paths.resolve(cwd, first)).href);
    case 'new URL':
    case 'new url:URL':
    case 'URL.parse':
    case 'url:URL.parse':
      return resolveUrl(first, texts[1]);
    case 'url:resolve':
      return resolveUrl(texts[1] ?? '', first);
    case 'import.meta.resolve':
      return first.startsWith('.') ? resolveUrl(first, pathToFileURL(filename).href) : first;
    case 'String':
    case 'new String':
    case 'Promise.resolve':
    case 'structuredClone':
    case 'decodeURI':
    case 'encodeURI':
    case 'encodeURIComponent':
      return first;
    case 'JSON.stringify':
      return JSON.stringify(first);
    case 'JSON.parse':
      return textInJson(first);
    case 'String.fromCharCode':
    case 'String.fromCodePoint':
      return texts.map(characterOf).join('');
    case 'util:format':
      return format(...texts);
    case 'atob':
      return decode(first, 'base64');
    case 'Buffer.from':
    case 'buffer:Buffer.from':
      return decode(first, texts[1]);
    case 'Deno.execPath':
      return 'deno';
    case 'decodeURIComponent':
    case 'unescape':
      return decodeUri(first);
    case 'os:tmpdir':
    case 'os:homedir':
    case 'fs:mkdtempSync':
    case 'fs:mkdtemp':
    case 'fs:promises.mkdtemp':
    case 'fs/promises:mkdtemp':
      return ELSEWHERE;
    case 'fs:realpathSync':
    case 'fs:realpathSync.native':
    case 'fs:promises.realpath':
    case 'fs/promises:realpath':
      return first;
    default:
      return undefined;
  }
}

/** A file URL as a path; another text as it is. */
export function asPath(url: string): string {
  if (!url.startsWith('file:')) return url;
  try {
    return fileURLToPath(url.replace(/[?#].*$/s, ''));
  } catch {
    return HOLE;
  }
}

/** As Node does it, but from an unknown folder where the path starts with something unknown. */
function resolve(cwd: string, texts: readonly string[]): string {
  const parts = texts.slice(
    Math.max(
      texts.findLastIndex((text) => paths.isAbsolute(text)),
      0,
    ),
  );
  return parts[0]?.startsWith(HOLE) === true ? paths.join(...parts) : paths.resolve(cwd, ...parts);
}

function resolveUrl(url: string, base: string | undefined): string | undefined {
  if (url === '' && base !== undefined) return base;
  if (url.startsWith(HOLE)) return url;
  if (base?.startsWith(HOLE) === true) return `${HOLE}/${url.replace(/^\.?\//, '')}`;
  return URL.canParse(url, base) ? urlOf(new URL(url, base).href) : undefined;
}

function urlOf(href: string): string {
  return href.replaceAll(encodeURIComponent(HOLE), HOLE);
}

/** A URL after an assignment to its path. */
export function withPathname(url: string, pathname: string): string {
  if (!URL.canParse(url)) return HOLE;
  const changed = new URL(url);
  changed.pathname = pathname;
  return urlOf(changed.href);
}

function textInJson(json: string): string | undefined {
  const value = parseJson(json);
  return typeof value === 'string' ? value : undefined;
}

/** What a text in JSON means; undefined for a text that means nothing. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function characterOf(code: string): string {
  return /^\d{1,6}$/.test(code) ? String.fromCodePoint(Number(code)) : HOLE;
}

function decode(text: string, encoding: string | undefined): string {
  return encoding === 'hex' || /^base64(?:url)?$/.test(encoding ?? '')
    ? Buffer.from(text, encoding as BufferEncoding).toString()
    : text;
}

/** A text as it was before it was escaped for a URL. */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
