import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { lastLineOf, runNode, type Ending } from '../worker.ts';
import type { Contestant } from './contestants.ts';
import { plantViolations } from './generate.ts';
import type { Usage } from './report-usage.ts';

/**
 * Whether each contestant is silent where there is no violation, and finds those that are planted;
 * returns those that do not, with the reason.
 */
export async function prove(
  root: string,
  named: readonly Contestant[],
): Promise<ReadonlyMap<string, string>> {
  const failures = new Map<string, string>();
  for (const contestant of named) {
    const { code, output, errors } = await start(contestant, root);
    if (code === 0) continue;
    const [crash] = /\w*Error: .+/.exec(output + errors) ?? ['it reports what is no violation'];
    failures.set(contestant.name, `fails on sound code: ${crash}`);
  }
  const planted = await plantViolations(root);
  for (const contestant of named.filter(({ name, hasRules }) => hasRules && !failures.has(name))) {
    const { code, output } = await start(contestant, root);
    const missed = planted.filter((file) => !output.includes(file));
    if (code !== 1 || missed.length > 0)
      failures.set(contestant.name, `misses ${missed.join(', ')}`);
  }
  return failures;
}

/** Lints a repository in which there is nothing to report. */
export async function lint(contestant: Contestant, root: string): Promise<Usage> {
  const { code, output, errors } = await start(contestant, root);
  assert.equal(code, 0, `${contestant.name} reports what is no violation\n${output}${errors}`);
  return lastLineOf(output) as Usage;
}

async function start(contestant: Contestant, root: string): Promise<Ending> {
  const { args, environment } = await contestant.prepare(root);
  const preloaded = [
    '--import',
    fileURLToPath(new URL('report-usage.ts', import.meta.url)),
    ...args,
  ];
  return runNode(preloaded, { cwd: root, environment, seconds: 900 });
}
