import { describe, expect, it } from 'vitest';
import { codeIn, EXAMPLES, isForSystem } from '../errors/examples.ts';
import { useWorld } from '../world.ts';
import { closed, misfits } from './schemas.ts';

const world = useWorld();

/** A line that is one plain call, with variables before it or without: no shell is needed for it. */
const PLAIN = /^(?<env>(?:[A-Z_]+=[\w.:/-]* )*)aitronos (?<words>[\w .@:/=,%{}-]+)$/;

/** Examples of errors for which no server, no other program and no question is needed. */
const CALLS = EXAMPLES.flatMap(([code, , example]) => {
  const calls = example.lines.map((line) => PLAIN.exec(line)?.groups);
  const isPlain = example.server === undefined && example.answers === undefined && !isForSystem(example);
  return isPlain && calls.every((call) => call !== undefined) ? [[code, calls] as const] : [];
});

const variables = (text = ''): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split(' ')
      .filter((word) => word !== '')
      .map((word): [string, string] => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );

describe('an error in JSON', () => {
  it('is looked at for some codes', () => expect(CALLS.length).toBeGreaterThanOrEqual(10));

  it.each(CALLS)('%s', { timeout: 20_000 }, async (code, calls) => {
    const nobody = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_URL: undefined };
    let stderr = '';
    for (const { env, words } of calls) {
      const line = `${words} -o jsonl`;
      ({ stderr } = await world.current.run(line, { env: { ...nobody, ...variables(env) } }));
    }
    const [told = '', ...more] = stderr.split('\n').filter((each) => each.startsWith('{"error":'));
    expect(more).toEqual([]);
    expect(told).toMatch(codeIn(code));
    expect(misfits(closed()('error.json'), JSON.parse(told))).toEqual([]);
  });
});
