import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { deactivateFrom, interruptAfter, list, NOT_FOUND, refusal } from './leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';

/** A terminal that hears what stands on stderr when the first piece of the answer comes: a second Ctrl-C ends it there. */
class EndedEarly extends Writable {
  readonly isTTY = true;
  readonly columns = 80;
  stderr: string | null = null;
  readonly #said: () => string;

  constructor(said: () => string) {
    super();
    this.#said = said;
  }

  override _write(_chunk: Buffer, _encoding: string, done: () => void): void {
    this.stderr ??= this.#said();
    done();
  }
}

/** What stands on stderr when the answer from a line begins. */
async function saidBefore(work: (stdout: Writable) => Promise<unknown>): Promise<string> {
  const stdout = new EndedEarly(() => world.current.said);
  await work(stdout);
  expect(stdout.stderr).not.toBe(null);
  return stdout.stderr ?? '';
}

const counts = (words: string) => `note: ${words}; to see them again: aitronos runs show ${RUN}\n`;

describe('before the table of a run is printed, stderr has the counts and the next commands', () => {
  it.each(['table', 'csv', 'json'])('of one that was interrupted (%s)', async (format) => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const options = interruptAfter(w, 1);
    const more = `--yes --concurrency 1 -o ${format}`;
    const said = await saidBefore((stdout) => deactivateFrom(w, list(5), more, { ...options, stdout }));
    expect(said).toContain(counts('5 users: 1 changed, 4 not sent'));
    expect(said).toContain(`note: to undo: aitronos runs undo ${RUN}\n`);
    expect(said.split(`: aitronos runs resume ${RUN}\n`)).toHaveLength(2);
  });

  it('of one whose token is no longer accepted', async () => {
    const w = world.current;
    await w.script(refusal(401, 'TOKEN_EXPIRED'));
    const said = await saidBefore((stdout) =>
      deactivateFrom(w, list(2), '--yes --concurrency 1 --no-check', { stdout }),
    );
    expect(said).toContain(counts('2 users: 1 failed, 1 not sent'));
    expect(said).toContain(
      'note: next: put a good token into AITRONOS_ACCESS_TOKEN, or unset it and sign in: `aitronos auth login`, and then: ' +
        `aitronos runs resume ${RUN}\n`,
    );
  });

  it('of one in which rows failed, after them', async () => {
    const w = world.current;
    const said = await saidBefore((stdout) =>
      deactivateFrom(w, 'usr_abc123\nusr_nobody\n', '--yes', { stdout }),
    );
    expect(said).toMatch(/^failed: row 2, usr_nobody: /);
    expect(said).toContain(counts('2 users: 1 changed, 1 failed'));
    expect(said).toContain(`note: next: USER_NOT_FOUND, 1 user: ${NOT_FOUND}\n`);
  });

  it('of one that went well', async () => {
    const w = world.current;
    const said = await saidBefore((stdout) => deactivateFrom(w, 'usr_abc123\n', '--yes', { stdout }));
    expect(said).toBe(`${counts('1 user: 1 changed')}note: to undo: aitronos runs undo ${RUN}\n`);
  });

  it.each(['resume', 'undo'])('of one that is taken up again (%s)', async (verb) => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    await deactivateFrom(w, list(5), '--yes --concurrency 1', interruptAfter(w, 1));
    await w.clock.sleep(1000);
    const said = await saidBefore((stdout) => w.run(`runs ${verb} ${RUN} --yes`, { stdout }));
    expect(said).toMatch(/^note: \d users?: \d changed; to see them again: aitronos runs show /m);
  });
});

describe('the first interrupt says what a second one would leave behind', () => {
  it.each([true, false])('at a terminal: %s', async (terminal) => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const options = { ...interruptAfter(w, 1), terminal };
    const { stderr } = await deactivateFrom(w, list(5), '--yes --concurrency 1', options);
    const notes = [
      `note: ${RUN}: stopping once the requests under way are answered\n`,
      'note: a second Ctrl-C stops at once; requests under way may still take effect\n',
      `note: to continue later: aitronos runs resume ${RUN}\n`,
    ];
    expect(stderr).toContain(notes.join(''));
    for (const note of notes) expect(note.trimEnd().length).toBeLessThanOrEqual(80);
  });

  it('says nothing with --quiet but the error', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const { stderr } = await deactivateFrom(w, list(5), '--yes -q --concurrency 1', interruptAfter(w, 1));
    expect(stderr).toMatch(/^error: interrupted: 4 of 5 users are not done \(INTERRUPTED\)\nhint: .*\n$/);
  });
});
