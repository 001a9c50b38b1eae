import { realpathSync } from 'node:fs';

/** The path behind all symbolic links; the path itself where nothing can be read. */
export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
