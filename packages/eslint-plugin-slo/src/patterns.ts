import { readdirSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Reference } from './references/index.ts';
import { HOLE, show } from './references/texts.ts';
import type { Resolver } from './resolve.ts';
import { isCode, type Zones } from './zones.ts';

/** More names than that tell nothing more. */
const LIMIT = 500;

/**
 * Where a name with unknown parts leads, if its known part can lead to scripts only: a script, or a
 * pattern of scripts.
 */
export function scriptsOfPattern(
  { specifier, isPath = false }: Reference,
  from: string,
  zones: Zones,
  resolver: Resolver,
): string | undefined {
  const text = specifier.replace(/[?#].*$/s, '');
  if (text.startsWith(HOLE)) return scriptBelow(text.slice(HOLE.length), zones);
  if (!isPath && !/^(?:\.{0,2}\/|file:)/.test(text))
    return scriptByName(text, from, zones, resolver);
  const path = text.startsWith('file:') ? text.slice('file://'.length) : text;
  const pattern = isAbsolute(path) ? join(path) : join(dirname(from), path);
  const start = pattern.slice(0, pattern.indexOf(HOLE));
  const end = pattern.slice(pattern.lastIndexOf(HOLE) + HOLE.length);
  const hasEnding = /\.\w+$/.test(end);
  if (hasEnding && !isCode(end)) return undefined;
  if (zones.script(`${start}x${end}${hasEnding ? '' : '.ts'}`) === undefined) return undefined;
  const folder = start.slice(0, start.lastIndexOf('/'));
  const fits = matcher(pattern);
  const other = codeBelow(folder).find(
    (file) => (fits(withoutEnding(file)) || fits(file)) && file !== from,
  );
  return other === undefined ? undefined : show(zones.relative(pattern) ?? pattern);
}

/** `${root}/scripts/a.ts`: what is unknown is the root, since the rest fits it. */
function scriptBelow(rest: string, zones: Zones): string | undefined {
  if (!rest.startsWith('/') || rest.includes(HOLE)) return undefined;
  const path = join(zones.root, rest);
  return codeBelow(dirname(path)).includes(path) ? zones.script(path) : undefined;
}

/** An alias with an unknown part: tried with the names of the scripts. */
function scriptByName(
  text: string,
  from: string,
  zones: Zones,
  resolver: Resolver,
): string | undefined {
  if (!/^[#@~$\w][^:]*\//.test(text)) return undefined;
  const names = zones
    .foldersOf('script')
    .flatMap(codeBelow)
    .flatMap((file) => [basename(file), withoutEnding(basename(file))]);
  for (const name of new Set(names)) {
    const found = resolver.resolve(text.replaceAll(HOLE, name), from);
    const script = found?.kind === 'file' ? zones.script(found.path) : undefined;
    if (script !== undefined) return show(text);
  }
  return undefined;
}

/** Tells the paths that fit a pattern with holes: each part is sought after the one before. */
function matcher(pattern: string): (path: string) => boolean {
  const [start = '', ...parts] = withoutEnding(pattern).split(HOLE);
  const end = parts.pop();
  if (end === undefined) return (path) => path === start;
  return (path) => {
    if (!path.startsWith(start) || !path.endsWith(end)) return false;
    let at = start.length;
    for (const part of parts) {
      const found = path.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at + end.length <= path.length;
  };
}

function withoutEnding(file: string): string {
  return file.replace(/(?<=.)\.[cm]?[jt]sx?$/, '');
}

function codeBelow(folder: string): readonly string[] {
  const files: string[] = [];
  const pending = [folder];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const entry of entriesOf(current)) {
      const path = join(current, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules') pending.push(path);
      else if (isCode(entry.name)) files.push(path);
    }
    if (files.length + pending.length > LIMIT) break;
  }
  return files;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // nothing there that could be a script
  }
}
