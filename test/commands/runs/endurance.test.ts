import { describe, expect, it } from 'vitest';
import { jwt } from '../../auth/jwt.ts';
import { perhaps } from '../../scripted-server.ts';
import { type CallOptions, useWorld } from '../../world.ts';
import { deactivateFrom, interruptAfter, list } from '../users/many/leavers.ts';

const world = useWorld();

/** A token that ends ten minutes after noon, which is when a test begins; the API takes it. */
const TEN_MINUTES = jwt({ sub: 'usr_1', exp: 1_772_367_000 });
const DONE = { status: 200, body: { account_state: 'deactivated' } };

type Token = 'environment' | 'stored' | 'renewable';

/** Deactivates somebody with that token, from where it is stored or from the environment. */
async function run(users: number, more: string, token: Token = 'environment', options: CallOptions = {}) {
  const { requests } = await world.current.script(perhaps(DONE));
  const how = token === 'renewable' ? '--refresh-token-stdin' : '--with-token';
  const stdin = `${TEN_MINUTES}${token === 'renewable' ? '\nrefresh' : ''}`;
  await world.current.run(`auth login ${how}`, { stdin });
  const env = { AITRONOS_ACCESS_TOKEN: token === 'environment' ? TEN_MINUTES : undefined };
  const ended = await deactivateFrom(world.current, list(users), `--no-check ${more}`, { env, ...options });
  return { ...ended, requests };
}

describe('a token that ends before the run does', () => {
  it.each(['environment', 'stored'] as const)('is said before the question (%s)', async (token) => {
    const no = { terminal: true, answers: [['Deactivate 100 users', '\r']] as const };
    const { exit, stderr, requests } = await run(100, '--rate 5/min', token, no);
    expect(exit).toBe(130);
    expect(stderr).toMatch(
      /^note: the access token expires in 10 min and cannot be renewed; the run takes about 20 min: .+runs resume.+\n/,
    );
    expect(requests).toEqual([]);
  });

  it('is no reason for words when the run is shorter', async () => {
    const { exit, stderr } = await run(20, '--yes --rate 5/min');
    expect(exit).toBe(0);
    expect(stderr).not.toContain('access token');
  });

  it('is none when it can be renewed', async () => {
    const { stderr } = await run(20, '--yes --rate 1/min', 'renewable');
    expect(stderr).toMatch(/^note: 20260301-120000-8000: 1 of 20 done/);
    expect(stderr).not.toContain('access token');
  });

  it.each(['resume', 'undo'])('is said also where `runs %s` goes on', async (verb) => {
    const w = world.current;
    await w.script(perhaps(DONE));
    const env = { AITRONOS_ACCESS_TOKEN: TEN_MINUTES };
    await deactivateFrom(w, list(3), '--yes --concurrency 1', { env, ...interruptAfter(w, 1) });
    await w.clock.sleep(11 * 60_000);
    const { stderr } = await w.run(`runs ${verb} 20260301-120000-8000 --yes`, { env });
    expect(stderr).toContain('the access token expired 60 s ago and cannot be renewed');
  });

  it('is said also when it has ended already', async () => {
    await world.current.clock.sleep(11 * 60_000);
    expect((await run(20, '--yes')).stderr).toContain(
      'the access token expired 60 s ago and cannot be renewed',
    );
  });
});
