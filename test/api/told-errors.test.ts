import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isObject } from '../../src/validation/objects.ts';
import { useWorld } from '../world.ts';
import { clientIn } from './client.ts';
import { EVERY_METHOD } from './every-method.ts';

const world = useWorld();

const FILES: Readonly<Record<string, string>> = { auditLog: 'audit-log' };

/** What the comment of a method says. */
function commentOf(resource: string, method: string): string {
  const file = new URL(`../../src/api/${FILES[resource] ?? resource}.ts`, import.meta.url);
  const [before = ''] = readFileSync(file, 'utf8').split(new RegExp(`^  (?:async )?${method}\\(`, 'm'));
  return before.slice(before.lastIndexOf('/**'));
}

/** What the call throws after this answer of success. */
async function codeAfter(call: (typeof EVERY_METHOD)[number]['call'], body: string): Promise<string | null> {
  await world.current.script({ status: 200, body });
  const aitronos = clientIn(world.current);
  const error: unknown = await call(aitronos, {}).then(
    () => null,
    (reason: unknown) => reason,
  );
  await aitronos.close();
  return isObject(error) ? String(error['code']) : null;
}

it.each(EVERY_METHOD)('$name names the code for an answer that is none', async ({ name, call }) => {
  const [, resource = '', method = ''] = name.split('.');
  const comment = commentOf(resource, method);
  for (const body of ['5', '{"success":false}']) {
    const code = await codeAfter(call, body);
    const isTold = code === null || comment.includes(code) || /Throws as `\w+` does/.test(comment);
    expect(isTold, `${code} after ${body}: ${comment}`).toBe(true);
  }
});
