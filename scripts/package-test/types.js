// The types of the library, as programs with other settings of TypeScript see them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project, root, run } from './place.js';

export function testTypes({ types, lib, module, moduleResolution }) {
  const environment = types.length === 0 ? "{ env: { AITRONOS_ACCESS_TOKEN: 'a-token' } }" : null;
  const example = `${environment === null ? '' : `const process: { env: Record<string, string> } = ${environment};\n`}
import { Aitronos } from 'aitronos';

const client = new Aitronos({ accessToken: process.env.AITRONOS_ACCESS_TOKEN });
const user = await client.users.deactivate('usr_abc123', {
  organization_id: 'org_xyz789',
  transfer_resources_to_department_id: 'dept_eng001',
});
user.account_state; // 'deactivated'

import { AitronosError, ApiError, type Attempt, type ClientOptions, ConnectionError, type User } from 'aitronos';
import type { Gate, InviteParams, Reached, WireRequest } from 'aitronos';
const options: ClientOptions = { apiKey: 'a-key', retries: 0, onAttempt: (attempt: Attempt) => void attempt.wait_ms };
const person: User = await new Aitronos(options).users.reactivate(
  user.id,
  { organization_id: user.organization_id },
  { signal: new AbortController().signal },
);
const name: string | null = person.full_name;
export function words(error: unknown): string | null {
  if (error instanceof ApiError) return error.code + error.status + name;
  if (error instanceof ConnectionError) return error.sent ? error.message : null;
  return error instanceof AitronosError ? error.code : null;
}
const gate: Gate = { acquire: async () => {}, release: () => {} };
const reached: Reached = await client.health.reach({ gate });
const request = (attempt: Attempt): WireRequest => attempt.request;
const nothing: string | undefined = reached.status === 200 ? undefined : request.name;
const invitation: InviteParams = { organization_id: 'org_1', email: 'a@example.com', full_name: nothing };
await client.users.inviteV2(invitation);
// What declarations are made of has to have a name that can be written there.
export const resources = { ...client };
export const settings = { ...options, retries: 5 };
export const made = (...facts: ConstructorParameters<typeof ApiError>) => ({ ...facts[0] });
// @ts-expect-error: there is no such option
new Aitronos({ accessToken: 'a-token', apiUrl: 'https://api.example.com' });
// @ts-expect-error: nobody is moved nowhere
await client.users.deactivate('usr_abc123', { organization_id: 'org_xyz789' });
await client.close();
`;
  writeFileSync(join(project, 'consumer.ts'), example);
  const compilerOptions = {
    target: 'ES2023',
    lib,
    types,
    typeRoots: [join(root, 'node_modules', '@types')],
    module,
    moduleResolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    declaration: true,
    noEmit: true,
  };
  const settings = { compilerOptions, files: ['consumer.ts'] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(settings));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  run(process.execPath, [tsc, '-p', project], { shell: false });
}
