import { describe, expect, it } from 'vitest';
import { findNearest } from '../../src/text/nearest.ts';

const PEOPLE = [
  'jane@example.com',
  'john@example.com',
  'ada@example.com',
  'zoe@example.com',
  'jane.doe@example.com',
];

describe('the addresses that are nearest', () => {
  it.each<readonly [typed: string, nearest: readonly string[]]>([
    ['jan@example.com', ['jane@example.com', 'jane.doe@example.com']],
    ['jnae@example.com', ['jane@example.com']],
    ['JANE@example.com', ['jane@example.com', 'jane.doe@example.com']],
    ['jon@example.com', ['john@example.com']],
    ['jane@exmaple.com', ['jane@example.com', 'jane.doe@example.com']],
    ['jane@example.org', ['jane@example.com']],
    ['jane@gmail.com', ['jane@example.com']],
    ['doe.jane@example.com', ['jane.doe@example.com']],
    ['jane-doe@example.com', ['jane.doe@example.com', 'jane@example.com']],
    ['zzz@example.com', []],
    ['nobody@example.com', []],
    ['xy@example.com', []],
    ['ada@other.net', ['ada@example.com']],
    ['adam@other.net', []],
  ])('to %s are %j', (typed, nearest) => {
    const found = findNearest(typed, PEOPLE);
    expect(found.slice(0, nearest.length || 1)).toEqual(nearest);
  });

  it.each<readonly [typed: string, nearest: readonly string[]]>([
    ['to', ['no', 'top']],
    ['gte', ['get']],
    ['xy', []],
    ['nwo', ['no', 'now']],
    ['sso', []],
    ['tpo', ['top']],
  ])('and the words nearest to %s are %j, which are not mostly other letters', (typed, nearest) => {
    expect(findNearest(typed, ['no', 'now', 'top', 'get', 'id', 'show'])).toEqual(nearest);
  });

  it('are compared by nothing but letters where they are no addresses', () => {
    expect(findNearest('exmaple.com', ['example.com', 'example.net'])).toEqual(['example.com']);
  });
});
