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

  it('puts nothing in the place of a link whose folder is not there', async () => {
    link(file, ['far/away/file.json']);
    const { exit, stderr } = await world.current.run(line, { stdin, env });
    expect(exit).toBe(1);
    expect(stderr).toContain(`error: cannot write ${here('config', file)}: there is no such file or folder`);
    expect(stderr).toContain(`it is a link to ${here('far/away/file.json')}`);
    expect(lstatSync(here('config', file)).isSymbolicLink()).toBe(true);
    expect(existsSync(here('far'))).toBe(false);
  });
});
