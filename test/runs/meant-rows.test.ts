import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isStateName } from '../../src/runs/input/meant/state-names.ts';
import { file } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const example = (name: string) => readFileSync(join(import.meta.dirname, '../data/files', name));

/** Who was deactivated. */
const deactivated = (): string[] =>
  world.current.requests.flatMap(({ method, path }) =>
    method === 'POST' && path.endsWith('/deactivate') ? [path.split('/').at(-2) ?? ''] : [],
  );

/** Deactivates whom a file names, with further words of the command line. */
async function run(content: string | Uint8Array, ...words: readonly string[]) {
  const path = await file(world.current, 'leavers', content);
  const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--yes'];
  const ended = await world.current.run(['users', 'deactivate', '--from', path, ...target, ...words]);
  return { ...ended, sent: deactivated() };
}

const refused = async (content: string | Uint8Array, ...words: readonly string[]) => {
  const ended = await run(content, ...words);
  expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
  return ended.stderr;
};

describe('a column that says who is in which state', () => {
  const everybody: readonly (readonly [content: string | Buffer, said: string, mended: string])[] = [
    [example('001-google-users-export.csv'), 'Active (1), Suspended (1)', 'Status [READ ONLY]=Suspended'],
    [example('003-entra-user-export.csv'), 'TRUE (1), FALSE (1)', 'accountEnabled=FALSE'],
    [example('006-gam-print-users.csv'), 'False (1), True (1)', 'suspended=True'],
    ['email,Is Active\njane@example.com,no\nada@example.com,yes\n', 'yes (1), no (1)', 'Is Active=no'],
    [
      '{"email":"jane@example.com","archived":true}\n{"email":"a@b.c","archived":false}\n',
      'archived',
      'archived=true',
    ],
  ];
  it.each(everybody)(
    'is refused with several values in it, each with its line: %#',
    async (content, said, where) => {
      const stderr = await refused(content);
      expect(stderr).toContain(said);
      expect(stderr).toContain(`--where '${where}'\n`);
      expect(stderr).toContain('--ignore-column');
      expect((await run(content, '--where', where)).sent).toEqual(['usr_abc123']);
    },
  );

  it('is only told with one value in it, and nothing at all without', async () => {
    const one = await run('email,Status\njane@example.com,Active\n');
    expect(one).toMatchObject({ exit: 0, sent: ['usr_abc123'] });
    expect(one.stderr).toContain('Status is Active in every row');
    expect((await run('email,Status\njane@example.com,\n')).stderr).not.toContain('Status is');
  });

  it('does not count an empty cell as a state, and not the case of one', async () => {
    const { exit, stderr } = await run(
      'user_id,State\nusr_abc123,left\nusr_def456, LEFT \nusr_000001,\n',
      '--dry-run',
    );
    expect(exit).toBe(0);
    expect(stderr).toContain('State is left in 2 of 3 rows');
  });

  it('means nothing where --ignore-column says so', async () => {
    const { exit, stderr } = await run(
      'user_id,Status\nusr_abc123,on\nusr_def456,off\n',
      '--ignore-column',
      'status',
    );
    expect(exit).toBe(0);
    expect(stderr).not.toContain('Status is');
  });

  it('is refused also where it appears far down a file of JSON', async () => {
    const rows = Array.from({ length: 1100 }, (_, index) =>
      JSON.stringify({ user_id: `usr_${index}`, ...(index > 1050 && { status: index % 2 ? 'on' : 'off' }) }),
    );
    expect(await refused(rows.join('\n'))).toContain('status holds');
  });

  const STATES =
    'status|State|Account status|account_status|EMPLOYMENT STATUS|active|Is Active?|enabled|accountEnabled|isSuspended|suspended|archived|Disabled|Worker Status|User Status|customSchemas.HR.status|Status [READ ONLY]|Employee Status (current)|Soft deleted|Mitarbeiterstatus|Status des Kontos|aktiv|Aktiv?|gesperrt|Beschäftigungsstatus|Statut|statut du compte|actif|État|désactivé|Stato|stato del rapporto|attivo|sospeso|Stato utente';
  it.each(STATES.split('|'))('may be called %s', (name) => {
    expect(isStateName(name)).toBe(true);
  });

  const OTHERS =
    'email|Marital status|Order status|2sv enrolled|department|Manager|Statement|Stateroom|United States|name|Is Manager|Visa status|MFA state|Employee|Account|read only';
  it.each(OTHERS.split('|'))('is not called %s', (name) => {
    expect(isStateName(name)).toBe(false);
  });
});

