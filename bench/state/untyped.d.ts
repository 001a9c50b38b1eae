declare module '@ericcornelissen/eslint-plugin-top';
declare module 'eslint-plugin-better-mutation';
