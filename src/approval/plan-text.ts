import { usageError } from '../errors/cli-errors.ts';
import { safeJson } from '../output/safe/safe-text.ts';
import type { Row } from '../runs/input/rows.ts';
import { MOST_PLAN_BYTES, type PlanHead } from './plan.ts';
import { PlanDigest } from './plan-digest.ts';

const PIECE = 64 * 1024;

/** The text of a plan in pieces, and its digest after the last of them. */
export interface PlanText {
  readonly pieces: AsyncIterable<string>;
  /** To be called after the last piece. */
  readonly digest: () => string;
}

/**
 * Writes a plan as JSON: a field a line and a row a line, so that a comparison of two plans shows people. `redact`
 * takes every secret out of JSON. Reading the pieces throws `CliError` (usage) for a plan that is too large to be
 * applied.
 */
export function planText(
  head: PlanHead,
  rows: AsyncIterable<Row>,
  redact: (json: string) => string,
): PlanText {
  let digest = '';
  const clean = <T>(value: T): T => wellFormed(redact(JSON.stringify(value)), value);
  async function* pieces(): AsyncGenerator<string> {
    const kept = clean(head);
    const counting = new PlanDigest(kept);
    const fields = Object.entries(kept).map(([name, value]) => `${safeJson(name)}: ${safeJson(value)},\n`);
    let text = `{\n${fields.join('')}"rows": [`;
    let [count, bytes] = [0, 0];
    for await (const row of rows) {
      const written = clean(row);
      counting.add(written);
      text += `${count === 0 ? '' : ','}\n${safeJson(written)}`;
      count += 1;
      if (text.length < PIECE) continue;
      bytes += Buffer.byteLength(text);
      if (bytes > MOST_PLAN_BYTES) throw tooLarge();
      yield text;
      text = '';
    }
    digest = counting.finish();
    yield `${text}${count === 0 ? '' : '\n'}],\n"digest": "${digest}"\n}\n`;
  }
  return { pieces: pieces(), digest: () => digest };
}

const tooLarge = () =>
  usageError(
    `the plan has more than ${MOST_PLAN_BYTES / 1024 / 1024} MiB, so it could not be applied`,
    'plan parts of the file, each with --where',
  );

/** Half of a pair of surrogates: JSON has an escape for it, Unicode and RFC 8785 have no text. */
const HALF = '\\ud';

/** The value of this JSON, with a sign for what is no Unicode in its texts; `same` where it says that. */
function wellFormed<T>(json: string, same: T): T {
  if (!json.includes(HALF)) return json === JSON.stringify(same) ? same : JSON.parse(json);
  const whole = (text: string) => Buffer.from(text).toString();
  return JSON.parse(json, (_, value: unknown) => {
    if (typeof value === 'string') return whole(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [whole(name), inner]));
  });
}
