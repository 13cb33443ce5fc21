import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/system/time/clock.ts';
import { TokenServer } from '../auth/token-server.ts';
import { DEACTIVATE, useMachine } from '../bin/process.ts';

/** Mounts need root and namespaces of their own. */
const isolated = spawnSync('unshare', ['-m', 'true']).status === 0;

// Other users start the program here, and its folders are made by hand.
const machine = useMachine(false);
let server: TokenServer;
beforeEach(async () => {
  server = new TokenServer(systemClock, { life_ms: 3_600_000 });
  await server.start();
  machine.current.env['AITRONOS_API_URL'] = server.url;
});
afterEach(() => server.close());

const config = () => join(machine.current.home, 'config');
const file = () => join(config(), 'credentials.json');

/** Credentials whose access token ends by so many milliseconds from now. */
function credentials(ends_ms: number): string {
  const { access, refresh } = server.signIn();
  const moment = (ms: number) => new Date(Date.now() + ms).toISOString();
  const values = {
    access_token: access,
    refresh_token: refresh,
    origin: server.url,
    stored_at: moment(-3_600_000),
    expires_at: moment(ends_ms),
  };
  return JSON.stringify({ version: 1, profiles: { default: values } });
}

function put(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
}

/** Runs lines of the shell where they may mount what they like. */
const inNamespace = (script: string) =>
  machine.current.shell(
    `exec unshare -m sh -c 'aitronos() { "$NODE" "$BIN" "$@"; }; ${script.replaceAll("'", `'\\''`)}'`,
  );

const profileIn = (text: string) => JSON.parse(text).profiles.default;

describe.skipIf(!isolated)('credentials.json in a place of its own', () => {
  it('is written in place where it is a mount: the renewal is there inside and outside', async () => {
    mkdirSync(config(), { mode: 0o700 });
    const outside = join(machine.current.home, 'host.json');
    put(outside, credentials(0));
    put(file(), '');
    const { exit, stderr } = await inNamespace(
      `mount --bind ${outside} ${file()} && aitronos ${DEACTIVATE} -q >/dev/null && aitronos ${DEACTIVATE} -q >/dev/null`,
    );
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(server).toMatchObject({ refreshed: 1, refused: 0 });
    expect(profileIn(readFileSync(outside, 'utf8'))).toMatchObject({
      access_token: 'access-2',
      refresh_token: 'refresh-2',
    });
    expect(readFileSync(outside, 'utf8')).toMatch(/\}\n$/);
  });

  it.each([
    ['config set org org_other1', 'config.json', '"org": "org_other1"'],
    ['auth switch default', 'config.json', '"profile": "default"'],
  ])('so is another file of ours: %s', async (line, name, expected) => {
    mkdirSync(config(), { mode: 0o700 });
    const outside = join(machine.current.home, 'host.json');
    put(outside, JSON.stringify({ version: 1, profiles: { default: { org: 'org_long_name_before' } } }));
    put(join(config(), name), '');
    const { exit } = await inNamespace(`mount --bind ${outside} ${join(config(), name)} && aitronos ${line}`);
    expect(exit).toBe(0);
    expect(readFileSync(outside, 'utf8')).toContain(expected);
  });

  it.each([
    [
      'on a full disk',
      'mount -t tmpfs -o size=64k,mode=0700 none $C',
      'head -c 1000000 /dev/zero >$C/full 2>/dev/null',
      '',
    ],
    [
      'in a folder that only can be read',
      'mount -t tmpfs -o size=1m,mode=0700 none $C',
      '',
      'mount -o remount,ro $C',
    ],
    [
      'in place, where its own disk is full',
      'mkdir -p $C $C.disk; mount -t tmpfs -o size=64k none $C.disk; touch $C/credentials.json',
      'cp $C/credentials.json $C.disk/f; mount --bind $C.disk/f $C/credentials.json; head -c 1000000 /dev/zero >$C.disk/full 2>/dev/null',
      '',
    ],
  ])(
    'is not renewed %s: the old token is used while it is good, then the cause is said',
    async (_where, before, fill, after) => {
      mkdirSync(config(), { mode: 0o700 });
      for (const ends_ms of [50_000, 0]) {
        const good = ends_ms > 0;
        const source = join(machine.current.home, 'source.json');
        put(source, credentials(ends_ms));
        const { exit, stdout, stderr } = await inNamespace(
          [
            `C=${config()}`,
            before,
            `cp ${source} $C/credentials.json; chmod 600 $C/credentials.json`,
            fill || ':',
            after || ':',
            `aitronos ${DEACTIVATE} -q >/dev/null; code=$?`,
            'cat $C/credentials.json; exit $code',
          ].join('\n'),
        );
        expect(exit, stderr).toBe(good ? 0 : 1);
        expect(stderr).toMatch(
          good
            ? /^note: the access token was not renewed: .*(the disk is full|the disk is read-only)/
            : /^error: /,
        );
        expect(stderr).toMatch(/the disk is (?:full|read-only)/);
        expect(stderr).not.toContain('signed out');
        expect(server).toMatchObject({ refreshed: 0, refused: 0 });
        expect(profileIn(stdout)).toEqual(profileIn(readFileSync(source, 'utf8')));
      }
    },
  );
});
