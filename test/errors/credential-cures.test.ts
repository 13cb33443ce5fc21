import { describe, expect, it } from 'vitest';
import { errorOf, refusal } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const LIST = 'users list --org org_xyz789 --json';
const REFUSED = refusal(401, 'TOKEN_INVALID');
const NONE = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_KEY: undefined };

/** What brings the credential of a call. */
const KEY = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_KEY: 'a-key-of-ours' };

describe('the cure of a credential names what brought it', () => {
  it.each([
    [
      'a token of a variable',
      {},
      REFUSED,
      'put a good token into AITRONOS_ACCESS_TOKEN, or unset it and sign in: `aitronos auth login`; ',
    ],
    [
      'a key of a variable',
      KEY,
      REFUSED,
      'put a good key into AITRONOS_API_KEY, or unset it and sign in: `aitronos auth login`; ',
    ],
    [
      'a key that ended',
      KEY,
      refusal(401, 'API_KEY_EXPIRED'),
      'set AITRONOS_API_KEY to a key that is good; ',
    ],
  ])('where the API refuses %s', async (_, env, answer, hint) => {
    await world.current.script(answer);
    expect(errorOf(await world.current.run(LIST, { env })).hint.startsWith(hint)).toBe(true);
  });

  it.each([
    ['AITRONOS_ACCESS_TOKEN', { AITRONOS_ACCESS_TOKEN: 'two words' }],
    ['AITRONOS_API_KEY', { ...NONE, AITRONOS_API_KEY: 'two words' }],
  ])('where %s cannot be a token', async (variable, env) => {
    const ended = await world.current.run(LIST, { env });
    expect(errorOf(ended)).toMatchObject({
      code: 'BAD_ACCESS_TOKEN',
      hint: `copy the whole token and nothing else into ${variable}, or unset it`,
    });
  });

  it.each([
    ['auth login --with-token', 'two words', '`aitronos auth login --with-token < token.txt`'],
    ['auth login --with-token', '', '`aitronos auth login --with-token < token.txt`'],
    ['auth login --with-token', 'Bearer x', '`aitronos auth login --with-token < token.txt`'],
    [
      'auth login --refresh-token-stdin',
      'one line',
      '`aitronos auth login --refresh-token-stdin < two-lines.txt`',
    ],
    [
      'auth login --refresh-token-stdin',
      'a\nb c',
      '`aitronos auth login --refresh-token-stdin < two-lines.txt`',
    ],
  ])('where stdin brings none to %s: %j', async (line, stdin, command) => {
    const ended = await world.current.run(`${line} --json`, { stdin, env: NONE });
    expect(errorOf(ended).hint).toBe(`copy the whole token and nothing else, and sign in again: ${command}`);
  });

  it.each([
    [{ CI: 'true' }, ''],
    [{ AITRONOS_NO_INPUT: '1' }, ''],
    [{}, ' --no-input'],
  ])('where nothing may be asked, a token is read from a file: %j%s', async (env, more) => {
    const ended = await world.current.run(`${LIST}${more}`, { env: { ...NONE, ...env } });
    expect(errorOf(ended).hint).toBe(
      'sign in: `aitronos auth login --with-token < token.txt`, or set AITRONOS_ACCESS_TOKEN',
    );
  });

  it('where a run is refused in its middle, in the notes as in the hint', async () => {
    await world.current.script(REFUSED);
    const line = 'users reactivate --from - --org org_xyz789 --yes --no-check';
    const options = { stdin: 'usr_1\nusr_2\n' };
    const { stderr } = await world.current.run(line, options);
    const words =
      'put a good token into AITRONOS_ACCESS_TOKEN, or unset it and sign in: `aitronos auth login`, and then: aitronos runs resume ';
    expect(stderr).toContain(`note: next: ${words}`);
    expect(errorOf(await world.current.run(`${line} --json`, options)).hint.startsWith(words)).toBe(true);
  });
});
