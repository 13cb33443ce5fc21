import { describe, expect, it } from 'vitest';
import { file } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

/** A list of Jane, for whom a column says one thing, and Zoë, for whom it says another. */
async function run(header: string, jane: string, zoe: string, ...words: readonly string[]) {
  const rows = `email,${header}\njane@example.com,${jane}\nzoe@example.com,${zoe}\n`;
  const path = await file(world.current, 'leavers', rows);
  const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--yes'];
  const ended = await world.current.run(['users', 'deactivate', '--from', path, ...target, ...words]);
  const sent = world.current.requests.flatMap(({ method, path: at }) =>
    method === 'POST' && at.endsWith('/deactivate') ? [at.split('/').at(-2)] : [],
  );
  return { ...ended, sent };
}

type Column = readonly [header: string, jane: string, zoe: string];

const SORTING: readonly Column[] = [
  ['Event', 'Termination', 'Hire'],
  ['JML', 'Leaver', 'Joiner'],
  ['Employee Type', 'Terminated', 'Active'],
  ['Reviewer decision', 'Denied', 'Approved'],
  ['Action', 'Deactivate', 'Keep'],
  ['Aktion', 'löschen', 'behalten'],
  ['Action à mener', 'désactiver', 'garder'],
  ['Azione', 'disattivare', 'mantenere'],
  ['Worker type', 'Former employee', 'Employee'],
  ['Deactivate?', 'yes', 'no'],
  ['Deactivate?', 'x', ''],
  ['To be deactivated', 'TRUE', 'FALSE'],
  ['Leaver', 'Y', 'N'],
  ['Has left', '1', '0'],
  ['Still here', 'no', 'yes'],
  ['Keep access', 'no', 'yes'],
  ['Löschen', 'ja', 'nein'],
  ['Noch beschäftigt', 'nein', 'ja'],
  ['Encore présent', 'non', 'oui'],
  ['A quitté', 'oui', 'non'],
  ['In service', 'No', 'Yes'],
  ['nsAccountLock', 'TRUE', 'FALSE'],
  ['In dienst', 'Nee', 'Ja'],
  ['Uit dienst', 'Ja', 'Nee'],
  ['Dar de baja', 'sí', 'no'],
  ['Evento', 'Baja', 'Alta'],
  ['Selected', 'TRUE', 'FALSE'],
  ['Approved', 'yes', 'no'],
  ['HR confirmed', 'yes', ''],
  ['Exclude', 'no', 'yes'],
  ['Skip', 'no', 'x'],
  ['In scope', 'Y', 'N'],
  ['On hold', 'no', 'yes'],
  ['Freigabe', 'ja', 'nein'],
  ['Entscheid', 'ja', 'nein'],
  ['Validé', 'oui', 'non'],
  ['Approval', 'approved', 'rejected'],
  ['Approval', 'rejected', 'approved'],
  ['Freigabestand', 'genehmigt', 'abgelehnt'],
  ['x', 'X', ''],
  ['Business Process Type', 'Terminate Employee', 'Change Job'],
  ['Event type', 'Resignation', 'Transfer'],
  ['JML', 'L', 'J'],
  ['ACCOUNTENABLED', 'FALSE', 'TRUE'],
  ['isactive', '0', '1'],
  ['employmentstatus', 'T', 'A'],
  ['empl-status', 'T', 'A'],
  ['STAT2', '0', '3'],
  ['Block credential', 'True', 'False'],
  ['BlockSignIn', 'True', 'False'],
  ['Event type', 'End of contract', 'Hire'],
  ['Ereignis', 'Austritt', 'Versetzung'],
  ['Massnahme', 'Austritt', 'Beförderung'],
  ['MASSN', 'Austritt', 'Stellenwechsel'],
  ['Business Process Type', 'Terminate Employee', 'Promotion'],
  ['Business Process', 'Termination: Jane Doe', 'Change Job: Zoë Müller'],
  ['Mouvement', 'Démission', 'Mutation interne'],
  ['Freigabestand', 'abgelehnt', 'freigegeben'],
];

const OTHERS: readonly Column[] = [
  ['Leaver', 'Jane Doe', 'Zoë Müller'],
  ['MFA', 'Inactive', 'Active'],
  ['Termination Type', 'Retired', 'Resigned'],
  ['Exit interview', 'yes', 'no'],
  ['Laptop returned', 'yes', 'no'],
  ['Leaving', '2026-11-20', '2026-11-19'],
  ['Type', 'Employee', 'Contractor'],
  ['Deactivate?', 'yes', 'yes'],
  ['Note', 'left the key at the desk', 'active on Friday'],
  ['', '0', '1'],
  ['VIP', 'yes', 'no'],
  ['Action reason', 'Resignation', 'End of contract'],
  ['Deactivated by', 'Ada', ''],
  ['Deleted at', '2026-11-20', '2026-11-19'],
  ['Exit interview date', '2026-11-20', ''],
  ['Event type', 'Resignation', 'End of contract'],
  ['Event type', 'Resignation', 'Death'],
  ['Event type', 'Retirement', 'Redundancy'],
  ['Business Process Type', 'Terminate Employee', 'End Contingent Worker Contract'],
  ['Business Process Type', 'Termination', 'Exit'],
  ['Process', 'Offboarding', 'Exit'],
  ['Ereignis', 'Kündigung', 'gekündigt'],
  ['Aktion', 'sperren', 'gesperrt'],
  ['Action owner', 'Left Bank Team', 'Ada'],
  ['Action taken', 'Account locked', 'Laptop returned'],
  ['Action', 'Account locked', 'Data transfer'],
  ['Change Ticket', 'CHG001 deactivate Jane', 'CHG002'],
  ['Last change', 'deleted mailbox', 'moved mailbox'],
  ['Transaction ID', 'blk-locked-1', 't2'],
  ['Ticket status', 'Open', 'Approved'],
  ['Ticket status', 'Approved', 'Rejected'],
  ['Exit survey', 'accepted', 'declined'],
  ['Severance agreement', 'agreed', 'pending'],
  ['Expense claim', 'pending', 'accepted'],
  ['2025', 'yes', 'no'],
  ['24/7', 'yes', 'no'],
  ['100%', 'yes', 'no'],
  ['On leave', 'yes', 'no'],
  ['Personal leave', 'yes', 'no'],
  ['Block', 'A', 'B'],
  ['Block name', 'A', 'B'],
  ['MASSN', '10', '11'],
];

