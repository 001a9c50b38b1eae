import { decodeUri } from './known.ts';

const SPECIFIER =
  /\b(?:import|require|importScripts)\s*\(\s*(["'`])(?<called>[^"'`\n]+)\1|\b(?:import|from)\s*(["'])(?<stated>[^"'\n]+)\3/g;
const COMMENT = /\/\*.*?\*\/|(?<=^|\s)\/\/.*$/gms;

/** The modules that a program names which stands in a `data:` URL. */
export function specifiersInUrl(url: string): readonly string[] {
  const [, code] = /^data:[\w/]*javascript[^,]*,(.*)$/s.exec(url) ?? [];
  return code === undefined ? [] : specifiersIn(decodeUri(code));
}

/**
 * The modules that the text of a program names, for texts that are run as they are. Such a text is
 * a line or two, so its words tell; parsing it would take a parser of its own.
 */
export function specifiersIn(code: string): readonly string[] {
  return [...code.replaceAll(COMMENT, '').matchAll(SPECIFIER)].map(
    ({ groups }) => groups?.['called'] ?? groups?.['stated'] ?? '',
  );
}
