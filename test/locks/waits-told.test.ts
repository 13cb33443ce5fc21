import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { commandFacts, exitCodesOf } from '../../src/commands/tree/command-facts.ts';
import { leaseFile } from '../../src/runs/journal/run-folders.ts';
import { thisHolder } from '../../src/system/locks/lock-holder.ts';
import { folderOf, sign, signatureOf } from '../../src/system/locks/lock-signature.ts';
import { deactivateFrom, interruptAfter, later, list } from '../commands/users/many/leavers.ts';
import { SIGNED_OUT, TO, useWorld } from '../world.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const HERE = `process ${process.ppid} on ${hostname()}`;

const done = () => deactivateFrom(world.current, list(2));
const signedIn = () => world.current.run('auth login --with-token', { env: SIGNED_OUT, stdin: 'access-1' });
const interrupted = () =>
  deactivateFrom(world.current, list(4), '--yes --concurrency 1', interruptAfter(world.current, 2));

interface Case {
  /** The file whose lock another process holds, in the home of the world. */
  readonly file: string;
  readonly line: string;
  /** What is told once that took a second, behind the seconds that are left. */
  readonly told: string;
  readonly before?: () => Promise<unknown>;
  /** Where a holder is told from what it says of itself: that it is on another machine. */
  readonly elsewhere?: true;
  readonly unsigned?: true;
}

const LEASE = leaseFile(join('state/runs', RUN));

const CASES: readonly Case[] = [
  { file: 'config/config.json', line: `config set org org_xyz789`, told: `${HERE} is changing config.json` },
  {
    file: 'config/credentials.json',
    line: 'auth logout',
    told: `${HERE} is changing credentials.json`,
    before: signedIn,
  },
  {
    file: 'state/runs/.ledger',
    line: `users deactivate usr_abc123 ${TO}`,
    told: `${HERE} is writing into the ledger`,
  },
  {
    file: 'state/runs/.ledger',
    line: `users deactivate usr_000003 usr_000004 ${TO} --yes`,
    told: `${HERE} is writing into the ledger`,
  },
  {
    file: 'state/runs/.ledger',
    line: `runs resume ${RUN} --yes`,
    told: `${HERE} is writing into the ledger`,
    before: interrupted,
  },
  { file: 'state/runs/.verified', line: 'runs verify', told: `${HERE} is keeping a check`, before: done },
  {
    file: LEASE,
    line: `runs resume ${RUN} --yes`,
    told: `process ${process.ppid} on elsewhere is working on this run, or has ended`,
    before: interrupted,
    elsewhere: true,
  },
  {
    file: LEASE,
    line: `runs undo ${RUN} --yes`,
    told: 'another process is working on this run, or has ended',
    before: interrupted,
    unsigned: true,
  },
  {
    file: 'state/sandbox/changes.jsonl',
    line: 'sandbox reset',
    told: 'another process is using the data of the sandbox',
    unsigned: true,
  },
];

/** Runs the line of a case while its file is locked; `meanwhile` is called as soon as the wait is told. */
async function runHeldUp(
  { file: name, line, told, before, elsewhere, unsigned }: Case,
  meanwhile: (release: () => Promise<void>) => Promise<void>,
  interrupt = new AbortController(),
) {
  const w = world.current;
  await w.sandbox({ users: 40 });
  await before?.();
  await later(w);
  const file = join(w.home, name);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await mkdir(folderOf(file));
  const here = thisHolder({ pid: process.ppid, isAlive: () => true }, w.clock.now());
  if (!unsigned) sign(file, elsewhere ? { ...here, host: 'elsewhere', boot: 'another' } : here);
  const passing = setInterval(() => void w.clock.sleep(1_000), 5);
  const release = async () => {
    await rm(signatureOf(file), { force: true });
    await rm(folderOf(file), { recursive: true, force: true });
  };
  const answer = () => meanwhile(release).then(() => '');
  const ended = await w.run(line, { terminal: true, answers: [[told, answer]], interrupt });
  clearInterval(passing);
  expect(ended.stderr).toMatch(/waiting at most \d+ s: /);
  expect(ended.stderr).toContain(told);
  return { ...ended, isHeld: existsSync(folderOf(file)) };
}

