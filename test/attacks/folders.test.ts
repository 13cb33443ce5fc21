import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DONE, deactivateFrom, list, refusal, runFolder } from '../commands/users/many/leavers.ts';
import { perhaps } from '../scripted-server.ts';
import { type Ended, useWorld } from '../world.ts';

const world = useWorld(tmpdir());
const here = (...names: string[]) => join(world.current.home, ...names);

function put(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value), { mode: 0o600 });
}

const CHANGED = { org: 'org_xyz789', 'api-url': 'http://127.0.0.1:9' };
const settings = () => put(here('config', 'config.json'), { version: 1, profiles: { default: CHANGED } });

function tokens(): void {
  const session = { access_token: 'sandbox-access-token', origin: new URL(world.current.url).origin };
  put(here('config', 'credentials.json'), { version: 1, profiles: { default: session } });
}

const RUN = 'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes';

/** A run that was stopped before its end; its folder. */
async function openRun(): Promise<string> {
  await world.current.script(DONE, refusal(404, 'USER_NOT_FOUND'), perhaps(DONE));
  await deactivateFrom(world.current, list(4), '--yes --concurrency 1 --fail-fast');
  world.current.requests.length = 0;
  return runFolder(world.current);
}

interface Place {
  readonly what: string;
  readonly line: string;
  /** Furnishes it; gives back the paths that lead to what is read, the file or folder itself first. */
  readonly furnish: () => string[] | Promise<string[]>;
  readonly env?: Readonly<Record<string, undefined>>;
}

/** Everything of ours that is read, and a command that reads it. A new kind of file is one line more. */
const PLACES: readonly Place[] = [
  {
    what: 'config.json',
    line: 'users get usr_abc123',
    furnish: () => {
      settings();
      return [here('config', 'config.json'), here('config')];
    },
    env: { AITRONOS_API_URL: undefined },
  },
  {
    what: 'credentials.json',
    line: 'users get usr_abc123 --org org_xyz789',
    furnish: () => {
      tokens();
      return [here('config', 'credentials.json'), here('config')];
    },
    env: { AITRONOS_ACCESS_TOKEN: undefined },
  },
  ...['journal.jsonl', 'rows.jsonl'].map((name) => ({
    what: `${name} of a run`,
    line: 'runs resume 2026 --yes',
    furnish: async () => {
      const folder = await openRun();
      return [join(folder, name), folder, here('state', 'runs'), here('state')];
    },
  })),
  {
    what: 'the journal of a single change',
    line: 'runs resume 2026 --yes',
    furnish: async () => {
      await world.current.script(refusal(429, 'RATE_LIMITED'), perhaps(DONE));
      await world.current.deactivate('--retries 0');
      world.current.requests.length = 0;
      const [name = ''] = readdirSync(here('state', 'runs')).filter((each) => each.startsWith('2026'));
      return [here('state', 'runs', name), here('state', 'runs'), here('state')];
    },
  },
  {
    what: 'holder of a run',
    line: 'runs resume 2026 --yes',
    furnish: async () => {
      const folder = await openRun();
      put(join(folder, 'run.holder'), {});
      return [join(folder, 'run.holder')];
    },
  },
  {
    what: 'a folder of runs',
    line: 'runs list',
    furnish: () => {
      mkdirSync(here('state', 'runs'), { recursive: true, mode: 0o700 });
      return [here('state', 'runs'), here('state')];
    },
  },
  {
    what: 'the folder of a new run',
    line: RUN,
    furnish: () => {
      mkdirSync(here('state'), { mode: 0o700 });
      return [here('state')];
    },
  },
  {
    what: 'the ledger',
    line: 'runs verify --journal',
    furnish: async () => {
      await openRun();
      return [here('state', 'runs', 'ledger.jsonl'), here('state', 'runs'), here('state')];
    },
  },
  ...['changes.jsonl', 'sign-ins.json'].map((name) => ({
    what: `${name} of the sandbox`,
    line: 'users get usr_abc123 --org org_xyz789 --sandbox',
    furnish: () => {
      put(here('state', 'sandbox', name), name === 'changes.jsonl' ? '{"sandbox":1,"users":null}\n' : {});
      return [here('state', 'sandbox', name), here('state', 'sandbox'), here('state')];
    },
    env: { AITRONOS_API_URL: undefined, AITRONOS_ACCESS_TOKEN: undefined },
  })),
];

const onUnix = describe.skipIf(process.platform === 'win32');

function refused({ exit, stdout, stderr }: Ended, path: string): void {
  expect({ exit, stdout }, stderr).toEqual({ exit: 1, stdout: '' });
  expect(stderr).toContain('(UNTRUSTED_FILE)\nhint: ');
  expect(stderr).toContain(path);
  expect(world.current.requests).toEqual([]);
}

