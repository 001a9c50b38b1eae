import { defineZones } from 'eslint-plugin-slo';

export default defineZones({
  root: import.meta.dirname,
  scripts: ['jobs/**'],
  library: ['src/**'],
});
