#!/usr/bin/env node
import { checkGraph } from '../check-graph.ts';

try {
  const { violations, modules, dependencies } = await checkGraph();
  for (const { file, line, rule, to, remedy } of violations) {
    console.error(`${file}${line === undefined ? '' : `:${line}`} → ${to}  ${rule}\n  ${remedy}\n`);
  }
  const seen = `${modules} modules, ${dependencies} dependencies`;
  if (violations.length === 0) console.log(`The graph holds: ${seen}.`);
  else {
    const count = violations.length === 1 ? '1 violation' : `${violations.length} violations`;
    console.error(`${count} of the graph in ${seen}.`);
  }
  process.exitCode = violations.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
