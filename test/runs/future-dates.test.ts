import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const NOW = Date.UTC(2026, 10, 25, 12);

/** What is said of the columns of a file with these cells in a column whose name says nothing of dates. */
async function said(header: string, cells: readonly string[]): Promise<readonly string[]> {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = cells.map((cell, index) => `usr_${index},${quoted(cell)}`);
  const text = [`user_id,${quoted(header)}`, ...rows, ''].join('\n');
  const { column_problems } = await read(text, { reading: { now: NOW } });
  return column_problems.map(({ line, message }) => `${line}: ${message}`);
}

/** How programs and people write days to come. */
const TO_COME = [
  '2026-12-31',
  '2026-12-31T00:00:00Z',
  '2026-12-31 17:00',
  '2026-12-31+01:00',
  '2026-12-31-08:00',
  '2026/12/31',
  '2026.12.31',
  '2026_12_31',
  '2026. 12. 31.',
  '31.12.2026',
  '1.12.2026',
  '31. 12. 2026',
  '31.12.26',
  '1.1.27',
  '31.12.2026, 17:00 Uhr',
  '31-12-2026',
  '31/12/2026',
  '31/12/26',
  '12/31/2026',
  '12/31/26',
  '12/31/2026 5:00 PM',
  '31 12 2026',
  '31.12.9999',
  '31/12/2569',
  '31‑12‑2026',
  '\u200e12/\u200e31/\u200e2026',
  '２０２６-１２-３１',
  '٣١/١٢/٢٠٢٦',
  '۲۰۲۶/۱۲/۳۱',
  '๓๑/๑๒/๒๐๒๖',
  '2026年12月31日',
  '2026년 12월 31일',
  '31 Dec 2026',
  '31-Dec-2026',
  '31-Dec-26',
  '1-Dec-26',
  '31 Dec 26',
  '31DEC2026',
  '31-DEC-26 12.00.00.000000 AM',
  'Dec 31, 2026',
  'Dec. 31st, 2026',
  'December 31, 2026 5:00 PM',
  'Thursday, December 31, 2026',
  'Thu, 31 Dec 2026 00:00:00 GMT',
  'Thu Dec 31 00:00:00 UTC 2026',
  'Thu Dec 31 2026 00:00:00 GMT+0100 (Central European Standard Time)',
  'Sept 30, 2027',
  '31. Dezember 2026',
  '31. Dez. 2026',
  'Do., 31.12.2026',
  'Donnerstag, 31. Dezember 2026',
  '31-Mrz-27',
  '1. Jänner 2027',
  '1. Maerz 2027',
  '31 décembre 2026',
  '31 decembre 2026',
  '31/déc./2026',
  '1er janvier 2027',
  'jeudi 31 décembre 2026 à 17h00',
  '31 dicembre 2026',
  'gio 31 dic 2026',
  '1 gennaio 2027',
  '1 de enero de 2027',
  'mar 29 dic 2026',
  '31 de dezembro de 2026',
  '31 mrt 2027',
  '31 grudnia 2026',
  '31 Aralık 2026',
  '2026. december 31.',
  'until 31.12.2026',
  'bis 31. Dezember 2026',
  '01.01.2020 - 31.12.2026',
  '2026-01-01/2026-12-31',
  'Dez 2026',
  'December 2026',
  'end of December 2026',
  'Dec-26',
  '12/2026',
  '12.2026',
  '2026-12',
  '2026-W53',
  '2026-W48-5',
  '2026W487',
  '31.XII.2026',
  '31/XII/26',
  '1 I 2027',
  '2026-12-31T23:59:60Z',
  '2026-12-31T00:00:00+0530',
  '31. decembra 2026',
  '31. avg. 2027',
  '31. decembar 2026',
  '31 декември 2026',
  '31 Desember 2026',
  '31. detsember 2026',
  '31 ديسمبر 2026',
  '31 דצמבר 2026',
  'KW 1/2027',
  'Q1 2027',
  '2027-Q2',
  'H1 2027',
  '2026年12月',
  "31.12.'26",
  '2 Jan. ’27',
  '31·12·2026',
  '31/12-2026',
  '31 декабря 2026',
  '31 Δεκεμβρίου 2026',
  '31 de desembre de 2026',
  'from Jan 2027',
  '[2026-12-31]',
  '="2026-12-31"',
  'end of Dec 2026',
];

