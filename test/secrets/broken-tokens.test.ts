import { describe, expect, it } from 'vitest';
import { environmentSecrets } from '../../src/secrets/environment.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const TOKEN =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c3JfMSIsIm5hbWUiOiJKYW5lIn0.abcDEFghiJKLmnoPQRstuVWXyz0123';

/** What a copy may leave within a token. */
const BREAKS: readonly (readonly [name: string, text: string])[] = [
  ['nothing', ''],
  ['a line feed', '\n'],
  ['CR LF', '\r\n'],
  ['a tab', '\t'],
  ['a control character', '\u0001'],
  ['DEL', '\u007f'],
  ['NEL', '\u0085'],
  ['a line separator', '\u2028'],
  ['an invisible space', '\u200b'],
  ['a byte order mark', '\ufeff'],
  ['a form feed', '\f'],
  ['a turned direction', '\u202e'],
  ['a colour', '\u001b[31m'],
];

const LINES: readonly ((token: string) => readonly string[])[] = [
  (token) => ['users', 'get', token, '--org', 'org_xyz789'],
  (token) => ['users', 'get', 'usr_1', '--org', token, '--json'],
  (token) => ['users', 'get', 'usr_1', '--org', 'org_xyz789', '--api-url', token],
  (token) => ['users', `frob${token}`],
  (token) => ['users', 'list', `--${token}`],
  (token) => ['api', 'get', `/v1/x?a=${token}`],
  (token) => ['config', 'set', 'org', token],
];

describe('a token of the environment, given in the wrong place', () => {
  it.each(BREAKS)('is shown in no pieces, with %s in it', async (_name, text) => {
    for (const at of [5, 30, 60, 80]) {
      const token = TOKEN.slice(0, at) + text + TOKEN.slice(at);
      for (const line of LINES) {
        const { stdout, stderr } = await world.current.run(line(token), {
          env: { AITRONOS_ACCESS_TOKEN: token },
        });
        const said = (stdout + stderr).toLowerCase();
        for (let begin = 0; begin + 5 <= TOKEN.length; begin += 1)
          expect(said, line('…').join(' ')).not.toContain(TOKEN.slice(begin, begin + 5).toLowerCase());
      }
    }
  });
});

it.each([' ', '\u00a0', '\u3000', '\f'])(
  'a token behind %j and another word is a secret by itself',
  (blank) => {
    const found = environmentSecrets({ AITRONOS_ACCESS_TOKEN: `Bearer${blank}${TOKEN}` });
    expect(found).toContain(TOKEN);
  },
);
