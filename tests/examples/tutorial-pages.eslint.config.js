import markdown from '@eslint/markdown';
import { defineConfig } from 'eslint/config';
import slo from 'eslint-plugin-slo';
import tseslint from 'typescript-eslint';

export default defineConfig(tseslint.configs.base, slo.configs.recommended, {
  files: ['tutorials/**/*.md'],
  plugins: { markdown },
  processor: 'markdown/markdown',
});
