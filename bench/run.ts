import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import type { RunSuite } from './suite.ts';

const usage = `Usage: pnpm bench [suite] [--quick] [--only <text in a name>]

Runs all suites, or one, and writes what they measured to bench/results.md.
With --quick or --only it only prints.`;

const results = new URL('results.md', import.meta.url);
const suites = readdirSync(import.meta.dirname).filter((name) =>
  existsSync(new URL(`${name}/index.ts`, import.meta.url)),
);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
const unknown = positionals.find((name) => !suites.includes(name));
if (unknown !== undefined) {
  console.error(`Expected a suite (${suites.join(', ')}), got ${unknown}\n\n${usage}`);
  process.exitCode = 2;
} else if (values.help === true) {
  console.log(usage);
} else {
  for (const name of positionals.length > 0 ? positionals : suites) {
    const { run } = (await import(`./${name}/index.ts`)) as { run: RunSuite };
    const page = await format(`## ${name}\n\n${await run(values)}\n`, { parser: 'markdown' });
    console.log(page);
    if (!values.quick && values.only === '') keep(name, page);
  }
}

/** Puts the page of a suite in the place of its last one; the pages of other suites stay. */
function keep(name: string, page: string): void {
  const text = existsSync(results) ? readFileSync(results, 'utf8') : '# What it costs\n';
  const [title = '', ...pages] = text.split(/^(?=## )/m);
  const others = pages.filter((other) => !other.startsWith(`## ${name}\n`));
  const all = [...others, page].sort().map((each) => each.trim());
  writeFileSync(results, `${[title.trim(), ...all].join('\n\n')}\n`);
}