onUnix.each(PLACES)('$what that others can write', ({ line, furnish, env = {} }) => {
  it.each([0o020, 0o002, 0o022])('is refused with its cure, and the cure helps (mode | %o)', async (bits) => {
    for (const path of await furnish()) {
      chmodSync(path, 0o700 | bits);
      refused(await world.current.run(line, { env }), path);
      const { stderr } = await world.current.run(line, { env });
      const cure = /then: (.*?); or name another folder/.exec(stderr)?.[1] ?? '';
      expect(cure).toBe(`chmod go-w ${path}`);
      execFileSync('sh', ['-c', cure]);
      expect((await world.current.run(line.replace('--yes', '--dry-run'), { env })).stderr).not.toContain(
        'UNTRUSTED_FILE',
      );
      world.current.requests.length = 0;
    }
  });

  it('is refused also where a folder above it is open, unless that is sticky', async () => {
    await furnish();
    chmodSync(world.current.home, 0o777);
    refused(await world.current.run(line, { env }), world.current.home);
    chmodSync(world.current.home, 0o1777);
    const { stderr } = await world.current.run(line.replace('--yes', '--dry-run'), { env });
    expect(stderr).not.toContain('UNTRUSTED_FILE');
  });
});

/** What can stand in the place of a file, and would be waited for, or fill the memory. */
const KINDS: readonly (readonly [kind: string, expected: RegExp, make: (path: string) => void])[] = [
  ['a named pipe', /a named pipe/, (path) => execFileSync('mkfifo', ['-m', '600', path])],
  ['a link to a device', /a device/, (path) => symlinkSync('/dev/zero', path)],
  ['a terminal', /a device/, (path) => symlinkSync('/dev/tty', path)],
  [
    'a file of 15 TB',
    /has \d+ bytes/,
    (path) => {
      writeFileSync(path, '', { mode: 0o600 });
      truncateSync(path, 15 * 1024 ** 4);
    },
  ],
];

onUnix.each(PLACES.filter(({ what }) => !what.includes('folder')))('in the place of $what', (place) => {
  it.each(KINDS)('%s is refused at once', async (_kind, expected, make) => {
    const [path = ''] = await place.furnish();
    rmSync(path);
    make(path);
    const ended = await world.current.run(place.line, { env: place.env ?? {} });
    refused(ended, path);
    expect(ended.stderr).toMatch(expected);
  });
});

/** Links of one's own are followed, and where they lead is judged as if it stood there. */
onUnix.each(PLACES.filter(({ what }) => !what.includes('folder')))('a link for $what', (place) => {
  it.each([
    ['to a file of this user', 0o600, 0o700],
    ['to a file that others can write', 0o622, 0o700],
    ['into a folder that others can write', 0o600, 0o777],
  ])('%s', async (_where, mode, folderMode) => {
    const [path = ''] = await place.furnish();
    const far = here('far', basename(path));
    mkdirSync(dirname(far));
    renameSync(path, far);
    symlinkSync(far, path);
    chmodSync(far, mode);
    chmodSync(dirname(far), folderMode);
    const ended = await world.current.run(place.line, { env: place.env ?? {} });
    if (mode === 0o622) refused(ended, far);
    else if (folderMode === 0o777) refused(ended, dirname(far));
    else expect(ended.stderr).not.toContain('UNTRUSTED_FILE');
  });
});

onUnix('what is written', () => {
  it.each([
    ['config set org org_other1', ''],
    ['auth login --with-token', 'a-new-token\n'],
  ])('%s goes into no folder that others can write', async (line, stdin) => {
    mkdirSync(here('config'));
    chmodSync(here('config'), 0o777);
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    refused(await world.current.run(line, { stdin, env }), here('config'));
    expect(readdirSync(here('config'))).toEqual([]);
  });
});

onUnix('a file in the place of the folder of runs', () => {
  it.each(['runs list', 'runs show 2'])('is told by %s', async (line) => {
    put(here('state', 'runs'), '');
    const { exit, stderr } = await world.current.run(line);
    expect(exit).toBe(1);
    expect(stderr).toContain(`error: cannot read ${here('state', 'runs')}: a part of the path is a file`);
  });

  it.each([
    ['usr_abc123', 0],
    ['usr_abc123 --reason left', 1],
    ['usr_abc123 usr_zoe01 --yes', 1],
  ])('is told by users deactivate %s', async (words, exit) => {
    put(here('state', 'runs'), '');
    const ended = await world.current.run(
      `users deactivate ${words} --org org_xyz789 --transfer-to dept_eng001`,
    );
    expect(ended.exit).toBe(exit);
    expect(ended.stderr).toContain(here('state', 'runs'));
    expect(ended.stderr).toContain(': a part of the path is a file, not a folder');
  });
});
