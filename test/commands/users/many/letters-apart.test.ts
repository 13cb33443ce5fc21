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
