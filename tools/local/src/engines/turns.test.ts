import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { appIdOf } from '../offline/priority.ts';
import { takingTurns } from './turns.ts';

const head = (agent: string) => `POST / HTTP/1.1\r\nuser-agent: aws-sdk-js/3 ${agent}\r\n\r\n`;
const background = head(`app/${appIdOf(10)}`);
const imports = head(`app/${appIdOf(19)}`);
const person = head('app/mine');

/** Connections to one engine, and the names of those whose data reached it, in order. */
function engine() {
  const newGate = takingTurns();
  const reached: string[] = [];
  return {
    reached,
    connect(name: string) {
      const gate = newGate();
      gate.requests.on('data', () => reached.push(name));
      return gate;
    },
    async until(names: string[]) {
      while (reached.length < names.length) await sleep(1);
      expect(reached).toEqual(names);
    },
  };
}

test('the background goes one by one, and others go past it', async () => {
  const { connect, reached, until } = engine();
  const [a, b, c] = [connect('a'), connect('b'), connect('c')];
  for (const one of [a, b]) one.requests.write(background);
  await until(['a']);
  c.requests.write(person);
  await until(['a', 'c']);
  await sleep(50);
  expect(reached).toEqual(['a', 'c']);
  a.answered();
  await until(['a', 'c', 'b']);
});

test('of those who wait, the least nice goes first', async () => {
  const { connect, until } = engine();
  const [a, b, c, d] = [connect('a'), connect('b'), connect('c'), connect('d')];
  a.requests.write(imports);
  await until(['a']);
  for (const one of [b, d]) one.requests.write(imports);
  c.requests.write(background);
  for (const one of [a, c, b]) {
    await sleep(5);
    one.answered();
  }
  await until(['a', 'c', 'b', 'd']);
});

test('the nicest waits for those that come soon after it, not for ever', async () => {
  const { connect, reached, until } = engine();
  const [a, b] = [connect('a'), connect('b')];
  a.requests.write(background);
  await until(['a']);
  const last = connect('last');
  last.requests.write(head(`app/${appIdOf(11)}`));
  await sleep(150);
  b.requests.write(background);
  a.answered();
  await until(['a', 'last']);
  last.answered();
  await until(['a', 'last', 'b']);
  expect(reached).toHaveLength(3);
});

test('the rest of a request follows its head, and the next one of a connection waits again', async () => {
  const { connect, until } = engine();
  const [a, b] = [connect('a'), connect('b')];
  a.requests.write(background);
  a.requests.write('its body');
  await until(['a', 'a']);
  b.requests.write(background);
  a.answered();
  a.requests.write(background);
  await until(['a', 'a', 'b']);
  b.answered();
  await until(['a', 'a', 'b', 'a']);
});

test('a connection that ends passes its turn on, whether it had it or waited', async () => {
  const { connect, until } = engine();
  const [a, b, c] = [connect('a'), connect('b'), connect('c')];
  for (const one of [a, b, c]) one.requests.write(background);
  await until(['a']);
  b.requests.destroy();
  a.requests.destroy();
  await until(['a', 'c']);
});

test('while others ask, the background waits longer than its last request took, but not for ever', async () => {
  const { connect, reached, until } = engine();
  const [a, b, c] = [connect('a'), connect('b'), connect('c')];
  a.requests.write(background);
  await until(['a']);
  await sleep(40);
  for (let times = 0; times < 2; times++) {
    c.requests.write(person);
    c.answered();
  }
  const answered = performance.now();
  a.answered();
  b.requests.write(background);
  await until(['a', 'c', 'c', 'b']);
  expect(performance.now() - answered).toBeGreaterThan(80);
  // Even constant requests of others do not stop the background.
  const asking = setInterval(() => {
    c.requests.write(person);
    c.answered();
  }, 10);
  b.answered();
  a.requests.write(background);
  while (reached.filter((name) => name === 'a').length < 2) await sleep(1);
  clearInterval(asking);
});
