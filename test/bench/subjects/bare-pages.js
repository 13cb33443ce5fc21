// The least that undici can do for a list: a pool, so many pages at once, every answer parsed and its rows written as lines.
import { Pool } from 'undici';

const [members, in_flight, token] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];
const pool = new Pool('https://api.aitronos.com', { connections: in_flight });
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const STEP = 99;
let next = 0;

async function worker() {
  while (next + 1 < members) {
    const body = JSON.stringify({ skip: next, take: STEP + 1, sort_field: 'created_at' });
    next += STEP;
    const path = '/v1/organizations/org_xyz789/users';
    const answer = await pool.request({ method: 'POST', path, headers, body });
    const { users } = await answer.body.json();
    process.stdout.write(users.map((user) => `${JSON.stringify(user)}\n`).join(''));
  }
}

await Promise.all(Array.from({ length: in_flight }, worker));
await pool.close();
