/** Where the build of our package is. */
export const ours = new URL('../../packages/primitives/dist/index.js', import.meta.url);

/** Our package as it is published: compiled. The suite builds it before it starts. */
export async function importOurs(): Promise<typeof import('@slo/primitives')> {
  return (await import(ours.href)) as typeof import('@slo/primitives');
}
