/** A piece of code that the documentation shows. */
export interface Example {
  readonly place: string;
  readonly code: string;
  /** What is exported right below the comment that the example stands in. */
  readonly subject: string | undefined;
}

/** The examples of a page, or of the comments of a source file. */
export function examplesIn(file: string, text: string): Example[] {
  const isPage = file.endsWith('.md');
  const fence = isPage ? /^```ts\n(.*?)^```$/gms : /^ *\* ```ts\n(.*?)^ *\* ```$/gms;
  const below = /^(?:\n \* .*|\n \*)*\n \*\/\nexport (?:abstract )?(?:class|function|const) (\w+)/;
  return [...text.matchAll(fence)].map(({ 0: whole, 1: code = '', index }) => ({
    place: `${file}:${text.slice(0, index).split('\n').length}`,
    code: isPage ? code : code.replace(/^ *\* ?/gm, ''),
    subject: below.exec(text.slice(index + whole.length))?.[1],
  }));
}