/** Texts that are none: days that are past or today, days that may be either, and what only looks like a day. */
const NONE = [
  '2026-11-25',
  '24 Nov 2026',
  'Nov 24, 2026',
  '25. November 2026',
  'November 2026',
  '11/2026',
  '2026-W48',
  'Q4 2026',
  '1/12/2026',
  '12.03.88',
  '12-Mar-88',
  '31 Dec 2025 (may change)',
  '30.02.2027',
  '0.0.00',
  '10.12.26.5',
  'v2027.12.31',
  '2099 555 1234',
  '+41 44 123 45 67',
  '0f0f0f0f-0000-4000-8000-000000000001',
  'Room 2030',
  'MacBook Pro 2027',
  'MacBook Pro 14 2027',
  '12-26-27b',
  'FY27',
  'May Dec 12345',
  '20 Main Street 2030',
];

describe('a date in a column whose name says nothing', () => {
  it.each(TO_COME)('is in the future: %s', async (cell) => {
    expect(await said('Until', [cell])).toEqual([
      expect.stringContaining('2: Until is a date in the future'),
    ]);
  });

  it.each(NONE)('is none: %s', async (cell) => {
    expect(await said('Note', [cell])).toEqual([]);
  });

  it.each([
    '2026-12-31T17:00:00Z',
    '2026-12-31 00:00:00+00',
    '2026-12-31t00:00:00z',
    '2026-12-31T00:00:00,5+0100',
  ])('is an instant: %s', async (cell) => {
    const words = expect.stringContaining('--column effective_at=Until with --due reads it');
    expect(await said('Until', [cell])).toEqual([words]);
  });

  const COLUMNS: readonly (readonly [
    what: string,
    header: string,
    cells: readonly string[],
    line: number | null,
  ])[] = [
    ['the day comes first in another row', 'Until', ['1/12/2026', '31/01/2020'], 2],
    ['the month comes first in another row', 'Until', ['1/12/2026', '01/31/2020'], null],
    ['one of two orders holds for all rows, and either is to come', 'Until', ['1/12/2026', '12/1/2026'], 2],
    ['the year of two digits comes first', 'Until', ['26-12-20'], 2],
    ['the year comes first, as another row shows', 'Until', ['26-12-25', '26-11-02', '26-12-20'], 2],
    ['the year comes first in one, and last in another', 'Until', ['27/03/20', '15/06/21'], null],
    ['the year comes last, which is near', 'Until', ['26/12/25'], null],
    ['a year in front, and nothing speaks of an end', 'Hired', ['27/03/20'], null],
    ['the first is past', 'Until', ['24 Nov 2026', '31 Dec 2026'], 3],
    ['digits that are days in every row', 'X', ['20261231', '20200101'], 2],
    ['digits with a time behind them', 'accountExpires', ['20261231000000Z'], 2],
    ['digits that are no days in another row', 'Personnel no', ['20271231', '20279999'], null],
    ['the seconds since 1970', 'expiration-timestamp', ['0', '1798675200'], 3],
    ['the milliseconds since 1970', 'Valid to', ['1798675200000'], 2],
    ['what Windows counts', 'accountExpires', ['134431452000000000', '0'], 2],
    ['what Windows counts, beside never', 'accountExpires', ['9223372036854775807', '134431452000000000'], 3],
    ['the same in Excel', 'accountExpires', ['9.22337E+18', '1.34431E+17'], 3],
    ['what .NET counts', 'Contract end', ['639343584000000000'], 2],
    ['the microseconds since 1970', 'access_ends_at', ['1762992000000000', '1798675200000000'], 3],
    ['the nanoseconds since 1970', 'access_ends_at', ['1798675200000000000'], 2],
    ['numbers of last days', 'Last day', ['46339', '46387', '13.11.2026'], 3],
    ['numbers of last days that are past', 'Last day', ['46339', '1762992000000'], null],
    ['a number of a last day long ago', 'Last day', ['25000'], 2],
    ['a last day that is rounded', 'Last day', ['1.76E+12'], 2],
    ['the days of a spreadsheet', 'Until', ['46387'], 2],
    ['the days of a spreadsheet, and a word for none', 'Until', ['n/a', '46387'], 3],
    ['the days of a spreadsheet, and a date', 'Until', ['31.12.2020', '46387', 'never'], 3],
    ['a number of a column that says nothing of time', 'Cost centre', ['46387'], null],
    ['a day that is not over, until which something holds', 'Contract end', ['2026-11-24', '2026-11-25'], 3],
    ['the same, written otherwise', 'Gültig bis', ['24.11.2026', '25.11.2026 (EOD)'], 3],
    ['a day that is not over, on which something was done', 'Created', ['2026-11-25'], null],
    ['midnight in place of a day', 'Valid until', ['2026-11-24T00:00:00Z', '2026-11-25T00:00:00.000Z'], 3],
    ['midnight elsewhere', 'Valid until', ['2026-11-24T00:00:00+01:00', '2026-11-25T00:00:00+01:00'], 3],
    ['an hour of a day that is not over', 'Valid until', ['2026-11-25T06:00:00Z'], null],
    ['an instant until which something holds', 'Valid until', ['2026-11-25T12:00:01Z'], 2],
    ['when the list was made, in a pipe', 'verified_at', ['2026-11-25T12:00:01Z', '2026-11-25T12:10Z'], null],
    ['an instant long after it was made', 'verified_at', ['2026-11-25T12:00:01Z', '2026-11-25T12:10:01Z'], 3],
    ['an instant a second away', 'execute_at', ['2026-11-25T12:00:01Z'], 2],
    ['a telephone number', 'Phone', ['1798675200'], null],
  ];
  it.each(COLUMNS)('is judged by all rows: %s', async (_, header, cells, line) => {
    const found = await said(header, cells);
    expect(found.map((text) => text.split(' ')[0])).toEqual(line === null ? [] : [`${line}:`]);
  });

  it.each<[zone: string | null, now: string, taken: string, refused: string]>([
    [null, '2026-11-25T08:00Z', '2026-11-23', '2026-11-24'],
    ['Europe/Berlin', '2026-11-25T08:00Z', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
    ['Europe/Berlin', '2026-11-24T23:30Z', '24.11.2026', '25.11.2026'],
    ['Pacific/Auckland', '2026-11-25T12:00Z', '2026-11-25', '2026-11-26'],
    ['America/Los_Angeles', '2026-11-25T07:00Z', '2026-11-23', '2026-11-24'],
  ])('is over where days end: in %s, at %s', async (zone, now, taken, refused) => {
    const reading = { now: Date.parse(now), zone };
    expect((await read(`email,Contract end\na@b.ch,${taken}\n`, { reading })).said).toEqual([]);
    const { column_problems } = await read(`email,Contract end\na@b.ch,${refused}\n`, { reading });
    expect(column_problems[0]?.message).toContain(`is a date that is not over everywhere (here ${refused}):`);
    expect(column_problems[0]?.mend[0]?.includes('--time-zone')).toBe(zone === null);
  });

  it('is seen in a column that JSON adds far down', async () => {
    const rows = Array.from({ length: 1100 }, (_, index) =>
      JSON.stringify({ user_id: `usr_${index}`, ...(index === 1050 && { until: '31 Dec 2026' }) }),
    );
    const { column_problems } = await read(rows.join('\n'), { reading: { now: NOW } });
    expect(column_problems).toMatchObject([{ line: 1051, message: expect.stringContaining('31 Dec 2026') }]);
  });
});
