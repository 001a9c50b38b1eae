/** One file an entry, and one for what they share: loading a module costs more than what is in it. */
export default {
  input: { index: 'src/index.ts', 'testing/index': 'src/testing/index.ts' },
  platform: 'node',
  transform: { target: 'es2023' },
  output: { dir: 'dist', cleanDir: true, chunkFileNames: '[name].js', sourcemap: true },
};
