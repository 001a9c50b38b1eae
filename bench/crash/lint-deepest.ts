import { FileLinter, type Result } from './file-linter.ts';
import {
  longJavaScript,
  nest,
  nestedJavaScript,
  nestedTypeScript,
  repeat,
} from './pathological.ts';

/** Code that nests or goes on, in a file whose name decides the parser. */
export interface Extreme {
  readonly name: string;
  readonly path: string;
  readonly code: (size: number) => string;
}

export const extremes: readonly Extreme[] = [
  ...inFile('module.js', nestedJavaScript, nest),
  ...inFile('module.tsx', nestedJavaScript, nest),
  ...inFile('module.ts', nestedTypeScript, nest),
  ...inFile('module.js', longJavaScript, repeat),
  ...inFile('module.ts', longJavaScript, repeat),
];

function inFile<Shape>(
  file: string,
  shapes: Readonly<Record<string, Shape>>,
  write: (shape: Shape, size: number) => string,
): Extreme[] {
  return Object.entries(shapes).map(([name, shape]) => ({
    name: `${name} (${file.replace('module', '')})`,
    path: `/package/${file}`,
    code: (size) => write(shape, size),
  }));
}

/**
 * Lints code of the greatest size, up to the one given, at which ESLint itself still works: its
 * parsers and its walk through the tree call themselves, and the stack ends.
 */
export function lintDeepest(
  { path, code }: Extreme,
  size: number,
): { readonly size: number; readonly result: Result } {
  const linter = new FileLinter();
  const parser = path.endsWith('.js') ? 'espree' : 'typescript-eslint';
  for (let tried = size; ; tried = Math.floor(tried * 0.8)) {
    const result = linter.lint({ path, folder: '/package', text: code(tried) });
    const isBeyond =
      result.kind === 'linted'
        ? result.parser !== parser // espree gave up, and the next parser did not
        : result.kind !== 'crash';
    if (!isBeyond || tried < 2) return { size: tried, result };
  }
}
