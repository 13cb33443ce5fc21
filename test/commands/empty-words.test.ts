import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

const ORG = ['--org', 'org_xyz789'];
const EMPTY = 'hint: one of the words is empty, perhaps an unset variable: leave it out\n';

describe('an empty word on the line', () => {
  it.each([
    ['users list', ['', ...ORG]],
    ['users list', [...ORG, '']],
    ['users get', ['', 'usr_abc123', ...ORG]],
    ['users get', ['usr_abc123', '', ...ORG]],
    ['users update-memberships', ['', 'usr_abc123', ...ORG]],
    ['users invite', ['', 'new@example.com', ...ORG]],
    ['users diff', ['', ...ORG]],
    ['departments list', ['', ...ORG]],
    ['roles list', ['', ...ORG]],
    ['organizations list', ['']],
    ['runs list', ['']],
    ['runs resume', ['2026', '']],
    ['runs apply', ['', 'plan.json']],
    ['config list', ['']],
    ['config set', ['', 'timeout', '30']],
    ['config set', ['timeout', '30', '']],
    ['auth login', ['']],
    ['sandbox start', ['']],
    ['api', ['', 'get', '/v1/user/me']],
    ['doctor', ['']],
  ])('%s %j is told what it is', async (verb, words) => {
    const { exit, stdout, stderr } = await world.current.run([...verb.split(' '), ...words]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(EMPTY);
  });

  it.each([
    ['users get', ['']],
    ['users deactivate', ['', '--transfer-to', 'Sales']],
    ['users invite', ['']],
    ['audit list', ['--user', '']],
    ['users deactivate', ['usr_abc123', '--transfer-to', '']],
    ['users deactivate', ['usr_abc123', '--transfer-to=']],
    ['users list', ['--status', '']],
    ['users list', ['--limit', '']],
    ['config set', ['', 'x']],
    ['completion', ['']],
    ['config set', ['org', '']],
    ['audit list', ['--since', '']],
    ['runs delete', ['--before', '']],
  ])('%s %j is told that a variable may not be set', async (verb, words) => {
    const { exit, stdout, stderr } = await world.current.run([...verb.split(' '), ...words]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/, got "".* \(USAGE\)\nhint: it is empty: perhaps a variable that is not set\n$/);
  });

  it.each([
    ['-o', ''],
    ['-o', ' '],
    ['--output', ''],
    ['-o=', 'json'],
    ['--status', ''],
    ['--sort', ''],
  ])('is like no value: %s %j', async (option, value) => {
    const { exit, stderr } = await world.current.run(['users', 'list', ...ORG, option, value]);
    expect(exit).toBe(2);
    expect(stderr).not.toContain('did you mean');
  });
});
