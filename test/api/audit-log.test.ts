import { describe, expect, it } from 'vitest';
import type { AuditLogEntry, AuditLogFilter } from '../../src/index.ts';
import { useWorld } from '../world.ts';
import { clientIn } from './client.ts';

const world = useWorld();
const organization_id = 'org_xyz789';
const LOG = `/v1/organizations/${organization_id}/audit-log`;
const ENTRY = { id: 'audit_1', action_type: 'deactivated', anything: { else: [1] } };

/** Answers of a log with one entry, and what is understood of each. */
const ANSWERS: readonly (readonly [answer: unknown, total: number | null, has_more: boolean | null])[] = [
  [{ items: [ENTRY], total: 7, skip: 0, limit: 50, has_more: true }, 7, true],
  [{ items: [ENTRY], total: 1, skip: 0, limit: 50, has_more: false }, 1, false],
  [{ logs: [ENTRY], total_count: 7, skip: 0, take: 50 }, 7, null],
  [{ entries: [ENTRY], has_more: 'yes' }, null, null],
  [[ENTRY], null, null],
  [{ items: [null, ENTRY, 7, []], total: -1 }, null, null],
];

async function query(filter: Partial<AuditLogFilter> = {}) {
  const client = clientIn(world.current);
  try {
    return await client.auditLog.query({ organization_id, ...filter });
  } finally {
    await client.close();
  }
}

async function queryAll(limit?: number): Promise<readonly AuditLogEntry[]> {
  const client = clientIn(world.current);
  const found: AuditLogEntry[] = [];
  const options = limit === undefined ? {} : { limit };
  for await (const entry of client.auditLog.queryAll({ organization_id }, options)) found.push(entry);
  await client.close();
  return found;
}

describe('the audit log of the library', () => {
  it.each(ANSWERS)('a page may be %j', async (body, total, has_more) => {
    await world.current.script({ status: 200, body: JSON.stringify(body) });
    expect(await query()).toEqual({ items: [ENTRY], total, has_more });
  });

  it.each(['null', '7', '"none"', '{}', '{"total":1}', '{"items":{}}', '{"a":[],"b":[]}'])(
    'is no page: %s',
    async (body) => {
      await world.current.script({ status: 200, body });
      await expect(query()).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
    },
  );

  it('sends each filter under its own name, encoded', async () => {
    const filter = {
      entity_type: 'user',
      action_type: 'a&b=c',
      actor_id: 'usr_a',
      target_id: 'usr_t',
      department_id: 'dept_1',
      from_date: '2026-01-01T00:00:00+01:00',
      to_date: '2026-02-01',
      search_term: 'Zoë #1',
    };
    await world.current.script({ status: 200, body: { items: [] } });
    await query(filter);
    const [path = '', text] = world.current.requests[0]?.path.split('?') ?? [];
    expect(path).toBe(LOG);
    expect(Object.fromEntries(new URLSearchParams(text))).toEqual(filter);
  });

  it('reads the sandbox’s own, whole or as far as the limit', async () => {
    await world.current.deactivate();
    await world.current.run('users reactivate usr_abc123 --org org_xyz789');
    expect((await queryAll()).map(({ action_type }) => action_type)).toEqual(['reactivated', 'deactivated']);
    world.current.requests.length = 0;
    expect(await queryAll(1)).toHaveLength(1);
    expect(world.current.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET ${LOG}?skip=0&limit=1`,
    ]);
  });

  it('gives entries that are alike as often as they stand on a page', async () => {
    const alike = [{ action: 'x' }, { action: 'x' }];
    await world.current.script({ status: 200, body: { items: alike, total: 2, has_more: false } });
    expect(await queryAll()).toEqual(alike);
  });
});
