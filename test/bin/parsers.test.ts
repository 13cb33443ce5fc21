import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();
const LIBRARY = pathToFileURL(fileURLToPath(new URL('../../dist/index.js', import.meta.url))).href;

/** undici has a parser of HTTP for machines with SIMD, and one for those without; the bundles hold one of them packed. */
const MACHINES = [
  ['with SIMD', '0'],
  ['without SIMD', '1'],
] as const;

it.each(MACHINES)('the program reads answers on a machine %s', async (_what, UNDICI_NO_WASM_SIMD) => {
  await machine.current.sandbox();
  expect(await machine.current.run(`${DEACTIVATE} -o ids`, { env: { UNDICI_NO_WASM_SIMD } })).toMatchObject({
    exit: 0,
    stdout: 'usr_abc123\n',
  });
});

it.each(MACHINES)('so does the library on a machine %s', async (_what, UNDICI_NO_WASM_SIMD) => {
  await machine.current.sandbox();
  const script = join(machine.current.home, 'program.mjs');
  writeFileSync(
    script,
    `import { Aitronos } from ${JSON.stringify(LIBRARY)};
const client = new Aitronos({ accessToken: 'sandbox-access-token', baseUrl: process.env.AITRONOS_API_URL });
console.log((await client.users.retrieve('usr_abc123', { organization_id: 'org_xyz789' })).user_id);
await client.close();
`,
  );
  expect(await machine.current.shell(`"$NODE" ${script}`, { env: { UNDICI_NO_WASM_SIMD } })).toMatchObject({
    exit: 0,
    stdout: 'usr_abc123\n',
  });
});
