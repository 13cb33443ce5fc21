import { describe, expect, it } from 'vitest';
import { countMembers } from '../../src/sandbox/state/counts.ts';
import { Projection } from '../../src/sandbox/state/events/projection.ts';
import {
  findFirstPerson,
  findFirstPersonByEmail,
  generatePeople,
  joinedAt,
} from '../../src/sandbox/state/first-data.ts';

describe('the first data', () => {
  it('has people whose names are missing, not ASCII or wide', () => {
    const names = [...generatePeople(null)].map(({ full_name }) => full_name);
    expect(names).toContain(null);
    expect(names).toContain('Zoë Müller-Łuczak');
    expect(names).toContain('山田 太郎');
  });

  it('has one person who has left', () => {
    expect(
      [...generatePeople(null)].filter((person) => person.account_state !== 'active').map(({ id }) => id),
    ).toEqual(['usr_left01']);
  });

  it('has as many people as it is told, each found by id, each with an address of their own', () => {
    const people = [...generatePeople(5_000)];
    expect(people).toHaveLength(5_000);
    expect(new Set(people.map(({ email }) => email)).size).toBe(5_000);
    for (const person of people) {
      expect(findFirstPerson(person.id, 5_000)).toEqual(person);
      expect(findFirstPersonByEmail(person.email.toUpperCase(), 5_000)).toEqual(person);
    }
    expect(findFirstPersonByEmail('bea.abel.2@example.org', 5_000)).toBeUndefined();
    expect(findFirstPersonByEmail('bea.abel.5000@example.com', 5_000)).toBeUndefined();
  });

  it('has people who joined one after the other', () => {
    const times = [...generatePeople(50)].map(({ id }) => joinedAt(id));
    expect(times[0]).toBe('2025-01-15T09:00:00Z');
    expect(new Set(times).size).toBe(50);
    expect([...times].sort()).toEqual(times);
  });

  it('counts the members that there are', () => {
    const people = [...generatePeople(1_003)];
    const { departments, roles } = countMembers({ users: 1_003, projection: new Projection() });
    for (const [id, count] of departments) {
      expect([id, people.filter((person) => person.department_ids.includes(id)).length]).toEqual([id, count]);
    }
    for (const [id, count] of roles) {
      expect([id, people.filter((person) => person.role_ids.includes(id)).length]).toEqual([id, count]);
    }
  });
});
