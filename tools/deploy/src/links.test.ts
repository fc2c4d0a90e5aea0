import { expect, test } from '@jest/globals';
import { checkLinks } from './links.ts';

const api = 'https://a1.execute-api.eu-central-1.amazonaws.com';
const edge = 'https://d1.cloudfront.net';
const page = '/onboarding/confirm';

test('links that lead to the edge are right', () => {
  expect(checkLinks(`${edge}${page}`, api, edge)).toBeUndefined();
});

test('links that lead to the API itself are so until the stage names its edge', () => {
  expect(checkLinks(`${api}${page}`, api, edge)).toContain(`edgeUrl: ${edge}`);
});

test('links of a stage without an edge lead to the API', () => {
  expect(checkLinks(`${api}${page}`, api, undefined)).toBeUndefined();
  expect(() => checkLinks(`${edge}${page}`, api, undefined)).toThrow('but the edge is');
});

test.each(['https://d2.cloudfront.net', 'https://d1.cloudfront.net.example.com'])(
  'links that lead elsewhere are an error: %s',
  (other) => {
    expect(() => checkLinks(`${other}${page}`, api, edge)).toThrow(`but the edge is at ${edge}`);
  },
);
