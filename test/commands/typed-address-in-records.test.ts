import { expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const TO = `${ORG} --transfer-to dept_eng001`;
const JANE = { email: 'JANE@example.com' };

it.each<readonly [line: string, input: Readonly<Record<string, string>> | undefined, user_id: string | null]>(
  [
    [`users deactivate JANE@example.com ${TO}`, JANE, 'usr_abc123'],
    [`users deactivate usr_abc123 ${TO}`, undefined, 'usr_abc123'],
    [`users reactivate JANE@example.com ${ORG} --ticket T-1`, JANE, 'usr_abc123'],
    [`users remove JANE@example.com ${ORG} --yes`, JANE, 'usr_abc123'],
    [`users update-memberships JANE@example.com ${ORG} --no-roles --no-departments`, JANE, 'usr_abc123'],
    [`users deactivate gone@example.com ${TO} --missing skip`, { email: 'gone@example.com' }, null],
    [`users deactivate usr_gone ${TO} --missing skip`, undefined, 'usr_gone'],
    [`users invite jane@example.com ${ORG}`, { email: 'jane@example.com' }, null],
  ],
)('the record says what was typed, where that was an address: %s', async (line, input, user_id) => {
  const { stdout } = await world.current.run(`${line} -o jsonl`);
  expect(JSON.parse(stdout)).toMatchObject({ user_id, ...(input && { input }) });
  expect('input' in JSON.parse(stdout)).toBe(input !== undefined);
});
