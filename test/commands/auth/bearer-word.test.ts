import { expect, it } from 'vitest';
import { useWorld } from '../../world.ts';

const world = useWorld();

it.each([
  ['--with-token', 'Bearer a-token\n'],
  ['--with-token', 'bearer\ta-token'],
  ['--refresh-token-stdin', 'a-token\nBEARER a-token\n'],
])('auth login %s with the word of the header says to leave it out: %j', async (option, stdin) => {
  const { exit, stderr } = await world.current.run(`auth login ${option}`, { stdin });
  expect(exit).toBe(4);
  expect(stderr).toContain('has the word Bearer before it');
  expect(stderr).not.toContain('a-token');
});
