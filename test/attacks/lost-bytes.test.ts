import { expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
/** What Node makes of `café` in Latin-1, in an argument or a variable. */
const LOST = 'caf\ufffd';
const LOST_ADDRESS = `${LOST}@example.com`;
const DEACTIVATE = ['users', 'deactivate', 'usr_abc123', '--transfer-to', 'dept_be001'];

it.each([
  ['an address', ['users', 'invite', LOST_ADDRESS], {}],
  ['an address that is looked up', ['users', 'get', LOST_ADDRESS], {}],
  ['a name', ['users', 'invite', 'jane@example.com', '--name', LOST], {}],
  ['a message', ['users', 'invite', 'jane@example.com', '--message', LOST], {}],
  ['a reason', [...DEACTIVATE, '--reason', LOST], {}],
  ['a ticket', [...DEACTIVATE, '--ticket', LOST], {}],
  ['a field', ['api', 'post', '/v1/x', '--field', `name=${LOST}`], {}],
  ['a field that stays text', ['api', 'post', '/v1/x', '--raw-field', `name=${LOST}`], {}],
  ['a reason in a variable', DEACTIVATE, { env: { AITRONOS_REASON: LOST } }],
  [
    'an address in a file',
    ['users', 'invite', '--from', '-', '--yes'],
    { stdin: `email\n${LOST_ADDRESS}\n` },
  ],
  ['a name in a file', ['users', 'invite', '--from', '-'], { stdin: `email,name\nj@example.com,${LOST}\n` }],
  [
    'a message in a file',
    ['users', 'invite', '--from', '-'],
    { stdin: `email,message\nj@example.com,${LOST}\n` },
  ],
])('%s in which bytes were lost is refused', async (_what, argv, options) => {
  const { exit, stdout, stderr } = await world.current.run([...argv, ...ORG.split(' ')], options);
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toContain('in UTF-8, without U+FFFD, which stands where a byte was lost');
  expect(world.current.requests).toEqual([]);
});
