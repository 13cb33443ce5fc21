// The least that undici can do the same with: no options, no checks, no errors. Bundled before it is run.
import { request } from 'undici';

const { body } = await request(
  'https://api.aitronos.com/v1/organizations/org_xyz789/users/usr_abc123/deactivate',
  {
    method: 'POST',
    headers: { Authorization: 'Bearer YOUR_ACCESS_TOKEN', 'Content-Type': 'application/json' },
    body: JSON.stringify({ transfer_resources_to_department_id: 'dept_eng001' }),
  },
);
const { account_state } = await body.json();
console.log(account_state);
