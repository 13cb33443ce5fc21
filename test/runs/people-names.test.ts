import { describe, expect, it } from 'vitest';
import { areOthers } from '../../src/runs/input/names/people-names.ts';

/** What a row says, what the organization says, and the address: names that may be those of one person. */
const ONE: readonly (readonly [string, string, string])[] = [
  ['Jane Doe', 'Jane Doe', 'jane@example.com'],
  ['DOE, Jane', 'jane doe', 'x1@example.com'],
  ['Jane Doe', 'Jane Miller', 'jane.miller@example.com'],
  ['Jane Miller', 'J. Doe-Miller', 'x1@example.com'],
  ['Jane Miller', 'Janie Doe', 'x1@example.com'],
  ['Bob Stone', 'Robert Stone', 'x1@example.com'],
  ['Robert James Stone', 'Bobby Stone Jr.', 'x1@example.com'],
  ['Elizabeth Jones', 'Liz Miller', 'x1@example.com'],
  ['Peggy Jones', 'Margaret Miller', 'pjones@example.com'],
  ['Peggy Jones', 'Margaret Miller', 'jonesp@example.com'],
  ['Peggy Jones', 'Margaret Miller', 'pj@example.com'],
  ['Peggy Jones', 'Margaret Miller', 'p.jones2@example.com'],
  ['Tony Jones', 'Anthony Miller', 'anthony@example.com'],
  ['Þóra Bek', 'Tora Helgason', 'x1@example.com'],
  ['Jürgen Müller', 'Juergen Mueller', 'x1@example.com'],
  ['MÜLLER Ø', 'Muller Oe', 'x1@example.com'],
  ['Łukasz Żak', 'Lukasz Zak', 'x1@example.com'],
  ['Søren Ærø', 'Soeren Aeroe', 'x1@example.com'],
  ['Weiß, Åse', 'Aase Weiss', 'x1@example.com'],
  ['Yuliya Sergeeva', 'Julia Sergejewa', 'x1@example.com'],
  ['Seán O’Brien', 'Sean OBrien', 'x1@example.com'],
  ['Lee Min-ho', 'Minho Yi', 'x1@example.com'],
  ['Ｊａｎｅ Ｄｏｅ', 'Jane Doe', 'x1@example.com'],
  ['Dr. Jane Doe', 'Jane Doe (ext)', 'x1@example.com'],
  ['Doe, Jane', 'Jane Doe | Example GmbH', 'x1@example.com'],
  ['J. D.', 'John Smith', 'john@example.com'],
  ['Janssen, Maes', 'Mae van Beek', 'x1@example.com'],
  ['Ella Stone', 'Ann Ell', 'x1@example.com'],
  ['Mariano Vela', 'M. Guevara', 'x1@example.com'],
  ['Lê, Nam', 'LÊ Hải Phương', 'x1@example.com'],
  ['{"givenName":"Jane","familyName":"Doe"}', 'John Smith', 'john@example.com'],
  // No names of people.
  ['', 'John Smith', 'john@example.com'],
  ['x', 'John Smith', 'john@example.com'],
  ['-', 'John Smith', 'john@example.com'],
  ['n/a', 'John Smith', 'john@example.com'],
  ['Jane', 'John Smith', 'john@example.com'],
  ['Finance', 'John Smith', 'john@example.com'],
  ['Customer Care', 'John Smith', 'john@example.com'],
  ['Full time', 'John Smith', 'john@example.com'],
  ['Room 4 East', 'John Smith', 'john@example.com'],
  ['Jane Doe', 'john@example.com', 'john@example.com'],
  ['Jane Doe', 'jsmith', 'john@example.com'],
  ['Jane Doe', '', 'john@example.com'],
  ['Jane Doe', 'Shared Mailbox Berlin', 'john@example.com'],
  ['Jane Doe', 'Former Employee', 'john@example.com'],
  // Another script.
  ['Иван Петров', 'John Smith', 'john@example.com'],
  ['王 小明', 'Xiaoming Wang', 'x1@example.com'],
  ['Jane Doe', 'Γιώργος Παπάς', 'john@example.com'],
];

/** The same of two people. */
const TWO: typeof ONE = [
  ['Doe, Jane', 'John Smith', 'john@example.com'],
  ['Jane Doe', 'Smith, John', 'jsmith@example.com'],
  ['Anna Fischer', 'Bob Stone', ''],
  ['Jane Doe', 'Mary Major', 'u12345@example.com'],
  ['Dr. Jane Doe', 'Dr. John Smith', 'john@example.com'],
  ['Jane Doe (ext)', 'John Smith (ext)', 'john@example.com'],
  ['Jane Doe (Finance)', 'John Smith (Finance)', 'john@example.com'],
  ['Jan van der Berg', 'Piet van der Meer', 'piet@example.com'],
  ['Jane Doe [Finance Desk]', 'John Smith [Finance Desk]', 'john@example.com'],
  ['JANE DOE', 'John Łukasz Müller', 'john@example.com'],
];

describe('names', () => {
  it.each(ONE)('%j and %j, %s, may be one person', (name, other, address) => {
    expect(areOthers(name, other, address)).toBe(false);
    expect(areOthers(name.toUpperCase(), other, address)).toBe(false);
  });

  it.each(TWO)('%j and %j, %s, are two', (name, other, address) => {
    expect(areOthers(name, other, address)).toBe(true);
  });

  it('of many words beside an address of their beginnings are told in no time', () => {
    const name = [...'cdefgiklmnoprtuv'].map((letter) => `ab${letter}`).join(' ');
    expect(areOthers(name, 'John Smith', `${'ab'.repeat(16)}z@example.com`)).toBe(true);
  });
});
