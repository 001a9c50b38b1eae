/** Where a file stands in the architecture. */
export type Zone = 'script' | 'library' | 'tutorial' | 'test' | 'orchestration' | 'outside';
