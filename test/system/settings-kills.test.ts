import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/system/time/clock.ts';
import { Credentials } from '../auth/renewing.ts';
import { TokenServer } from '../auth/token-server.ts';
import { type Ended, type Program, useMachine } from '../bin/process.ts';

const KILLS = 60;
const AT_ONCE = 20;
const SIGNED_OUT = { AITRONOS_ACCESS_TOKEN: undefined };
const TAKING_OVER_MS = 600;
const STORING_MS = 100;
const timeout = 120_000;

const machine = useMachine();
let server: TokenServer;
const credentials = new Credentials(machine, () => server);
beforeEach(async () => {
  server = new TokenServer(systemClock, { life_ms: 3_600_000 });
  await server.start();
  machine.current.env['AITRONOS_API_URL'] = server.url;
  machine.current.env['AITRONOS_TIMEOUT'] = '5';
});
afterEach(() => server.close());

const config = () => join(machine.current.home, 'config');
const file = (name: string) => join(config(), name);
const read = (name: string) => JSON.parse(readFileSync(file(name), 'utf8')).profiles.default;
/** What stands there besides the files themselves. */
const besides = () =>
  readdirSync(config()).filter((name) => name !== 'config.json' && name !== 'credentials.json');

/** Kills a process some time after it began, from at once to when it should have ended: the later half is where it writes. */
async function killed(program: Program, index: number, longest_ms: number): Promise<Ended> {
  const share = index / KILLS;
  const from = index % 2 === 0 ? 0 : longest_ms / 2;
  await Promise.race([sleep(from + share * (longest_ms - from)), program.ended]);
  program.child.kill('SIGKILL');
  return program.ended;
}

/** The same so long after the API has answered a renewal. */
async function killedAfterAnswer(program: Program, ms: number): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    server.answering = async () => resolve();
  });
  await answered;
  await Promise.race([sleep(ms), program.ended]);
  program.child.kill('SIGKILL');
  await program.ended;
}

/** How long a command takes here and now, with a little more. */
async function lasts(start: () => Promise<Ended>): Promise<number> {
  const began = performance.now();
  expect((await start()).exit).toBe(0);
  return (performance.now() - began) * 1.1;
}

describe(`killed ${KILLS} times`, () => {
  it('`config set` leaves the old value or the new one', { timeout }, async () => {
    const set = (value: string) => machine.current.start(`config set org ${value}`);
    const longest_ms = await lasts(() => set('org_begin').ended);
    let last = 'org_begin';
    for (let index = 0; index < KILLS; index++) {
      await killed(set(`org_${index}`), index, longest_ms);
      const { org } = read('config.json');
      expect([last, `org_${index}`]).toContain(org);
      last = org;
    }
    expect((await set('org_end').ended).exit).toBe(0);
    expect(read('config.json').org).toBe('org_end');
    expect(besides()).toEqual([]);
  });

  it('`auth login` leaves the old token or the new one', { timeout }, async () => {
    const login = (name: string) =>
      machine.current.start('auth login --refresh-token-stdin', {
        env: SIGNED_OUT,
        stdin: `access-${name}\nrefresh-${name}\n`,
      });
    const longest_ms = await lasts(() => login('begin').ended);
    let last = 'begin';
    for (let index = 0; index < KILLS; index++) {
      await killed(login(String(index)), index, longest_ms);
      const { access_token, refresh_token } = read('credentials.json');
      const name = access_token.slice('access-'.length);
      expect(refresh_token).toBe(`refresh-${name}`);
      expect([last, String(index)]).toContain(name);
      last = name;
    }
    expect((await login('end').ended).exit).toBe(0);
    expect(read('credentials.json').access_token).toBe('access-end');
    expect(besides()).toEqual([]);
  });

  it('a renewal loses the session only while the answer is on its way', { timeout }, async () => {
    const call = () => machine.current.start('auth token', { env: SIGNED_OUT });
    const begin = () => {
      const { access, refresh } = server.signIn();
      credentials.store(access, refresh);
      return { access_token: access, refresh_token: refresh };
    };
    begin();
    // The lock of the one that was killed before is taken over first.
    const longest_ms = (await lasts(() => call().ended)) + TAKING_OVER_MS;
    let kept = 0;
    let renewed = 0;
    for (let index = 0; index < KILLS; index++) {
      const old = begin();
      if (index % 2 === 0) await killed(call(), index, longest_ms);
      else await killedAfterAnswer(call(), (index / KILLS) * STORING_MS);
      const { access_token, refresh_token } = read('credentials.json');
      if (server.refreshed === 0) {
        expect({ access_token, refresh_token }).toEqual(old);
        kept++;
      } else if (access_token !== old.access_token) {
        expect(refresh_token).toBe(access_token.replace('access', 'refresh'));
        renewed++;
      }
      expect(server).toMatchObject({ refused: 0 });
    }
    // What is left is the moment between the API's answer and the disk.
    expect(kept).toBeGreaterThan(0);
    expect(renewed).toBeGreaterThan(KILLS / 10);
    begin();
    expect((await call().ended).exit).toBe(0);
    expect(server).toMatchObject({ refreshed: 1, refused: 0 });
    expect(besides()).toEqual([]);
  });
});

describe(`${AT_ONCE} processes at once`, () => {
  it('lose no setting of each other', { timeout }, async () => {
    const profiles = Array.from({ length: AT_ONCE }, (_, index) => `p${index}`);
    const ended = await Promise.all(
      profiles.map((name) => machine.current.run(`config set org org_${name} --profile ${name}`)),
    );
    expect(ended.map(({ exit }) => exit)).toEqual(profiles.map(() => 0));
    const stored = JSON.parse(readFileSync(file('config.json'), 'utf8')).profiles;
    expect(stored).toEqual(Object.fromEntries(profiles.map((name) => [name, { org: `org_${name}` }])));
    expect(besides()).toEqual([]);
  });

  it('of one profile lose none either', { timeout }, async () => {
    mkdirSync(config(), { mode: 0o700 });
    writeFileSync(file('config.json'), '{"version":1,"profiles":{}}', { mode: 0o600 });
    const settings = [
      ['org', 'org_1'],
      ['transfer-to', 'dept_1'],
      ['timeout', '7'],
      ['retries', '2'],
      ['output', 'json'],
      ['protect', 'usr_1'],
      ['credential-store', 'file'],
      ['api-url', 'https://api.example.com'],
    ];
    await Promise.all(settings.map(([name, value]) => machine.current.run(`config set ${name} ${value}`)));
    expect(Object.keys(read('config.json')).sort()).toEqual(settings.map(([name]) => name).sort());
    expect(existsSync(`${file('config.json')}.lock`)).toBe(false);
  });
});
