import { defineConfig } from 'eslint/config';
import slo from 'eslint-plugin-slo';
import tseslint from 'typescript-eslint';
import zones from './slo.config.js';

export default defineConfig(tseslint.configs.base, slo.configsFor(zones).recommended);
