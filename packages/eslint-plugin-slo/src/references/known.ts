import * as paths from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Evaluator } from './evaluator.ts';

/** What a constant of the platform holds in a file. */
export function knownValue(
  origin: string | undefined,
  { filename }: Evaluator,
): string | undefined {
  switch (origin) {
    case 'import.meta.url':
      return pathToFileURL(filename).href;
    case 'import.meta.filename':
    case '__filename':
      return filename;
    case 'import.meta.dirname':
    case '__dirname':
      return paths.dirname(filename);
    case 'path:sep':
      return paths.sep;
    default:
      return undefined;
  }
}

/** What a function of the platform answers, given texts. */
export function applyFunction(
  origin: string,
  texts: readonly string[],
  { filename, cwd }: Evaluator,
): string | undefined {
  const [first = ''] = texts;
  switch (origin.replace(/^path(?::|\/)(?:posix|win32)[.:]/, 'path:')) {
    case 'process.cwd':
    case 'process:cwd':
      return cwd;
    case 'path:join':
      return paths.join(...texts);
    case 'path:resolve':
      return paths.resolve(cwd, ...texts);
    case 'path:normalize':
      return paths.normalize(first);
    case 'path:dirname':
      return paths.dirname(first);
    case 'path:basename':
      return paths.basename(first, texts[1]);
    case 'url:fileURLToPath':
      return asPath(first);
    case 'url:pathToFileURL':
      return pathToFileURL(first).href;
    case 'new URL':
    case 'new url:URL':
      return urlOf(first, texts[1]);
    case 'import.meta.resolve':
      return first.startsWith('.') ? urlOf(first, pathToFileURL(filename).href) : first;
    case 'String':
      return first;
    default:
      return undefined;
  }
}

/** A file URL as a path; another text as it is. */
export function asPath(url: string | undefined): string | undefined {
  if (!url?.startsWith('file:')) return url;
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

function urlOf(url: string, base: string | undefined): string | undefined {
  return URL.canParse(url, base) ? new URL(url, base).href : undefined;
}
