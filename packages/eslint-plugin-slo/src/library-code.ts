import type { Analysis, AnalysisContext } from './analysis.ts';

/**
 * Whether the rules for library code read a file: they leave scripts, tests and orchestration alone,
 * and read what stands outside every zone where somebody switches them on for it.
 */
export function isLibraryCode(context: AnalysisContext, analysis: Analysis): boolean {
  const zone = analysis.zoneOf(context);
  if (zone === 'script' || zone === 'test' || zone === 'orchestration') return false;
  // A tutorial's test stands beside it and belongs to it, and is a test all the same.
  return zone !== 'tutorial' || !/\.(?:test|spec)\.[^./\\]+$/.test(context.physicalFilename);
}
