import { describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../../../world.ts';
import { file, later } from './leavers.ts';

const world = useWorld();

/** What is asked, as one line: the terminal breaks it anywhere. */
async function question(line: string): Promise<string> {
  const ended = await world.current.run(line, { terminal: true, columns: 2000, stdin: '\u001b' });
  expect(ended.exit).toBe(130);
  return ended.stderr.replaceAll(/\s+/g, ' ');
}

describe('the question of a run', () => {
  it('names the first people, where resources go, and the columns', async () => {
    const rows = ['Work Email,Name,Transfer to'];
    for (const who of ['jane', 'john', 'zoe', 'yamada', 'new', 'omar']) rows.push(`${who}@example.com,x,`);
    const path = await file(world.current, 'leavers.csv', rows.join('\n'));
    const said = await question(`users deactivate --from ${path} ${ORG} --transfer-to Sales`);
    expect(said).toContain(
      'Deactivate 6 users of org_xyz789? Their resources go to Sales (dept_sales001). They are ' +
        'Jane Doe (jane@example.com), John Smith (john@example.com), Zoë Müller-Łuczak (zoe@example.com), ' +
        '山田 太郎 (yamada@example.com), new@example.com (usr_new01) and 1 more. ' +
        'Columns read: email (Work Email), transfer_to (Transfer to).',
    );
  });

  it('tells which row names somebody else than its address, also where -q tells no notes', async () => {
    const rows = 'Name,Email\n"Doe, Jane",john@example.com\nBob Stone,zoe@example.com\n';
    const path = await file(world.current, 'others.csv', rows);
    expect(await question(`users remove --from ${path} ${ORG} -q`)).toContain(
      'Names differ: line 2 names "Doe, Jane", but john@example.com is John Smith and 1 more.',
    );
  });

  it('names those who are typed, and whom the API does not know by their ids', async () => {
    const said = await question(`users reactivate usr_abc123 usr_nobody ${ORG}`);
    expect(said).toContain('They are Jane Doe (jane@example.com), usr_nobody.');
    expect(said).not.toContain('Columns read');
  });

  it('names whom it invites', async () => {
    const path = await file(
      world.current,
      'new.csv',
      'email,name\nkim@new.example,Kim Ito\nlee@new.example,\n',
    );
    expect(await question(`users invite --from ${path} ${ORG}`)).toContain(
      'They are Kim Ito (kim@new.example), lee@new.example.',
    );
  });

  it('reads no names where --no-check is given', async () => {
    const path = await file(
      world.current,
      'ids.csv',
      'manager,user_id\nann@x.example,usr_abc123\n,usr_def456\n',
    );
    const said = await question(`users remove --from ${path} ${ORG} --no-check`);
    expect(said).toContain('They are usr_abc123, usr_def456. Columns read: user_id.');
    expect(world.current.requests).toEqual([]);
  });

  it('says that the list is what another command made', async () => {
    const w = world.current;
    const line = `users deactivate usr_def456 usr_zoe01 ${ORG} --transfer-to dept_eng001 --yes -o csv`;
    const path = await file(w, 'results.csv', (await w.run(line)).stdout);
    await later(w);
    expect(await question(`users remove --from ${path} ${ORG}`)).toContain(
      'The file holds results of another command, not a list that was made for this one.',
    );
    const record = { schema_version: 1, action: 'deactivate', user_id: 'usr_def456', outcome: 'changed' };
    const json = await file(w, 'results.jsonl', `${JSON.stringify(record)}\n`);
    expect(await question(`users remove --from ${json} ${ORG}`)).toContain(
      'The file holds results of another command (deactivate), not a list',
    );
    const own = await file(w, 'own.jsonl', `${JSON.stringify({ ...record, action: 'remove' })}\n`);
    expect(await question(`users remove --from ${own} ${ORG}`)).toContain(
      'The file holds results of an earlier remove.',
    );
  });

  it('draws nothing of a hostile name', async () => {
    const w = world.current;
    const evil = { status: 200, body: { id: 'usr_1', full_name: 'A\u001b[2J\u202eB', email: 'a@b.c' } };
    await w.script({ status: 404, body: {} }, { status: 404, body: {} }, evil);
    const said = await question(`users reactivate usr_1 usr_2 ${ORG}`);
    expect(said).not.toContain('\u001b[2J');
    expect(said).not.toContain('\u202e');
  });
});
