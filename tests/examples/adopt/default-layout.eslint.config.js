import { defineConfig } from 'eslint/config';
import slo from 'eslint-plugin-slo';
import tseslint from 'typescript-eslint';

export default defineConfig(tseslint.configs.base, slo.configs.recommended);
