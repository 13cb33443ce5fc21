import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deactivateFrom, interruptAfter, later, list } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const at = (name: string) => join(world.current.home, 'state', 'runs', RUN, name);
const sent = () =>
  world.current.requests.filter(({ path, method }) => method === 'DELETE' || path.endsWith('activate'));

/** A run of four users that stopped after two. */
async function begun(): Promise<void> {
  await world.current.sandbox({ users: 40 });
  const options = interruptAfter(world.current, 2);
  expect((await deactivateFrom(world.current, list(4), '--yes --concurrency 1', options)).exit).toBe(130);
  await later(world.current);
  world.current.requests.length = 0;
}

const LONG_LINE = `{"x":"${'a'.repeat(5 * 1024 * 1024)}"}\n`;

/** What lies in the place of a file of a run. */
const INSTEAD: readonly (readonly [what: string, put: (file: string) => Promise<unknown>])[] = [
  ['nothing', async () => {}],
  ['a folder', mkdir],
  ['a link to itself', (file) => symlink(file, file)],
  ['a link to nowhere', (file) => symlink('/nowhere/at/all', file)],
  ['a line of 5 MiB', (file) => writeFile(file, LONG_LINE, { mode: 0o600 })],
  ['5 MiB without a line end', (file) => writeFile(file, LONG_LINE.trimEnd(), { mode: 0o600 })],
];
const COMMANDS = [
  `runs show ${RUN}`,
  `runs resume ${RUN} --yes`,
  `runs retry ${RUN} --yes`,
  `runs verify ${RUN}`,
  `runs report ${RUN}`,
];

describe.each(['journal.jsonl', 'rows.jsonl'])('in the place of %s', (name) => {
  it.each(INSTEAD)('%s ends each command with its name and a cure, and sends nothing', async (_what, put) => {
    await begun();
    await rm(at(name));
    await put(at(name));
    for (const line of COMMANDS) {
      const { exit, stderr } = await world.current.run(line);
      // What only shows has the results of the journal, without the rows as well.
      expect(exit, `${line}: ${stderr}`).toBeLessThanOrEqual(5);
      expect(stderr, line).not.toMatch(/DEFECT|\n {2,}at /);
      if (exit === 1) expect(stderr, line).toContain(at(name));
      if (exit === 1) expect(stderr, line).toContain('hint: ');
      if (name === 'journal.jsonl') expect(exit, line).toBe(line.startsWith('runs report') ? 3 : 1);
    }
    expect(sent()).toEqual([]);
    expect((await world.current.run('runs list')).exit).toBe(0);
  });
});

describe('what mends a journal', () => {
  it.each([
    ['a folder', 'move it away: mv '],
    ['a link to itself', 'it is a link: rm '],
    ['a link to nowhere', 'it is a link to /nowhere/at/all, where nothing is: bring it back, '],
  ])('in whose place lies %s', async (wanted, cure) => {
    await begun();
    await rm(at('journal.jsonl'));
    for (const [what, put] of INSTEAD) if (what === wanted) await put(at('journal.jsonl'));
    expect((await world.current.run(`runs resume ${RUN} --yes`)).stderr).toContain(`hint: ${cure}`);
  });
});

/** A journal that is no more what its line in the ledger says. */
const EDITS: readonly (readonly [how: string, edit: (journal: string) => string])[] = [
  [
    'cut off after its first answer',
    (text) => text.slice(0, text.indexOf('\n', text.indexOf('{"row":')) + 1),
  ],
  ['an action changed', (text) => text.replaceAll('"action":"deactivate"', '"action":"remove"')],
  ['an answer changed', (text) => text.replace('"outcome":"changed"', '"outcome":"failed"')],
];

describe('a journal that was edited', () => {
  it.each(EDITS)('(%s) is told before anything is sent, and by reports afterwards', async (_how, edit) => {
    await begun();
    const journal = await readFile(at('journal.jsonl'), 'utf8');
    await writeFile(at('journal.jsonl'), edit(journal));
    const doubt = 'its journal does not match the ledger: it was edited or cut off since';
    for (const verb of ['retry', 'undo', 'resume']) {
      const { stderr } = await world.current.run(`runs ${verb} ${RUN} --yes`);
      expect(stderr, verb).toContain(`note: run ${RUN} may not be what was done: ${doubt}: aitronos`);
    }
    expect((await world.current.run(`runs show ${RUN}`)).stderr).toContain(doubt);
    const report = await world.current.run(`runs report ${RUN}`);
    expect(report.exit).toBe(3);
    expect(report.stderr).toContain(doubt);
    expect((await world.current.run(`runs verify ${RUN}`)).stderr).toContain(doubt);
    expect((await world.current.run('runs verify --journal')).exit).toBe(3);
  });

  it('is told also where its rows were: they say who a record is about', async () => {
    await begun();
    const rows = await readFile(at('rows.jsonl'), 'utf8');
    await writeFile(at('rows.jsonl'), rows.replace(/usr_\w/, 'usr_x'));
    const doubt = 'its rows are not those that were checked when it began';
    const { stderr } = await world.current.run(`runs show ${RUN}`);
    expect(stderr).toContain(`may not be what was done: ${doubt}`);
    const { stdout } = await world.current.run('runs verify --journal -o csv --fields state,what');
    expect(stdout).toContain(`edited,${doubt}\r\n`);
  });

  it('by nobody is not told', async () => {
    await begun();
    for (const verb of ['show', 'resume', 'retry', 'undo', 'report', 'verify']) {
      const { stderr } = await world.current.run(
        `runs ${verb} ${RUN} ${['show', 'report', 'verify'].includes(verb) ? '' : '--yes'}`,
      );
      expect(stderr, verb).not.toContain('may not be what was done');
    }
  });
});
