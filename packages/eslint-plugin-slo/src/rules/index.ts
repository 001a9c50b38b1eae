import type { AnyRule } from '../create-rule.ts';
import { noExportedMutable } from './no-exported-mutable.ts';
import { noLibraryGlobalState } from './no-library-global-state.ts';
import { noLibrarySideEffects } from './no-library-side-effects.ts';
import { noLibraryToScriptImport } from './no-library-to-script-import.ts';
import { noScriptLaunch } from './no-script-launch.ts';
import { noScriptToScriptImport } from './no-script-to-script-import.ts';
import { noSharedMemory } from './no-shared-memory.ts';
import { singleFileScript } from './single-file-script.ts';

/** Every rule of the plugin, in alphabetical order. */
export const allRules: readonly AnyRule[] = [
  noExportedMutable,
  noLibraryGlobalState,
  noLibrarySideEffects,
  noLibraryToScriptImport,
  noScriptLaunch,
  noScriptToScriptImport,
  noSharedMemory,
  singleFileScript,
];
