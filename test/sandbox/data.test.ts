import { describe, expect, it } from 'vitest';
import { departments, firstPeople, firstPerson } from '../../src/sandbox/data.ts';
import { roles } from '../../src/sandbox/roles.ts';

describe('the first data', () => {
  it('has people whose names are missing, not ASCII or wide', () => {
    const names = [...firstPeople()].map(({ full_name }) => full_name);
    expect(names).toContain(null);
    expect(names).toContain('Zoë Müller-Łuczak');
    expect(names).toContain('山田 太郎');
  });

  it('has one person who has left', () => {
    expect(
      [...firstPeople()].filter((person) => person.account_state !== 'active').map(({ id }) => id),
    ).toEqual(['usr_left01']);
  });

  it('has as many people as it is told, each found by id, each with an address of their own', () => {
    const people = [...firstPeople(5_000)];
    expect(people).toHaveLength(5_000);
    expect(new Set(people.map(({ email }) => email)).size).toBe(5_000);
    for (const person of people) expect(firstPerson(person.id, 5_000)).toEqual(person);
  });

  it('counts the members that there are', () => {
    const people = [...firstPeople(1_003)];
    for (const { id, member_count } of departments(1_003)) {
      expect([id, people.filter((person) => person.department_ids.includes(id)).length]).toEqual([
        id,
        member_count,
      ]);
    }
    for (const { id, member_count } of roles(1_003)) {
      expect([id, people.filter((person) => person.role_ids.includes(id)).length]).toEqual([
        id,
        member_count,
      ]);
    }
  });
});
