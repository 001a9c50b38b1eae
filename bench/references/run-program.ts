import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A program that a package installs, run by this Node in a folder; its exit code says nothing. */
export function runProgram(
  folder: string,
  [name, program]: readonly [packageName: string, program: string],
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const path = join(packageFolder(name), program);
  const options = { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 1e9 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [path, ...words], options, (error, out, complaint) => {
      if (out.trim() === '')
        reject(new Error(`${name} says nothing: ${complaint}`, { cause: error }));
      else resolve(out);
    });
  });
}

/** Where a package is installed, whatever its `exports` hide. */
export function packageFolder(name: string): string {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return dirname(require.resolve(join(folder, name, 'package.json')));
    } catch {
      // not in this one
    }
  }
  throw new Error(`${name} is not installed`);
}
