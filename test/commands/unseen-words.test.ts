import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const DEACTIVATE = ['users', 'deactivate', 'usr_abc123', '--org', 'org_xyz789'];
const FROM = [...DEACTIVATE.slice(0, 2), '--org', 'org_xyz789', '--from'];

/** Else a message says that there is no such thing, and names the very thing. */
describe('what cannot be seen in a word is shown where the word is refused', () => {
  it.each<readonly [what: string, words: readonly string[], shown: string]>([
    ['a noun', ['us\u200bers'], "'us\\u200bers'"],
    ['a verb', ['users', 'li\u200bst'], "'li\\u200bst'"],
    ['a verb before --help', ['users', 'li\u200bst', '--help'], "'li\\u200bst'"],
    ['a topic', ['help', 'err\u00adors'], "'err\\u00adors'"],
    ['an option', ['users', 'list', '--al\u200bl'], "'--al\\u200bl'"],
    ['a field', ['roles', 'list', '--org', 'org_xyz789', '--fields', 'na\u200bme'], '"na\\u200bme"'],
    ['a run', ['runs', 'show', '2026\u200b'], 'begins with 2026\\u200b'],
    [
      'an organization',
      [...DEACTIVATE.slice(0, 4), 'Exa\u200bmple', '--transfer-to', 'dept_1'],
      '"Exa\\u200bmple"',
    ],
    ['a department', [...DEACTIVATE, '--transfer-to', 'Engin\u202eeering'], '"Engin\\u202eeering"'],
    [
      'a role',
      ['users', 'invite', 'a@b.ch', '--org', 'org_xyz789', '--role', 'Mem\u200bber'],
      '"Mem\\u200bber"',
    ],
    ['a filter', ['users', 'list', '--org', 'org_xyz789', '--role', 'Own\u200ber'], '"Own\\u200ber"'],
    ['a file to read', [...FROM, 'no\u200bfile'], 'cannot read no\\u200bfile'],
    ['a file to write', ['users', 'list', '--log-file', '/no\u200b/x'], 'cannot write /no\\u200b/x'],
    ['a field of --column', [...FROM, 'x', '--column', 'em\u200bail=x'], 'no field "em\\u200bail"'],
  ])('%s', async (_, words, shown) => {
    const { exit, stdout, stderr } = await world.current.run(words);
    expect({ stdout, refused: exit === 1 || exit === 2 }).toEqual({ stdout: '', refused: true });
    expect(stderr.split('\n')[0]).toContain(shown);
  });
});
