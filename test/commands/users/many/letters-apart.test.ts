import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';

const world = useWorld();

/** A header and two cells that name who is to stay, which are refused however their letters are written. */
const COLUMNS: readonly (readonly [string, string, string])[] = [
  ['Löschen', 'ja', 'nein'],
  ['Noch beschäftigt?', 'ja', 'nein'],
  ['Congé maternité', 'oui', 'non'],
  ['Désactiver', 'oui', 'non'],
  ['Kündigung zurückgezogen', 'ja', ''],
  ['Notes', '', 'nicht löschen'],
  ['재직', '예', '아니오'],
];

describe('a column whose letters and marks are apart, as macOS writes them', () => {
  it.each(COLUMNS)('%s: %s, %s', async (header, one, other) => {
    await world.current.sandbox();
    const rows = `Email,${header}\njohn@example.com,${one}\nzoe@example.com,${other}\n`;
    const line = 'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --dry-run';
    const [whole, apart] = [
      await world.current.run(line, { stdin: rows.normalize('NFC') }),
      await world.current.run(line, { stdin: rows.normalize('NFD') }),
    ];
    expect([whole.exit, apart.exit]).toEqual([2, 2]);
    expect(apart.stderr).toBe(whole.stderr);
  });
});

it('keeps in results, and in the rows of a roster, what the file says', async () => {
  await world.current.sandbox();
  const note = `${'Löschen'.normalize('NFD')} ${'o\u0301'}${'\u0301'.repeat(12)}`;
  const stdin = `email,Team\njane@example.com,${note}\n`;
  const line = 'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes -o json';
  const { results } = JSON.parse((await world.current.run(line, { stdin })).stdout);
  expect(results[0].input.Team).toBe(note);
  const roster = `email,Team,Status\njohn@example.com,${note},gone\nada@example.com,x,here\n`;
  const diff = 'users diff --roster - --org org_xyz789 --where Status=here --max 90% -o json';
  const found = JSON.parse((await world.current.run(diff, { stdin: roster })).stdout);
  expect(JSON.stringify(found)).toContain(JSON.stringify(note));
});
