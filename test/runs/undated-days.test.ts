import { describe, expect, it } from 'vitest';
import type { ReadingOptions } from '../../src/runs/input/reading-options.ts';
import { read } from './reading.ts';

const NOW = Date.UTC(2026, 10, 25, 12);

/** What is said of a file with this cell under this header; nothing where its row is taken. */
async function said(header: string, cell: string, reading: ReadingOptions = {}): Promise<readonly string[]> {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const text = `user_id,${quoted(header)}\nusr_1,${quoted(cell)}\n`;
  const { said: all, kept } = await read(text, { reading: { now: NOW, ...reading } });
  return all.length === 0 && kept.length === 0 ? ['the row is left out'] : all;
}

const NO_YEAR = 'which has no year: write the day with its year (2027-01-27) into the file';
const EVERY_DAY = 'which is another day every day: write the date (2026-12-31) into the file';
const OTHER_YEAR = 'whose year is of another calendar, or means no date';
const PERIOD = 'which is not a single day: write the last one';
const NO_DAY = 'which is not a day of the calendar';

/** Cells that name no day of a year, and why. */
const OPEN: readonly (readonly [cell: string, why: string])[] = [
  ...[
    'Jan. 27',
    '27 Jan',
    '27-Jan',
    '27. Januar',
    '27 de enero',
    '27 janvier',
    'January 27th',
    'January',
  ].map((cell) => [cell, NO_YEAR] as const),
  ...['01/27', '27/01', '27.01.', '27.1', '1月27日', '29 Feb'].map((cell) => [cell, NO_YEAR] as const),
  ...['tomorrow', 'Tomorrow', 'today', 'morgen', 'Übermorgen', 'mañana', 'demain', 'domani', 'amanhã'].map(
    (cell) => [cell, EVERY_DAY] as const,
  ),
  ...[
    'i morgon',
    'завтра',
    '明日',
    '来月',
    '다음 주',
    'gelecek ay',
    'příští týden',
    'בחודש הבא',
    'next week',
    'nächste Woche',
    'le mois prochain',
    'in 3 days',
    'in two weeks',
    'in einem Monat',
    'dans deux semaines',
  ].map((cell) => [cell, EVERY_DAY] as const),
  ...['next Friday', 'vendredi prochain', 'end of month', 'Ende des Monats', 'fin du mois', 'EOM'].map(
    (cell) => [cell, EVERY_DAY] as const,
  ),
];

/** Years of other calendars, and what databases write for no date. */
const OTHER_YEARS = [
  '2569-12-31',
  '1448-09-01',
  '1405-10-10',
  '5787-04-21',
  '1948-03-01',
  '1900-01-01',
  '1970-01-01',
  '0001-01-01',
];

const DUE = { due: true, zone: 'Asia/Bangkok' } as const;

describe('a last day that leaves its day open', () => {
  it.each(OPEN)('is refused: %s', async (cell, why) => {
    expect(await said('last_day', cell)).toEqual([
      expect.stringContaining(`${JSON.stringify(cell)}, ${why}`),
    ]);
    expect(await said('last_day', cell, DUE)).toEqual([expect.stringContaining(`"${cell}", ${why}`)]);
  });

  it.each(OPEN)('is refused in a column that only speaks of time: %s', async (cell, why) => {
    expect(await said('Until', cell)).toEqual([expect.stringContaining(`Until holds "${cell}", ${why}`)]);
  });

  it.each(OTHER_YEARS)('is of no year of ours: %s', async (cell) => {
    expect(await said('last_day', cell)).toEqual([expect.stringContaining(`"${cell}", ${OTHER_YEAR}`)]);
    expect(await said('last_day', cell, DUE)).toEqual([expect.stringContaining(`"${cell}", ${OTHER_YEAR}`)]);
    expect(await said('last_day', cell, { isRoster: true })).toEqual([expect.stringContaining(OTHER_YEAR)]);
  });

  it.each([
    ['31/12/2569', OTHER_YEAR, { dateFormat: 'DD/MM/YYYY' }],
    ['115/12/31', OTHER_YEAR, {}],
    ['31.11.2026', NO_DAY, {}],
    ['2026-W48-5', 'which no --date-format reads: write 2026-11-27 into the file', {}],
    ['2026-365', 'which no --date-format reads: write 2026-12-31 into the file', {}],
    ['31 ธันวาคม 2569', OTHER_YEAR, {}],
    ['Q1 2027', `${PERIOD} (2027-03-31)`, {}],
    ['12/2026', `${PERIOD} (2026-12-31)`, {}],
    ['2026-02-30', NO_DAY, {}],
    ['46387', 'a number that cannot be read as a date', {}],
    ['Nov 1, 2026', 'which cannot be read as a date: --date-format reads other dates', { isRoster: true }],
    ['Sunday, 1 Nov 2026', 'which cannot be read as a date: --date-format', { isRoster: true }],
    ['last on Nov 1, 2026', 'which has words beside the date: write 2026-11-01 alone', { isRoster: true }],
  ])('says why it cannot be read: %s', async (cell, why, format) => {
    const found = await said('last_day', cell, format);
    expect(found.join()).toMatch(new RegExp(`${cell}[")], ${why.replaceAll(/[()]/g, '.')}`));
  });

  it.each(['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z'])('is no instant: %s', async (cell) => {
    expect(await said('effective_at', cell)).toEqual([expect.stringContaining(OTHER_YEAR)]);
    expect(await said('effective_at', cell, DUE)).toEqual([expect.stringContaining(OTHER_YEAR)]);
  });

  it.each(['9999-12-31', '4712-12-31', '2999-12-31'])('is one that never comes: %s', async (cell) => {
    expect(await said('last_day', cell, DUE)).toEqual(['the row is left out']);
  });
});

