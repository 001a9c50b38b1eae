import { defineZones } from 'eslint-plugin-slo';

/** Where the architecture's parts stand in this repository: the default layout. */
export default defineZones({ root: import.meta.dirname });
