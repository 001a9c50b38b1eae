/** Packages that offer lodash's functions under lodash's names. */
export const lodashLike: readonly string[] = [
  'lodash',
  'lodash-es',
  'lodash/fp',
  'es-toolkit/compat',
];

/** The modules that offer one function of lodash alone, each as its default export. */
export function modulesOfLodash(name: string): readonly string[] {
  return [
    `lodash/${name}`,
    `lodash/${name}.js`,
    `lodash-es/${name}`,
    `lodash-es/${name}.js`,
    `lodash.${name.toLowerCase()}`,
    `es-toolkit/compat/${name}`,
  ];
}
