import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from '../src/session.ts';

describe('Session', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  /** Asks for each file after a pause, and returns the files at which a session began. */
  function begins(files: readonly string[], pause: number): string[] {
    const session = new Session();
    return files.filter((file) => {
      vi.advanceTimersByTime(pause);
      return session.hasEnded(file);
    });
  }

  it('begins with the first file', () => {
    expect(begins(['a', 'b'], 10)).toEqual(['a']);
  });

  it('ends in a pause', () => {
    expect(begins(['a', 'b', 'c'], 501)).toEqual(['a', 'b', 'c']);
  });

  it('lasts as long as a run over new files, however long that takes', () => {
    const files = Array.from({ length: 1000 }, (_, index) => String(index));
    expect(begins(files, 499)).toEqual(['0']);
  });

  it('ends every five seconds where one file is looked at again and again', () => {
    const typing = Array.from({ length: 120 }, () => 'a');
    expect(begins(typing, 100)).toHaveLength(3);
  });

  it('ends after five seconds at whichever of several files comes again', () => {
    const fresh = Array.from({ length: 60 }, (_, index) => String(index));
    expect(begins([...fresh, '7', '8'], 100)).toEqual(['0', '7']);
  });
});
