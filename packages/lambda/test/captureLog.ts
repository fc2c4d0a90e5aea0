import { afterEach, beforeEach, jest } from '@jest/globals';

/** Hides what each test of this file logs. Returns a function that reads it, one object per line. */
export function captureLog(): () => Record<string, unknown>[] {
  let written = '';
  beforeEach(() => {
    written = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written += text;
      return true;
    });
  });
  afterEach(() => void jest.restoreAllMocks());
  return () =>
    written
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
}