const titled = (cases: readonly Case[]) => cases.map((one) => [one.line, one.file, one] as const);

it.each(titled(CASES))(
  '%s, held up at %s, tells by whom after a second, and goes on',
  async (_l, _f, one) => {
    expect(await runHeldUp(one, (release) => release())).toMatchObject({ exit: 0 });
  },
);

const isRecord = ({ file }: Case) => /\.(?:ledger|verified)$/.test(file);

it.each(titled(CASES.filter((one) => !isRecord(one))))(
  '%s, held up at %s, is ended by the first interrupt, with nothing done',
  async (_line, _file, one) => {
    const interrupt = new AbortController();
    const sent = () => world.current.requests.filter(({ method }) => method !== 'GET').length;
    let before = 0;
    const meanwhile = async () => {
      before = sent();
      interrupt.abort();
    };
    const { exit, stderr, isHeld } = await runHeldUp(one, meanwhile, interrupt);
    expect({ exit, isHeld, sent: sent() - before }).toEqual({ exit: 130, isHeld: true, sent: 0 });
    expect(stderr).toContain('interrupted');
  },
);

it.each(titled(CASES.filter(isRecord)))(
  '%s, held up at %s, records what is done also after an interrupt',
  async (_line, _file, one) => {
    const interrupt = new AbortController();
    const meanwhile = async (release: () => Promise<void>) => {
      interrupt.abort();
      setTimeout(release, 60);
    };
    const { stderr } = await runHeldUp(one, meanwhile, interrupt);
    expect(stderr).not.toContain('could not be');
  },
);

it.each([
  ['config/config.json', 'config set org org_xyz789'],
  ['config/config.json', 'auth switch default'],
  ['config/credentials.json', 'auth login --with-token'],
  ['config/credentials.json', 'auth token'],
  ['state/runs/.applying', 'runs apply plan.json --yes'],
])('a lock at %s that stays held ends `%s` as said before, and may be tried again', async (name, line) => {
  const w = world.current;
  const plan = join(w.home, 'plan.json');
  if (line.startsWith('runs')) await w.run(`users deactivate usr_abc123 ${TO} --plan ${plan}`);
  const over = `e30.${btoa('{"exp":1}')}.e30\nrefresh-1`;
  const signedOut = line === 'auth token' ? { env: SIGNED_OUT } : {};
  if (line === 'auth token') await w.run('auth login --refresh-token-stdin', { ...signedOut, stdin: over });
  const file = join(w.home, name);
  await mkdir(folderOf(file), { recursive: true, mode: 0o700 });
  sign(file, thisHolder({ pid: process.ppid, isAlive: () => true }, w.clock.now()));
  let now = 0;
  const time = vi.spyOn(performance, 'now').mockImplementation(() => (now += 4_000));
  const typed = line.replace('plan.json', plan);
  const { exit, stderr } = await w.run(`${typed} --json`, { stdin: 'access-1', ...signedOut });
  time.mockRestore();
  const told = stderr.split('\n').findLast((each) => each.startsWith('{')) ?? '';
  expect({ exit, ...JSON.parse(told).error }).toMatchObject({ exit: 5, code: 'LOCKED', retryable: true });
  expect(stderr.match(/nothing was sent/g)?.length ?? 0).toBeLessThan(2);
  const facts = commandFacts(line.split(' ', 2).join(' '));
  expect(facts && exitCodesOf(facts)).toContain(exit);
});

it.each([
  ['at a pipe', {}],
  ['with --quiet', { terminal: true }],
] as const)('nothing is told %s', async (how, options) => {
  const w = world.current;
  const file = join(w.home, 'config/config.json');
  await mkdir(folderOf(file), { recursive: true, mode: 0o700 });
  sign(file, thisHolder({ pid: process.ppid, isAlive: () => true }, w.clock.now()));
  const ended = w.run(`config set org org_xyz789 ${how === 'with --quiet' ? '-q' : ''}`, options);
  for (let second = 0; second < 3; second += 1) await w.clock.sleep(1_000);
  await rm(signatureOf(file));
  await rm(folderOf(file), { recursive: true });
  expect(await ended).toMatchObject({ exit: 0, stderr: '' });
});