describe('--where', () => {
  const FILE =
    'user_id,Status,Group (old)\nusr_abc123,Suspended,"A, B"\nusr_def456,Active,C\nusr_0,Left,a=b\n';
  const ways: readonly (readonly [where: readonly string[], sent: number])[] = [
    [['status=suspended'], 1],
    [['STATUS = Suspended'], 1],
    [['#2=Suspended'], 1],
    [['Status=Suspended,left'], 2],
    [['Status!=Active'], 2],
    [['Status!=Active, Left'], 1],
    [['Status!=Active', 'Group (old)="A, B"'], 1],
    [['Status!=Active', 'group!=C'], 2],
    [['Status!=Active', 'Group (old)=a=b'], 1],
  ];
  it.each(ways)('%j chooses %i', async (where, count) => {
    const words = where.flatMap((text) => ['--where', text]);
    const { exit, stdout, stderr } = await run(FILE, ...words, '--dry-run', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).requests).toHaveLength(count);
    expect(stderr).toContain(`--where chooses ${count} of 3 rows`);
  });

  it('finds a header that has an equals sign in it, and one that ends in !', async () => {
    const text = 'user_id,a=b,c!\nusr_abc123,1,x\nusr_def456,2,y\n';
    expect((await run(text, '--where', 'a=b=1', '--where', 'c!=x')).sent).toEqual(['usr_abc123']);
  });

  it('asks what follows of the rows that are chosen alone', async () => {
    const text = 'mail,userPrincipalName,Status\njane@example.com,jane@example.com,gone\na@b.c,x@y.z,here\n';
    expect(await refused(text)).toContain('name two people');
    expect((await run(text, '--where', 'Status=gone')).sent).toEqual(['usr_abc123']);
  });

  it('does not look at the cells of rows that are left out', async () => {
    expect((await run('user_id,Status\nusr_abc123,gone\nnobody,here\n', '--where', 'status=gone')).exit).toBe(
      0,
    );
  });

  const mistakes: readonly (readonly [where: string, said: string])[] = [
    ['Statsu=Active', 'names a column that is not there, "Statsu": did you mean Status?'],
    ['Status=Suspendd', 'there is no row with "suspendd" in Status; did you mean Suspended?'],
    ['Status!=Xyzzyx', 'there is no row with "xyzzyx" in Status; there are:'],
    ['Status=', 'there is no row without a value in Status'],
    ['Status="a', 'the values are no line of CSV'],
    ['Status', 'a header and values are wanted'],
    ['=x', 'a header and values are wanted'],
  ];
  it.each(mistakes)('%s is a mistake that is told with what is there', async (where, said) => {
    expect(await refused(FILE, '--where', where)).toContain(said);
  });

  it('is refused where there are no columns', async () => {
    expect(await refused('usr_abc123\nusr_def456\n', '--where', 'status=x')).toContain('--where');
    for (const users of [['usr_abc123'], ['usr_abc123', 'usr_def456']]) {
      const words = ['users', 'deactivate', ...users, '--where', 'status=x', '--yes', '--org', 'org_xyz789'];
      const { exit, stderr } = await world.current.run([...words, '--transfer-to', 'dept_eng001']);
      expect(exit).toBe(2);
      expect(stderr).toContain('--where');
    }
    expect(deactivated()).toEqual([]);
  });
});
