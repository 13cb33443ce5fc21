import { expect, it } from 'vitest';
import { read } from './reading.ts';

/** What is said of a list of two, of whom one has a date in a column, and the other words. */
const said = async (header: string, words: string, more = '') =>
  (
    await read(
      `email\t${header}${more && '\tEnabled'}\njane@example.com\t2025-11-15${more}\nzoe@example.com\t${words}${more}\n`,
      { action: 'deactivate', reading: { now: Date.parse('2026-11-25T12:00:00Z') } },
    )
  ).said;

it.each([
  ['Contract end', 'permanent'],
  ['Employment end', 'present'],
  ['Contract end', 'open-ended'],
  ['End of contract', 'renewed'],
  ['Contract end', 'see HR'],
  ['Vertragsende', 'unbefristet'],
  ['Befristet bis', 'verlängert'],
  ['Fin de contrat', 'CDI'],
  ['Fecha fin contrato', 'indefinido'],
  ['Fine contratto', 'indeterminato'],
  ['Scadenza contratto', 'prorogato'],
  ['Expiry', 'extended'],
  ['Access until', 'never'],
  ['accountExpires', 'Never'],
  ['Planned contract end', 'open-ended'],
  ['Contract tot', 'onbepaalde tijd'],
  ['Acesso até', 'indeterminado'],
  ['Zugang gültig bis', 'unbefristet'],
  ['Scadenza contratto', 'mai'],
  ['Access expires', 'unlimited'],
  ['Vertrag endet', 'unbefristet'],
  ['Einde contract', 'onbepaald'],
  ['Contract einddatum', 'vast'],
  ['Fim do contrato', 'indeterminado'],
  ['Valid to', 'unlimited'],
  ['Contract till', 'permanent'],
  ['Contratto fino al', 'indeterminato'],
])('%s: dates beside %s, which is none, are refused', async (header, words) => {
  expect(await said(header, words)).toEqual([
    expect.stringContaining(`${header} holds ${words} (1), 2025-11-15 (1): use --where to choose rows`),
  ]);
});

it.each([
  ['Contract end', ''],
  ['Contract end', '-'],
  ['Contract end', 'n/a'],
  ['Contract end', 'resigned'],
  ['Contract end', 'immediately'],
  ['Contract end', 'terminated early'],
  ['Contract end', 'quit'],
  ['Contract end', 'same day'],
  ['Vertragsende', 'Aufhebungsvertrag'],
  ['Fin de contrat', 'rupture conventionnelle'],
  ['Einde contract', 'ontslag'],
  ['Passport expiry', 'never'],
  ['Leasingende', 'offen'],
  ['Scadenza badge', 'mai'],
  ['Vertragsende', 'fristlos'],
  ['Contrat jusqu’au', 'terminé'],
  ['Laptop return date', 'not returned'],
  ['Password expires', 'never'],
  ['License expiry', 'perpetual'],
  ['Probation end', 'passed'],
  ['Exit interview date', 'declined'],
  ['Last login', 'Never'],
  ['Last access', 'Never'],
  ['Valid from', 'unknown'],
  ['Start date', 'unknown'],
])('%s: %s beside a date says nothing', async (header, words) => {
  expect(await said(header, words)).toEqual([]);
});

it.each([
  ['Front-end', 'React 18', 'Vue'],
  ['End client', '3M', 'Acme'],
  ['End point', 'PC-102', 'laptop'],
  ['End of year bonus', '500', 'refused'],
  ['Fin de journée', '17h', 'variable'],
])('%s: %s is no date, so that %s says nothing', async (header, ...values) => {
  const rows = values.map((value) => `${value.length}@example.com,${value}\n`).join('');
  expect((await read(`email,${header}\n${rows}`, { action: 'deactivate' })).said).toEqual([]);
});

it.each(['15-NOV-25', '15. November 2025', '15 nov. 2025', '11/15/2025 12:00:00 AM', '20251115'])(
  '%s is a date beside which words stand',
  async (day) => {
    const { said } = await read(`email;Contract end\na@example.com;${day}\nb@example.com;permanent\n`, {
      action: 'deactivate',
    });
    expect(said).toEqual([expect.stringContaining('Contract end holds permanent')]);
  },
);

it.each([
  ['Leaver', 'April'],
  ['Leaver name', 'Jane'],
  ['Departing employee', 'June'],
  ['Who leaves', 'Mai'],
])('%s: %s is a name, and no month', async (header, name) => {
  expect(await said(header, name)).toEqual([]);
});

it.each([
  ['Leaving', 'April'],
  ['Leaver date', '27 Jan'],
  ['End date employee', '27 Jan'],
])('%s: %s is a month', async (header, words) => {
  expect(await said(header, words)).not.toEqual([]);
});

it('says nothing where another column says that all have gone', async () => {
  expect(await said('accountExpires', 'Never', '\tFalse')).toEqual([]);
  expect(await said('accountExpires', 'Never', '\tTrue')).toHaveLength(1);
});

it('is found below more dates than are counted', async () => {
  const day = (at: number) => new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10);
  const rows = Array.from({ length: 60 }, (_, at) => `u${at}@example.com,${day(at)}\n`).join('');
  const file = (last: string) =>
    read(`email,Contract end\n${rows}zoe@example.com,${last}\n`, { action: 'deactivate' });
  expect((await file('extended')).said).toEqual([expect.stringContaining('Contract end holds extended (1)')]);
  expect((await file('2025-05-01')).said).toEqual([]);
});
