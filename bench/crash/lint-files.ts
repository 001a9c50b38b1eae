import { readFileSync } from 'node:fs';
import { FileLinter, OUR_RULES } from './file-linter.ts';
import type { InstalledFile } from './files.ts';

// Before each file this prints its path, and after it what came of it: whoever started this process
// knows the file at which it died.
const [without] = process.argv.slice(2);
const linter = new FileLinter(without === undefined ? OUR_RULES : {});
for (const { path, folder } of JSON.parse(readFileSync(0, 'utf8')) as InstalledFile[]) {
  console.log(JSON.stringify({ path }));
  const result = linter.lint({ path, folder, text: readFileSync(path, 'utf8') });
  console.log(JSON.stringify({ path, result }));
}
