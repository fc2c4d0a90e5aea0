import { expect, test } from '@jest/globals';
import { javaVersion, parseJavaVersion } from './java.ts';

test.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['openjdk version "21" 2023-09-19', 21],
  ['java version "1.8.0_292"', 8],
  ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "24-ea" 2025-03-18', 24],
  ['The operation couldn’t be completed. Unable to locate a Java Runtime.', undefined],
])('%s', (output, expected) => {
  expect(parseJavaVersion(output)).toBe(expected);
});

test('without java on the PATH there is no version', async () => {
  await expect(javaVersion({ PATH: '/nonexistent' })).resolves.toBeUndefined();
});
