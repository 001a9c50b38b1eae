import { defineZones } from 'eslint-plugin-slo';

/** Where the architecture's parts stand in this repository: the default layout, and commands. */
export default defineZones({
  root: import.meta.dirname,
  orchestration: ['packages/*/src/bin/**'], // a command owns its process, and ends it
});
