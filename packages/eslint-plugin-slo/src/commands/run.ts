/** What a command runs: a file, a module loaded before it, or the text of a program. */
export interface Run {
  readonly kind: 'file' | 'module' | 'code';
  readonly text: string;
  /** The folder that it starts in. */
  readonly cwd: string;
}

/** A command inside another. */
interface StartedCommand {
  readonly kind: 'command';
  readonly words: readonly string[];
  readonly cwd: string;
}

/** A text that a command hands to a shell. */
interface StartedShell {
  readonly kind: 'shell';
  readonly text: string;
  readonly cwd: string;
  /** What the text calls `$0`, `$1` and so on. */
  readonly parameters?: readonly string[];
}

/** A package script. */
export interface StartedScript {
  readonly kind: 'script';
  /** Its name, or a pattern of names. */
  readonly script: string;
  /** What the command adds to its text. */
  readonly words?: readonly string[];
  readonly cwd: string;
  /** It may be one of any package. */
  readonly isFiltered?: boolean;
  /** Without a script of that name, the program is meant that is called so. */
  readonly orProgram?: boolean;
}

/** What a command starts: something that runs, or that says in turn what it starts. */
export type Started = Run | StartedCommand | StartedScript | StartedShell;
