/** Where in a flow a context stands: a primitive, and which part of it runs. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly owner: { label(index: number): string };
  index: number;
}

/** The path of a frame, as in `validate › parallel.lint › retry 2/3`. */
export function pathOf(id: string, innermost: Frame | undefined): string {
  let path = '';
  for (let frame = innermost; frame !== undefined; frame = frame.parent) {
    const label = frame.owner.label(frame.index);
    if (label !== '') path = ` › ${label}${path}`;
  }
  return id + path;
}
