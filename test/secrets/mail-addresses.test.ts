import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactAddress } from '../../src/secrets/addresses.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

describe('an e-mail address in a message', () => {
  it.each([
    'mailto:jane@example.com',
    'MAILTO:jane@example.com',
    'mailto: jane@example.com',
    'smtp:jane@example.com',
    'Jane Doe [mailto:jane@example.com]',
    'mailto:jane@example.com; mailto:sam@example.com',
    'jane@example.com',
    'Mail : jane@example.com',
    '  email: jane@example.com',
    'NOTE: do not touch jane@example.com',
  ])('is no password of an address: %s', (text) => {
    expect(redactAddress(text)).toBe(text);
  });

  it('is shown as it was typed', async () => {
    const { stderr } = await world.current.run('users get mailto:jane@example..com --org org_xyz789');
    expect(stderr).toContain('mailto:jane@example..com');
  });

  const word = fc.stringMatching(/^[A-Za-z0-9!$*_.~-]{6,20}$/);
  const scheme = fc.constantFrom(
    'https',
    'http',
    'mailto',
    'smtp',
    'ftp',
    'redis',
    'socks5',
    'x-mailto',
    'mailto+x',
  );
  const between = fc.constantFrom('://', ':', '://mailto:', ':mailto:', ':smtp:');
  const at = fc.constantFrom('@', '%40');

  it('hides no user and password in an address of any scheme', () => {
    fc.assert(
      fc.property(scheme, between, word, word, at, (name, sign, user, password, sep) => {
        const shown = redactAddress(`${name}${sign}${user}:${password}${sep}example.com/x`);
        expect(shown).toContain('[redacted]');
        expect(shown).not.toContain(password);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['mailto:mailto:hunter2secret@example.com'],
    ['https://mailto:hunter2secret@example.com'],
    ['user.mailto:hunter2secret@example.com'],
    ['jane:hunter2secret@example.com'],
    ['//jane:hunter2secret@example.com'],
    ['mailto:jane@example.com,bob:hunter2secret@example.com'],
    ['mailto://hunter2secret@example.com'],
  ])('does not open a way out for a password: %s', (text) => {
    expect(redactAddress(text)).not.toContain('hunter2secret');
  });
});
