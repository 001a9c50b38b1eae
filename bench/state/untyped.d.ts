declare module '@ericcornelissen/eslint-plugin-top' {
  const plugin: object;
  export default plugin;
}

declare module 'eslint-plugin-better-mutation' {
  const plugin: object;
  export default plugin;
}
