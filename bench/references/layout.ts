/** The layout of the corpus, as the configurations of the contestants say it. */
export const CODE = '{js,mjs,cjs,jsx,ts,mts,cts,tsx}';

/** Every script. */
export const SCRIPTS = `scripts/**/*.${CODE}`;

/**
 * For tools that match the text of a specifier and follow no alias: every way in which the corpus
 * configures a name for a script, as gitignore patterns.
 */
const ALIASES = [
  '~mail',
  '\\#mail',
  '\\#jobs/**',
  '@jobs/**',
  '@harvest/scripts/**',
  'harvest/mail',
];

const FOREIGN = [
  '!../src/**',
  ...['packages', 'vendor', 'templates', 'public', 'docs'].flatMap((folder) => [
    `!**/${folder}/**/scripts`,
    `!**/${folder}/**/scripts/**`,
  ]),
];

const FROM_ANYWHERE = ['../**/scripts/**', '../**/jobs/**', '@/scripts/**', ...FOREIGN, ...ALIASES];

/** What the files of each folder may not import, for tools that match the text of a specifier. */
export const SPECIFIERS: readonly {
  readonly files: readonly string[];
  readonly group: readonly string[];
}[] = [
  {
    files: ['scripts/*'],
    group: ['./*', './deploy/**', '!./data', '!./data/**', ...FROM_ANYWHERE],
  },
  { files: ['scripts/deploy/*'], group: ['.', './*', '../*', ...FROM_ANYWHERE] },
  {
    files: ['packages/**', 'tests/**', 'tools/**', 'tutorials/**'],
    group: [...FROM_ANYWHERE, '**/tools/mailer.ts'],
  },
];