describe('a column that says nothing of time', () => {
  it.each([
    ['Remark', 'tomorrow'],
    ['Remark', 'nächste Woche'],
    ['Remark', 'in 3 days'],
    ...[
      [
        'leaves next month',
        'leaving in January',
        'last day is 31 Dec',
        'Last day 27 November',
        'ends 31.12.',
      ],
      [
        'she is leaving in January',
        'contract until 31 Jan',
        'LWD: 31 Jan',
        'leaves us on 31 January, laptop back',
      ],
      ['scheidet Ende Januar aus', 'letzter Tag 31.01.', 'bis 31.12.', 'dernier jour 31 janvier'],
      ['leaves end of November', 'scheidet Ende November aus', 'until 30.11', 'bis 1.12'],
      [
        'geht erst im Januar',
        'verlässt uns nächste Woche',
        'part le mois prochain',
        'vertrekt volgende maand',
        'leaves after Christmas',
      ],
    ].flatMap((cells) => cells.map((cell): [string, string] => ['Remark', cell])),
    ['When', 'in January'],
    ['Leaving', 'end of January'],
    ['Remark', '31 ธันวาคม 2569'],
    ['Remark', '31 ธ.ค. 2569'],
    ['Remark', '31 tháng 12 năm 2026'],
    ['Remark', 'ngày 31 tháng 12, 2026'],
    ['Remark', '31 thg 12, 2026'],
    ['Until', '2026-365'],
    ['Until', '2027'],
    ['Contract end', '2026365'],
    ['Vertragsende', '46387'],
    ['Data di scadenza', '46387'],
    ...[
      'Offboarded on',
      'Deleted on',
      'Deactivated on',
      'Left on',
      'Disabled at',
      'Suspended on',
      'Archived at',
      'Ausgetreten am',
      'Gekündigt zum',
      'Sorti le',
      'Uscito il',
      'Deactivate on',
      'To be removed on',
      'Scheduled for',
      'When',
      'LWD',
      '退職日',
      '最終出社日',
      'Data rozwiązania umowy',
      '离职日期',
      'Дата увольнения',
      'Data de saída',
    ].flatMap((header) =>
      ['46387', '1798675200', '27 Jan', 'end of month'].map((cell): [string, string] => [header, cell]),
    ),
    // Days and times of a year that can be read, but for which of them they are.
    ...[
      ['1448/07/21', '21/07/1448', '1405-10-10', '5787-04-21', '115/12/31', '115.12.31', '民國115年12月31日'],
      [
        'R8.12.31',
        'H38.12.31',
        '平成38年12月31日',
        '31.11.2026',
        '30/02/2027',
        '2027-02-29',
        '00/12/2026',
        '31.04.27',
      ],
      [
        'end 2026',
        'Ende 2026',
        'Summer 2026',
        'Herbst 2026',
        'Sommer 2027',
        'by year end 2026',
        'early 2027',
        'Spring 2027',
        'Frühjahr 2027',
      ],
      [
        'Friday',
        'Freitag',
        'vendredi',
        'November 2026',
        '11/2026',
        '2026-W48',
        '2026-W48-3',
        'Q4 2026',
        '2026年11月末',
      ],
      ['46387.0', '1798675200.0', '1.79868E+12', '1,79868E+09', '1.34431E+17', '2026-11-27T25:00Z'],
    ].flatMap((cells) => cells.map((cell): [string, string] => ['Contract until', cell])),
    ['Access until', '27 Jan'],
    ['Planned exit', '27 Jan'],
    ['Remark', '/Date(1798675200000)/'],
    ['AccountExpirationDate', '/Date(1798675200000+0100)/'],
  ])('is refused all the same: %s %s', async (header, cell) => {
    expect(await said(header, cell)).toEqual([expect.stringContaining(cell)]);
  });

  it.each([
    ...[
      'last day 31 Oct',
      'Last day 24 November',
      'leaving in June',
      'ends 24.11. (paid)',
      'left in January',
      'leaves end of October',
      'Part 1/2',
      'parte 1.2',
      'until 12.30',
      'per 31.10.',
      'from Sales',
    ].map((cell): [string, string] => ['Remark', cell]),
    ['Team', 'leaves'],
    ['Joined', 'in January'],
    ['Batch', '2027'],
    ['Candidate', '2027'],
    ['Sentiment', '2027'],
    ['Data plan', '2027'],
    ['Full-time', '2030'],
    ['Asset tag', '46387'],
    ['Endpoint', '46387'],
    ['Terminal', '46387'],
    ['Day rate', '46387'],
    ['Case', '2026-365'],
    ['First name', 'April'],
    ['Last name', 'Morgen'],
    ['Birthday', '27 Jan'],
    ['Deleted by', 'April'],
    ['Last access', '24 Nov'],
    ['Exit interview', '27 Jan'],
    ['Removed by ticket', '46387'],
    ['Deleted on', '24 Nov 2026'],
    ['Deleted on', '46340'],
    ['AccountExpirationDate', '/Date(1763942400000)/'],
    ['endDate', '/Date(1763942400000)/'],
    ['endDate', '/Date(1763942500000)/'],
    ['Start date', '27 Jan'],
    ['Last login', '24 Nov'],
    ['Part', '26-Dec'],
    ['Ratio', '01/27'],
    ['Shift', 'today'],
    ...[
      ['31.09.2026', '30/02/2026', '2026-02-30', '1948/07/21', '1.12.115', '10.13.115.1', 'Winter 2020'],
      ['October 2026', '2026-W47', '2026-W47-7', '2026-W48-2', '31.X.2026', '1763942400.0', '1.76394E+12'],
      [
        'early 2026',
        'Anfang 2026',
        'H2.4.12',
        'S60.4.12',
        'M365-1-2',
        '1364/01/23',
        '105/02/01',
        '5745-02-01',
      ],
    ].flatMap((cells) => cells.map((cell): [string, string] => ['Contract until', cell])),
    ...['Mitarbeitende', 'Lernende', 'Vorsitzende'].flatMap((header): [string, string][] => [
      [header, 'Freitag'],
      [header, '46387'],
    ]),
    ...[
      'LAP-2451',
      'LAP-12-2451',
      'LAP2101',
      'AVG-2101',
      'AVG 2030',
      'lap-31',
      'SPA-2030',
      'RUG-2101',
      'Room 12-I-30',
    ].map((cell): [string, string] => ['Asset', cell]),
    ['Termination reason', 'Reorg 2027'],
    ['Last review', 'Q4 2026'],
    ['Last review', 'Spring 2026'],
    ['Last sync', 'Friday'],
    ['Last month paid', '2026-11'],
    ['Date of last payroll', '11/2026'],
    ['Termination year', '2026'],
    ['Termination month', 'November 2026'],
    ['Last version', '10.12.115'],
    ['Last build', '115.10.1'],
    ['Last order', '1450-01-02'],
    ['End user', 'Freitag'],
    ['Vertragsende', 'Sommer 2026'],
    ['Class', 'Spring 2027'],
    ['Weekday', 'Friday'],
    ['Until', '20 พ.ย. 2026'],
    ['Until', '20 tháng 11 năm 2026'],
    ['Until', 'May 3, 2026'],
  ])('is none: %s %s', async (header, cell) => {
    expect(await said(header, cell)).toEqual([]);
  });

  it.each(['31 Jan', 'Jan 31', 'end of January', 'mid January', '3. Dezember', 'fin janvier', 'Q1', 'H1'])(
    'is one alone in a note: %s',
    async (cell) => {
      expect((await said('Notes', cell)).join()).toContain(`Notes holds "${cell}"`);
      expect(await said('Part', cell)).toEqual([]);
    },
  );

  it.each([
    'Jan',
    'May',
    '31 Oct',
    'Q3',
    '3 Nov call',
    '10/11',
    '12.5',
    '2nd floor',
    'HR 3',
    'Q1 bonus',
    'Anna May',
  ])('is none alone in a note: %s', async (cell) => {
    expect(await said('Notes', cell)).toEqual([]);
  });

  it('is none in a roster, whose people are still there', async () => {
    const text = 'email,Remark\na@x.ch,leaves next month\nb@x.ch,last day 31 Dec\nc@x.ch,31 Jan\n';
    const { said: all, kept } = await read(text, { reading: { now: NOW, isRoster: true } });
    expect([all, kept.length]).toEqual([[], 3]);
  });

  it.each(['invite', 'reactivate'] as const)(
    'is none where people are let in until then: %s',
    async (action) => {
      const text = 'email,Notes\na@x.ch,contract until 31 Jan\nb@x.ch,until 31 Dec\n';
      expect((await read(text, { action, reading: { now: NOW } })).said).toEqual([]);
    },
  );

  it('is one in a roster beside such remarks where it says nothing of leaving', async () => {
    const text = 'email,Remark\na@x.ch,leaves next month\nb@x.ch,tomorrow\n';
    const { column_problems } = await read(text, { reading: { now: NOW, isRoster: true } });
    expect(column_problems).toHaveLength(1);
  });

  it('offers no line for a roster that would call people gone', async () => {
    const text = 'email,Remark\na@x.ch,tomorrow\n';
    const { column_problems } = await read(text, { reading: { now: NOW, isRoster: true } });
    expect(column_problems.map(({ mend }) => mend)).toEqual([[['--ignore-column', 'Remark']]]);
  });
});