/** Columns that say when people went, and are empty for Zoë, who may be staying. */
const UNDATED: readonly Column[] = [
  ['Termination Date', '2026-11-01', ''],
  ['Termination Date', '2026-11-01', '-'],
  ['Letzter Arbeitstag', '2026-11-01', '00.00.0000'],
  ['effective_at', '2026-11-01T00:00:00Z', ''],
  ['deletedDateTime', '2026-11-01T00:00:00Z', ''],
  ['DELETED_AT', '2026-11-01', ''],
  ['Deactivated on', '11/01/2026', ''],
  ['Left on', '1 Nov 2026', 'n/a'],
  ['Soft deletion time stamp', '2026-11-01', ''],
  ['Terminated', '2026-11-01', ''],
  ['Ausgeschieden', '01.11.2026', ''],
];

describe('a column that sorts people although its name is none of a state', () => {
  it.each(SORTING)(
    'is refused, with a line for those who are meant: %s, %s, %s',
    async (header, jane, zoe) => {
      const ended = await run(header, jane, zoe);
      expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
      expect(ended.stderr).toContain(`--where '${header}=${jane}'\n`);
      expect((await run(header, jane, zoe, '--where', `${header}=${jane}`)).sent).toEqual(['usr_abc123']);
    },
  );

  it('says nothing where the call says that it does not matter', async () => {
    const ended = await run('Event', 'Termination', 'Hire', '--ignore-column', 'Event');
    expect(ended.sent).toEqual(['usr_abc123', 'usr_zoe01']);
  });

  it.each(OTHERS)('is no column that says something else: %s, %s, %s', async (header, jane, zoe) => {
    const ended = await run(header, jane, zoe, '--now', '2026-11-25T12:00:00Z');
    expect(ended).toMatchObject({ exit: 0, sent: ['usr_abc123', 'usr_zoe01'] });
  });
});

describe('a column that says when people went, and for some does not', () => {
  const NOW = ['--now', '2026-11-25T12:00:00Z'];

  it.each(UNDATED)(
    'is refused, with a line for those who have a date: %s, %s, %s',
    async (header, jane, zoe) => {
      const ended = await run(header, jane, zoe, ...NOW);
      expect(ended).toMatchObject({ exit: 2, sent: [], stdout: '' });
      expect(ended.stderr).toContain(`${header} is empty in 1 of 2 rows`);
      expect(ended.stderr).toContain(`--where '${header}!='\n`);
    },
  );

  it('is taken where the call says who is meant', async () => {
    const some = await run('Termination Date', '2026-11-01', '', '--where', 'Termination Date!=', ...NOW);
    expect(some).toMatchObject({ exit: 0, sent: ['usr_abc123'] });
  });

  it('is taken where the call says that it does not matter', async () => {
    const all = await run(
      'Termination Date',
      '2026-11-01',
      '',
      '--ignore-column',
      'Termination Date',
      ...NOW,
    );
    expect(all).toMatchObject({ exit: 0, sent: ['usr_abc123', 'usr_zoe01'] });
  });

  it.each(['Termination Date!=', 'Termination Date!=2026-11-01'])(
    'still has its dates to come refused, whoever is chosen by it: --where %s',
    async (where) => {
      const ended = await run('Termination Date', '2027-01-31', '2026-11-01', '--where', where, ...NOW);
      expect(ended).toMatchObject({ exit: 2, sent: [] });
      expect(ended.stderr).toContain('still to come');
    },
  );

  it('still has its states judged, where all that are filled are chosen', async () => {
    const ended = await run('Status', 'Left', 'Active', '--where', 'Status!=', ...NOW);
    expect(ended).toMatchObject({ exit: 2, sent: [] });
    expect(ended.stderr).toContain('Status holds');
  });
});

describe('a list whose person is named by no column', () => {
  it.each(['Manager E-mail', 'Reports to email', 'E-Mail Vorgesetzte'])(
    'is never offered whom they report to: %s',
    async (header) => {
      const rows = `Leaver E-mail,${header}\njane@example.com,omar@example.com\n`;
      const path = await file(world.current, 'leavers', rows);
      const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--yes'];
      const ended = await world.current.run(['users', 'deactivate', '--from', path, ...target]);
      expect(ended).toMatchObject({ exit: 2, stdout: '' });
      expect(ended.stderr).not.toContain(`email=${header}`);
    },
  );
});
