import { existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const here = (...names: readonly string[]) => join(world.current.home, ...names);
const env = { AITRONOS_ACCESS_TOKEN: undefined };

/** What writes a file of the configuration folder. */
const WRITERS: readonly (readonly [line: string, stdin: string, file: string])[] = [
  ['config set org org_other1', '', 'config.json'],
  ['auth login --with-token', 'a-new-token\n', 'credentials.json'],
];

/** Where the links lead, one to the next; nothing is at the end of them yet. */
const ENDS: readonly (readonly string[])[] = [
  ['far/config.json'],
  ['far/secrets'],
  ['far/of.work.yaml'],
  ['far/link.json', 'further/file.json'],
];

/** A link of dotfiles leads into a folder that may not be there, such as an encrypted one. */
function link(file: string, ends: readonly string[]): string {
  mkdirSync(here('config'), { mode: 0o700 });
  const places = [here('config', file), ...ends.map((end) => here(end))];
  for (const [index, place] of places.slice(0, -1).entries()) {
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    symlinkSync(places[index + 1] ?? '', place);
  }
  return places.at(-1) ?? '';
}

describe.skipIf(process.platform === 'win32').each(WRITERS)('%s', (line, stdin, file) => {
  it.each(ENDS)('is written through a link whose file is not there yet: %s %s', async (...ends) => {
    const target = link(
      file,
      ends.filter((end) => typeof end === 'string'),
    );
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    expect(await world.current.run(line, { stdin, env })).toMatchObject({ exit: 0 });
    expect(lstatSync(here('config', file)).isSymbolicLink()).toBe(true);
    expect(statSync(target).mode & 0o777).toBe(0o600);
    expect(readFileSync(target, 'utf8')).toMatch(/org_other1|a-new-token/);
  });

  it('is written where a relative link leads from a folder that is a link itself', async () => {
    for (const folder of ['dots/own', 'dots/far']) mkdirSync(here(folder), { recursive: true, mode: 0o700 });
    symlinkSync(here('dots/own'), here('config'));
    symlinkSync(`../far/${file}`, here('config', file));
    expect(await world.current.run(line, { stdin, env })).toMatchObject({ exit: 0 });
    expect(readFileSync(here('dots/far', file), 'utf8')).toMatch(/org_other1|a-new-token/);
  });

  it('puts nothing in the place of a link whose folder is not there', async () => {
    link(file, ['far/away/file.json']);
    const { exit, stderr } = await world.current.run(line, { stdin, env });
    expect(exit).toBe(1);
    expect(stderr).toContain(
      `error: ${here('config', file)} is a link to ${here('far/away/file.json')}, where nothing is`,
    );
    expect(lstatSync(here('config', file)).isSymbolicLink()).toBe(true);
    expect(existsSync(here('far'))).toBe(false);
  });
});

/** What reads each place, or notes that it cannot: guards and runs are not given up while their disk is away. */
const AWAY: readonly (readonly [place: string, line: string, exit: number, words: string])[] = [
  ['config', 'users reactivate usr_left01 --org org_xyz789', 1, ''],
  ['config', 'config list', 1, ''],
  ['config', 'doctor', 1, 'failed   config folder'],
  ['config', 'config path', 0, ''],
  ['config/config.json', 'users reactivate usr_left01 --org org_xyz789', 1, ''],
  ['config/config.json', 'doctor', 1, 'failed   config folder'],
  ['config/credentials.json', 'auth status', 1, ''],
  ['state', 'runs list', 1, ''],
  ['state', 'doctor', 1, 'failed   state folder'],
  ['state/runs', 'runs list', 1, ''],
  ['state/runs', 'runs show', 1, ''],
  ['state/runs', 'runs delete --before 2030-01-01 --yes', 1, ''],
  ['state/runs', 'runs verify --journal', 1, ''],
  ['state/runs', 'runs report --since 2020-01-01', 1, ''],
  ['state/runs', 'doctor', 1, 'failed   state folder'],
  ['state/runs', 'users reactivate usr_left01 usr_zoe01 --org org_xyz789 --yes', 1, ''],
  ['state/runs', 'users reactivate usr_left01 --org org_xyz789', 0, 'note: this call is not recorded: '],
];

describe.skipIf(process.platform === 'win32')('a link whose disk is away', () => {
  it.each(AWAY)('at %s: %s', async (place, line, wanted, words) => {
    mkdirSync(dirname(here(place)), { recursive: true, mode: 0o700 });
    symlinkSync(here('disk/away'), here(place));
    const { exit, stdout, stderr } = await world.current.run(line, {
      env: place.includes('cred') ? env : {},
    });
    expect(exit).toBe(wanted);
    const told = stdout + stderr;
    expect(told).toContain(words);
    if (line === 'config path') return expect(told).not.toContain('is a link');
    expect(told).toContain(`${here(place)} is a link to ${here('disk/away')}, where nothing is`);
    if (wanted === 1) expect(told).toContain('bring it back, or mount its disk');
  });
});
