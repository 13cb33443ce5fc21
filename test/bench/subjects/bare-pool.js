// The least that undici can do for many: a pool, so many requests at once, every answer parsed. No journal, no limiter, no results.
import { Pool } from 'undici';

const [rows, connections] = [Number(process.argv[2]), Number(process.argv[3])];
const pool = new Pool('https://api.aitronos.com', { connections });
const headers = { authorization: 'Bearer YOUR_ACCESS_TOKEN', 'content-type': 'application/json' };
const body = JSON.stringify({ transfer_resources_to_department_id: 'dept_eng001' });
let next = 1;
let done = 0;

async function worker() {
  while (next <= rows) {
    const id = `usr_${String(next++).padStart(6, '0')}`;
    const path = `/v1/organizations/org_xyz789/users/${id}/deactivate`;
    const answer = await pool.request({ method: 'POST', path, headers, body });
    const { account_state } = await answer.body.json();
    if (account_state === 'deactivated') done += 1;
  }
}

await Promise.all(Array.from({ length: connections }, worker));
await pool.close();
console.log(`${done} deactivated`);
