import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanHead } from '../../src/approval/plan.ts';
import { PlanDigest } from '../../src/approval/plan-digest.ts';
import { planMarkdown } from '../../src/approval/plan-table.ts';
import { planText } from '../../src/approval/plan-text.ts';
import { readPlan } from '../../src/approval/reading/read-plan.ts';
import { CliError } from '../../src/errors/cli-errors.ts';
import type { Row } from '../../src/runs/input/rows.ts';
import { ANY_CHARACTER } from '../text/any-character.ts';
import { digestOf, plannedRow, planOf } from './planned.ts';

const MANY = 20_000;

/** Reads a text as a plan: its digest, or the code of the refusal. Any other error is a defect. */
async function read(text: string | Buffer): Promise<{ readonly digest: string } | { readonly code: string }> {
  const stdin = Readable.from([Buffer.from(text)]);
  try {
    const { digest } = await readPlan('-', 'stdin', { stdin, signal: new AbortController().signal });
    return { digest };
  } catch (error) {
    if (error instanceof CliError && error.exit === 2) return { code: error.code };
    throw error;
  }
}

const REFUSED = /^(?:BAD_PLAN|PLAN_VERSION|PLAN_EDITED)$/;

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

/** A plan in the parts that the program makes it of. */
function partsOf(plan: Readonly<Record<string, unknown>>): {
  readonly head: PlanHead;
  readonly rows: readonly Row[];
} {
  const { rows, digest: _, ...head } = plan;
  // What these tests make up has the form of a plan.
  return { head: head as unknown as PlanHead, rows: rows as readonly Row[] };
}

async function textOf(head: PlanHead, rows: readonly Row[]): Promise<string> {
  const { pieces } = planText(head, each(rows), (json) => json);
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

const cell = fc.string({ unit: ANY_CHARACTER, maxLength: 12 });
const seen = fc.record({
  is_member: fc.boolean(),
  account_state: fc.option(cell),
  role_ids: fc.constant(null),
  department_ids: fc.constant(null),
  full_name: fc.option(cell),
  email: fc.option(cell),
});
const rows = fc.array(
  fc.record({ input: fc.dictionary(cell, cell, { maxKeys: 4 }), seen: fc.option(seen) }),
  {
    maxLength: 6,
  },
);
const plans = rows.map((some) =>
  planOf([], {
    total: some.length,
    rows: some.map((more, index) => plannedRow(index + 1, `usr_${index}`, more)),
  }),
);

describe('a plan', () => {
  it('of any texts is read as it was written, and has the digest of the whole', async () => {
    const property = fc.asyncProperty(plans, async (plan) => {
      const { head, rows: some } = partsOf(plan);
      const text = await textOf(head, some);
      const written = JSON.parse(text);
      expect(await read(text)).toEqual({ digest: digestOf(written) });
      expect(text).not.toMatch(/[^\n -~\u00a0-\uffff]/);
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it('is refused with any one byte edited, but for blanks between its fields', async () => {
    const { head, rows: some } = partsOf(planOf(['usr_abc123'], { reason: 'leaves' }));
    const text = await textOf(head, some);
    const before = JSON.parse(text);
    const taken: string[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const byte = text.charCodeAt(at);
      const edits = [
        String.fromCharCode(byte ^ 1),
        String.fromCharCode(byte ^ 32),
        '',
        'x',
        `${text[at]}${text[at]}`,
      ];
      for (const edit of edits) {
        const edited = text.slice(0, at) + edit + text.slice(at + 1);
        if (edited === text) continue;
        const answer = await read(edited);
        if ('code' in answer) expect(answer.code).toMatch(REFUSED);
        else {
          expect(JSON.parse(edited), `${at}: ${JSON.stringify(edit)}`).toEqual(before);
          taken.push(`${text[at]}>${edit}`);
        }
      }
    }
    expect([...new Set(taken)].filter((edited) => !/^\s>\s*$/.test(edited))).toEqual([]);
  });

  it('is refused cut anywhere', async () => {
    const { head, rows: some } = partsOf(planOf(['usr_abc123', 'usr_def456']));
    const text = (await textOf(head, some)).trimEnd();
    for (let length = 0; length < text.length; length += 1) {
      expect(await read(text.slice(0, length))).toEqual({ code: 'BAD_PLAN' });
    }
  });

  it('is no JSON of another kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        expect(await read(text)).toMatchObject({ code: expect.stringMatching(REFUSED) });
      }),
    );
  });

  const NAMES = [
    ...Object.keys(planOf([])),
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'settled',
  ];
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom('sandbox', 'usr_1', '__proto__', -0, '\ufffe'));

  it('with any field replaced is refused, or a plan all the same; with the right digest too', async () => {
    const edit = fc.record({ name: fc.constantFrom(...NAMES), value, inRow: fc.boolean() });
    const property = fc.asyncProperty(edit, async ({ name, value: other, inRow }) => {
      const row = inRow ? { [name]: other } : {};
      const plan = planOf([], {
        total: 1,
        rows: [Object.assign(Object.create(null), plannedRow(1, 'usr_a'), row)],
        ...(inRow ? {} : { [name]: other }),
      });
      const answer = await read(JSON.stringify(plan));
      if ('code' in answer) expect(answer.code).toMatch(REFUSED);
    });
    await fc.assert(property, { numRuns: 500 });
  });

  it('of twenty thousand rows is read whole', async () => {
    const users = Array.from({ length: MANY }, (_, index) => `usr_${index}`);
    const text = JSON.stringify(planOf(users));
    expect(await read(text)).toEqual({ digest: JSON.parse(text).digest });
    expect(await read(text.replace('usr_19999"', 'usr_19998"'))).toMatchObject({
      code: expect.stringMatching(REFUSED),
    });
  }, 30_000);

  it('is digested in pieces as it is whole', () => {
    const property = fc.property(plans, (plan) => {
      const { head, rows: some } = partsOf(plan);
      const counting = new PlanDigest(head);
      for (const row of some) counting.add(row);
      expect(counting.finish()).toBe(digestOf(plan));
    });
    fc.assert(property);
  });
});

describe('the Markdown of a plan', () => {
  it('has a line a row and seven cells a line, whatever stands in them', async () => {
    const property = fc.asyncProperty(plans, async (plan) => {
      const { head, rows: some } = partsOf(plan);
      const page = await planMarkdown(head, digestOf(plan), each(some));
      const lines = page.split('\n').filter((line) => line.startsWith('|'));
      expect(lines).toHaveLength(some.length === 0 ? 0 : some.length + 2);
      for (const line of lines) expect(line.split('|')).toHaveLength(9);
      expect(page).not.toMatch(/<(?!\/?code>)|\[|\]\(|@|!\[/);
    });
    await fc.assert(property);
  });

  it('of many rows fits a comment, and says how many are left', async () => {
    const users = Array.from({ length: 5000 }, (_, index) => `usr_${index}`);
    const plan = planOf(users);
    const { head, rows: some } = partsOf(plan);
    const page = await planMarkdown(head, digestOf(plan), each(some));
    expect(page.length).toBeLessThan(65_536);
    expect(page).toMatch(/And \d+ users more: the plan has them all\./);
  });
});
