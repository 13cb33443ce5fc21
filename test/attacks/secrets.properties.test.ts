import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMS, readable } from '../secrets/hiding.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const TOKEN = 'Zx9-q_7KpLw.2~mVtR';
const LINES = [
  'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001',
  'users deactivate --from - --yes --no-check --org org_xyz789 --transfer-to dept_eng001',
  'users get usr_abc123 --org org_xyz789',
  'users list --org org_xyz789',
  'departments list --org org_xyz789 --tree',
  'roles list --org org_xyz789',
  'auth status',
  'api get /v1/x --include',
  'doctor',
] as const;

const form = fc.constantFrom(...Object.values(FORMS)).map((write) => write(TOKEN));
const around = fc.string({ maxLength: 6, unit: 'grapheme' });
const hiding = fc.tuple(around, form, around).map((parts) => parts.join(''));
const NAMES = ['id', 'name', 'message', 'code', 'details', 'error', 'account_state', 'users', 'email', 'x'];
const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: hiding });
const leaf = fc.oneof(
  { weight: 3, arbitrary: hiding },
  fc.constantFrom<unknown>('usr_abc123', 'deactivated', 'org_xyz789', null, true, 7, 12.5),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(name, tie('json'), { maxKeys: 5 }),
  ),
}));
const body = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.dictionary(name, json, { minKeys: 1, maxKeys: 5 }).map((x) => JSON.stringify(x)),
  },
  { weight: 1, arbitrary: json.map((value) => JSON.stringify([value])) },
  { weight: 1, arbitrary: hiding },
  { weight: 1, arbitrary: fc.tuple(json, around).map(([value, junk]) => `${JSON.stringify(value)}${junk}x`) },
  // Written raw into a JSON: what is an escape there is one of JSON's.
  { weight: 1, arbitrary: hiding.map((text) => `{"id":"usr_abc123","note":"${text}"}`) },
);
const header = hiding.map((text) => text.replaceAll(/[^\x20-\x7e]/g, ''));

/** All that the program left on the disk. */
const onDisk = (folder: string): string =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((file) => join(folder, file))
        .filter((file) => statSync(file).isFile())
        .map((file) => readFileSync(file, 'utf8'))
        .join('\n')
    : '';

describe('whatever an API answers', () => {
  it('the token of the caller is nowhere', async () => {
    const call = fc.record({
      line: fc.constantFrom(...LINES),
      format: fc.constantFrom('table', 'json', 'jsonl', 'csv'),
      debug: fc.boolean(),
      status: fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 403, 404, 422, 500),
      body,
      header,
    });
    // A busy machine does fewer calls: none is left in the middle, as a limit of fast-check's would leave it.
    const end = performance.now() + 10_000;
    await fc.assert(
      fc.asyncProperty(call, async ({ line, format, debug, status, body, header }) => {
        if (performance.now() > end) return;
        const w = world.current;
        const headers = { 'x-request-id': header, location: `/${header}` };
        await w.script({ status, headers, body });
        // What `api` prints is the answer itself, in no other format.
        const output = line.startsWith('api') ? '' : `-o ${format}`;
        const words = `${line} ${output} --retries 0 ${debug ? '--debug' : ''}`;
        const env = { AITRONOS_ACCESS_TOKEN: TOKEN };
        const { stdout, stderr } = await w.run(words, { env, stdin: 'usr_abc123\n' });
        for (const text of [stdout, stderr, onDisk(w.home)]) {
          expect(text).not.toContain(TOKEN);
          expect(readable(text)).not.toContain(TOKEN);
        }
        expect(stderr).not.toContain('a bug in aitronos');
      }),
      { numRuns: 250 },
    );
  }, 30_000);
});
