import { afterEach, beforeEach, jest } from '@jest/globals';

/** Keeps what each test of this file logs off stdout; returns a function that reads it, one object a line. */
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
