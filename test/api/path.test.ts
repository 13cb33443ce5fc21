import fc from 'fast-check';
import { expect, it } from 'vitest';
import { path } from '../../src/api/path.ts';

it('keeps every value inside its own segment', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (value) => {
      fc.pre(value !== '.' && value !== '..' && !/[/\\]/.test(value));
      const url = new URL(`https://api.example${path`/v1/users/${value}/deactivate`}`);
      expect(url.pathname.split('/')).toHaveLength(5);
      expect(decodeURIComponent(url.pathname.split('/')[3] ?? '')).toBe(value);
    }),
  );
});

it.each([null, undefined, 5, ['usr_1'], {}, Symbol('usr_1'), true])(
  'refuses %o, which is no text',
  (value) => {
    expect(() => path`/v1/users/${value as string}`).toThrow(
      /^(?:null|undefined|number|a list|object|symbol|boolean) cannot be part of a path: expected an id after/,
    );
  },
);

it.each(['', '.', '..', 'usr_1/../usr_2', 'usr_1/delete', 'usr_1\\usr_2', '/'])(
  'refuses %j, which would lead elsewhere',
  (value) => {
    expect(() => path`/v1/users/${value}`).toThrow(
      `${JSON.stringify(value)} cannot be part of a path: expected an id after /v1/users/`,
    );
  },
);
