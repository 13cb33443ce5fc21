import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';

const world = useWorld();
const GOOD = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001'];

/** The call is refused as a usage error with these words, in text and as JSON, and no request arrives. */
async function refuses(argv: readonly string[], words: string | RegExp, env = {}): Promise<void> {
  const { exit, stdout, stderr } = await world.current.run(argv, { env });
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toMatch(/^error: /);
  expect(stderr).toMatch(words);
  const json = await world.current.run(['--json', ...argv], { env });
  expect(json.exit).toBe(2);
  expect(JSON.parse(json.stderr)).toMatchObject({
    error: { code: 'USAGE', message: expect.stringMatching(words), status: null, retryable: false },
  });
  expect(world.current.requests).toEqual([]);
}

describe('bad input is refused before anything is sent', () => {
  it.each([
    ['another prefix', 'org_abc123'],
    ['a slash', 'usr_a/b'],
    ['dots', 'usr_..'],
    ['a path', '../usr_abc123'],
    ['an encoded slash', 'usr_a%2fb'],
    ['a space', 'usr_a b'],
    ['a newline', 'usr_abc\n'],
    ['no prefix', 'jane'],
    ['nothing after the prefix', 'usr_'],
    ['an empty value', ''],
    ['200 characters', `usr_${'a'.repeat(196)}`],
  ])('a user id with %s', (_what, id) =>
    refuses(
      ['users', 'deactivate', id, ...GOOD],
      /expected a user id \(usr_….*\) or an e-mail address, got "/,
    ),
  );

  it.each([
    ['an escape', 'jane\u001b[31m@example.com'],
    ['a null', 'jane\0@example.com'],
    ['a delete', 'jane@exam\u007fple.com'],
    ['a C1 control', 'jane\u009b@example.com'],
    ['a change of direction', 'jane\u202e@example.com'],
    ['an isolate', 'jane@\u2066example.com'],
    ['a mark of direction', 'jane@example.com\u200f'],
    ['nothing to see', 'ja\u200bne@example.com'],
    ['half a character', 'jane\ud83d@example.com'],
  ])('an e-mail address with %s', async (_what, address) => {
    const expected = /expected an e-mail address such as jane@example.com, got "/;
    await refuses(['users', 'deactivate', address, ...GOOD], expected);
    await refuses(['users', 'invite', address, '--org', 'org_xyz789'], expected);
    const { stderr } = await world.current.run(['users', 'deactivate', address, ...GOOD]);
    expect(stderr).not.toContain(address);
  });

  it('says of an id that is too long how long it may be', () =>
    refuses(['users', 'deactivate', `usr_${'a'.repeat(125)}`, ...GOOD], /128 characters at most/));

  it('accepts an id of 128 characters', async () => {
    const { exit } = await world.current.run(['users', 'deactivate', `usr_${'a'.repeat(124)}`, ...GOOD]);
    expect(exit).toBe(1);
    expect(world.current.requests).toHaveLength(1);
  });

  it('an organization or department of another kind', async () => {
    await refuses(
      ['users', 'deactivate', 'usr_1', '--org', 'usr_1', '--transfer-to', 'dept_1'],
      /^(error: )?--org <id>: expected an organization id \(org_….*got "usr_1"/,
    );
    await refuses(
      ['users', 'deactivate', 'usr_1', '--org', 'org_1', '--transfer-to', 'role_1'],
      /expected a department id \(dept_….*got "role_1"/,
    );
  });

  it('an empty organization or department', async () => {
    await refuses(
      ['users', 'deactivate', 'usr_1', '--org', '', '--transfer-to', 'dept_1'],
      /organization id.*got ""/,
    );
    await refuses(
      ['users', 'deactivate', 'usr_1', '--org', 'org_1', '--transfer-to='],
      /department id.*got ""/,
    );
  });

  it('no user', () => refuses(['users', 'deactivate', ...GOOD], /^(error: )?a user is missing/));

  it('no organization, with the ways to give one', async () => {
    const argv = ['users', 'deactivate', 'usr_1', '--transfer-to', 'dept_1'];
    await refuses(argv, /--org is missing/);
    const { stderr } = await world.current.run(argv);
    expect(stderr).toContain(
      'hint: give --org <organization>, set AITRONOS_ORG, or store one: `aitronos config set org <organization>`; `aitronos organizations list` shows yours\n',
    );
  });

  it('no department', () =>
    refuses(['users', 'deactivate', 'usr_1', '--org', 'org_1'], /--transfer-to is missing/));

  it('an unknown command, with the nearest one', async () => {
    await refuses(['users', 'deactivat', 'usr_1', ...GOOD], /unknown command 'deactivat'/);
    const { stderr } = await world.current.run('users deactivat');
    expect(stderr).toContain('hint: did you mean `aitronos users deactivate`');
    await refuses(['user'], /unknown command 'user'/);
  });

  it('an unknown option, with the nearest one', async () => {
    await refuses(['users', 'deactivate', 'usr_1', ...GOOD, '--strickt'], /unknown option '--strickt'/);
    const { stderr } = await world.current.run('users deactivate usr_1 --strickt');
    expect(stderr).toContain('hint: did you mean --strict');
  });

  it('an option that would take a token', () =>
    refuses(['users', 'deactivate', 'usr_1', ...GOOD, '--token', 'abc'], /unknown option '--token'/));

  it.each([
    ['--timeout', '0', /a number of seconds from 0.001 to 3600/],
    ['--timeout', '0.0009', /a number of seconds from 0.001 to 3600/],
    ['--timeout', 'abc', /a number of seconds from 0.001 to 3600.*got "abc"/],
    ['--timeout', '-1', /a number of seconds from 0.001 to 3600/],
    ['--timeout', '1e9', /a number of seconds from 0.001 to 3600/],
    ['--retries', '11', /a whole number from 0 to 10, got "11"/],
    ['--retries', '1.5', /a whole number from 0 to 10/],
    ['--retries', '', /a whole number from 0 to 10/],
    ['--output', 'html', /markdown\), or `runs report --html <file>`, got "html"/],
    ['--output', 'xml', /an output format \(table, json, jsonl, csv, ids, markdown\), got "xml"/],
    ['--api-url', 'http://api.aitronos.com', /an https URL \(http on loopback only\)/],
    ['--api-url', 'api.aitronos.com', /an https URL/],
    ['--api-url', 'https://user:pass@api.aitronos.com', /an https URL/],
    ['--api-url', 'https://api.aitronos.com/?x=1', /an https URL/],
    ['--api-url', 'ftp://localhost', /an https URL/],
    ['--api-url', 'http://127.0.0.1.example.com', /an https URL/],
    ['--profile', '../x', /a profile name/],
  ])('%s %s', (option, value, words) =>
    refuses(['users', 'deactivate', 'usr_1', ...GOOD, option, value], words),
  );

  it.each([
    ['AITRONOS_ORG', 'dept_1', /AITRONOS_ORG: expected an organization id/],
    ['AITRONOS_TIMEOUT', 'soon', /AITRONOS_TIMEOUT: expected a number of seconds/],
    ['AITRONOS_RETRIES', '99', /AITRONOS_RETRIES: expected a whole number/],
    ['AITRONOS_API_URL', 'http://example.com', /AITRONOS_API_URL: expected an https URL/],
    ['AITRONOS_PROFILE', 'a b', /AITRONOS_PROFILE: expected a profile name/],
  ])('%s=%s, naming the variable', (name, value, words) =>
    refuses(
      ['users', 'deactivate', 'usr_1', ...(name === 'AITRONOS_ORG' ? ['--transfer-to', 'dept_1'] : GOOD)],
      words,
      {
        [name]: value,
      },
    ),
  );

  it('an output format from the environment that is none', async () => {
    const { exit, stderr } = await world.current.deactivate('', { env: { AITRONOS_OUTPUT: 'yaml' } });
    expect(exit).toBe(2);
    expect(stderr).toMatch(/AITRONOS_OUTPUT: expected an output format/);
    expect(world.current.requests).toEqual([]);
  });

  it('two formats at once', async () => {
    const { exit, stderr } = await world.current.deactivate('--json -o csv');
    expect(exit).toBe(2);
    expect(JSON.parse(stderr).error.message).toBe('--json and --output csv ask for two formats');
    expect(world.current.requests).toEqual([]);
  });
});

describe('without a usable token nothing is sent, and the exit code is 4', () => {
  it('no token at all', async () => {
    const { exit, stdout, stderr } = await world.current.deactivate('', {
      env: { AITRONOS_ACCESS_TOKEN: undefined },
    });
    expect({ exit, stdout }).toEqual({ exit: 4, stdout: '' });
    expect(stderr).toBe(
      'error: no access token: none in the environment, none stored for profile default (NOT_SIGNED_IN)\n' +
        'hint: sign in: `aitronos auth login`, or set AITRONOS_ACCESS_TOKEN\n',
    );
  });

  it.each([
    ['a newline', 'ab\nc', '\\n at position 3'],
    ['a space', 'a bc', 'a space at position 2'],
    ['a control character', 'abc\u0007', 'U+0007 at the end'],
    ['a letter that no header may carry', 'töken', 'U+00F6 at position 2'],
  ])('a token with %s', async (_what, token, where) => {
    const { exit, stderr } = await world.current.deactivate('--json', {
      env: { AITRONOS_ACCESS_TOKEN: token },
    });
    expect(exit).toBe(4);
    expect(JSON.parse(stderr).error.code).toBe('BAD_ACCESS_TOKEN');
    expect(JSON.parse(stderr).error.message).toContain(`AITRONOS_ACCESS_TOKEN has ${where}`);
    expect(stderr).not.toContain(token.trim());
    expect(world.current.requests).toEqual([]);
  });
});
