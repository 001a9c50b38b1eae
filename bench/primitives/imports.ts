/** What it takes to load a module, dependencies included: `node imports.ts <specifier>...`. */

/** How long loading took. */
export interface Loading {
  readonly cpuMilliseconds: number;
  readonly wallMilliseconds: number;
}

const specifiers = process.argv.slice(2);
const wall = performance.now();
const cpu = process.cpuUsage();
for (const specifier of specifiers) await import(specifier);
const { user, system } = process.cpuUsage(cpu);
const loading: Loading = {
  cpuMilliseconds: (user + system) / 1000,
  wallMilliseconds: performance.now() - wall,
};
console.log(JSON.stringify(loading));
