import { describe, expect, it } from 'vitest';
import { file } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

/** Who leaves when, in one file that HR keeps; the last one stays. */
const LEAVERS: Readonly<Record<string, string>> = {
  usr_000001: '2026-10-01',
  usr_000002: '2026-10-12',
  usr_000003: '2026-10-24',
  usr_000004: '2026-10-25',
  usr_000005: '2026-10-31',
  usr_000006: '2026-11-02',
  usr_000007: '2027-03-31',
};

const FILE = ['user_id,last_day', ...Object.entries(LEAVERS).map((row) => row.join(',')), ''].join('\n');

const DAYS = Array.from({ length: 35 }, (_, index) =>
  new Date(Date.UTC(2026, 9, 1 + index)).toISOString().slice(0, 10),
);

/** When the scheduler calls: at half past noon UTC, when it is another day or the same one where the people are. */
const CALL = 'T12:30:00Z';

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

interface Answer {
  readonly summary: { readonly total: number; readonly not_due: number };
  readonly results: readonly { readonly user_id: string; readonly outcome: string }[];
}

/** One call of the scheduler. */
async function call(path: string, zone: string, day: string): Promise<Answer> {
  const line = `users deactivate --from ${path} --due --time-zone ${zone} --now ${day}${CALL} --json --yes`;
  const { exit, stdout } = await world.current.run(
    `${line} --org org_xyz789 --transfer-to dept_eng001 --no-check`,
  );
  expect({ day, exit }).toEqual({ day, exit: 0 });
  return JSON.parse(stdout);
}

describe('a month of calls with one file, every day', () => {
  const ZONES: readonly (readonly [zone: string, calledOn: (day: string) => string])[] = [
    // The first call at which the last day is over there.
    ['Europe/Zurich', dayAfter],
    ['Pacific/Kiritimati', (day) => day],
    ['Pacific/Pago_Pago', dayAfter],
  ];
  it.each(ZONES)(
    'deactivates each leaver once, and on the right day: %s',
    { timeout: 20_000 },
    async (zone, calledOn) => {
      await world.current.sandbox({ users: 20 });
      const path = await file(world.current, 'hr.csv', FILE);
      const changed: [user: string, day: string][] = [];
      for (const day of DAYS) {
        const { summary, results } = await call(path, zone, day);
        expect(summary.total + summary.not_due).toBe(Object.keys(LEAVERS).length);
        const before = changed.map(([user]) => user).sort();
        const of = (outcome: string) =>
          results.filter((one) => one.outcome === outcome).map(({ user_id }) => user_id);
        expect(of('unchanged').sort()).toEqual(before);
        changed.push(...of('changed').map((user): [string, string] => [user, day]));
      }
      const due = Object.entries(LEAVERS).map(([user, day]) => [user, calledOn(day)]);
      expect(changed).toEqual(due.filter(([, day = '']) => day <= (DAYS.at(-1) ?? '')));
    },
  );
});
