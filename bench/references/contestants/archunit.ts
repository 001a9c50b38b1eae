import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles } from 'archunit';
import type { Contestant } from '../contestant.ts';

/** One rule over the graph that the compiler's options give; what a file does to itself is fine. */
export const archunit: Contestant = {
  name: 'ArchUnitTS',
  package: 'archunit',
  async judge(folder) {
    const config = join(folder, 'tsconfig.archunit.json');
    // Without the link to the scripts, under whose name they would stand in the graph.
    const include = ['packages', 'scripts', 'tests', 'tools', 'tutorials'];
    writeFileSync(config, JSON.stringify({ extends: './tsconfig.json', include }));
    const violations = await projectFiles(config)
      .inPath(/[.][cm]?[jt]sx?$/)
      .shouldNot()
      .dependOnFiles()
      .inPath(/^scripts\/.+[.][cm]?[jt]sx?$/)
      .check();
    return violations
      .flatMap((violation) => ('dependency' in violation ? [violation.dependency as Edge] : []))
      .filter(({ sourceLabel, targetLabel }) => sourceLabel !== targetLabel)
      .map(({ sourceLabel }) => sourceLabel);
  },
};

interface Edge {
  readonly sourceLabel: string;
  readonly targetLabel: string;
}
