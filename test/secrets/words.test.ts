import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

const NOTE =
  /^note: a .* is one short word, and that word reads \[redacted\] wherever it stands: `aitronos auth status` shows where it comes from\n/m;

const HELP = 'help NOT_SIGNED_IN';

describe('a secret that is a word', () => {
  it.each([
    ['token', HELP],
    ['none', HELP],
    ['profile', HELP],
    ['access', 'auth status'],
    ['error', 'users get usr_none --org org_xyz789'],
    ['undefined', 'config set transfer-to undefined'],
    ['default', 'config list --json'],
  ])('is told where it spoils what is printed: %s in %s', async (AITRONOS_ACCESS_TOKEN, line) => {
    const { stdout, stderr } = await world.current.run(line, { env: { AITRONOS_ACCESS_TOKEN } });
    expect(stdout + stderr.replace(NOTE, '')).toContain('[redacted]');
    expect(stderr).toMatch(NOTE);
  });

  it('is told once, and not with -q', async () => {
    const env = { AITRONOS_API_KEY: 'none' };
    const { stderr } = await world.current.run(HELP, { env });
    expect(stderr.match(/one short word/g)).toHaveLength(1);
    expect((await world.current.run(`${HELP} -q`, { env })).stderr).toBe('');
  });

  it.each([
    ['what is no word', 'there-is-no'],
    ['a word that stands nowhere', 'zebra'],
    ['a word that is too short to be redacted', 'is'],
  ])('is not told of %s', async (_, AITRONOS_ACCESS_TOKEN) => {
    expect((await world.current.run(HELP, { env: { AITRONOS_ACCESS_TOKEN } })).stderr).toBe('');
  });

  it.each(['\u200b\u200b\u200b', '\u001b[2J', 'a\u200b\u200b'])(
    'hides nothing for %j, of which next to nothing is seen',
    async (AITRONOS_ACCESS_TOKEN) => {
      const { stderr } = await world.current.run('users (x) --json', { env: { AITRONOS_ACCESS_TOKEN } });
      expect(stderr).toContain('(x)');
      expect(stderr).not.toContain('[redacted]');
    },
  );

  it.each([
    ['changed', 'usr_000001 usr_000002'],
    ['deactivate', 'usr_000001 usr_000002'],
    ['deactivate', 'usr_000001'],
    ['org_xyz789', 'usr_000001'],
  ])('leaves the record of a run whole: %s, of %s', async (word, users) => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const env = { https_proxy: `http://u:${word}@127.0.0.1:9` };
    await w.run(`users deactivate ${users} --org org_xyz789 --transfer-to dept_eng001 --yes`, { env });
    const { exit, stderr } = await w.run('runs show');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.not.stringContaining('error: ') });
  });
});
