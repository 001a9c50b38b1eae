import { format, resolveConfig } from 'prettier';

export default {
  configEmoji: [
    ['scripts', '📜'],
    ['library', '📚'],
  ],
  ruleDocSectionInclude: ['Incorrect', 'Correct', 'When not to use it'],
  // The tables as the repository formats all else.
  postprocess: async (content, path) =>
    format(content, { ...(await resolveConfig(path)), parser: 'markdown' }),
};
