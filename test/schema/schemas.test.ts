import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allCommands, readCommandTree } from '../../scripts/docs/command-tree.ts';
import { ANSWER_FORMS, commandFacts } from '../../src/commands/tree/command-facts.ts';
import { EXIT } from '../../src/errors/exit-codes.ts';
import { operationOf } from '../../src/operations/by-action.ts';
import { OUTCOMES } from '../../src/results/record.ts';
import { KINDS } from '../../src/roster/difference.ts';
import { countStates } from '../../src/runs/ledger/checks/verify-journals.ts';
import { isObject } from '../../src/validation/objects.ts';
import { planOf } from '../approval/planned.ts';
import { closed, type Json, misfits, published, SCHEMAS } from './schemas.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = [...SCHEMAS.keys()];

/** Every schema within a schema, itself included, with where it stands. */
function* parts(schema: unknown, place: string): Generator<[string, Json]> {
  if (Array.isArray(schema)) for (const [at, one] of schema.entries()) yield* parts(one, `${place}/${at}`);
  if (!isObject(schema)) return;
  yield [place, schema];
  for (const [name, inner] of Object.entries(schema)) yield* parts(inner, `${place}/${name}`);
}

const every = [...SCHEMAS].flatMap(([file, schema]) => [...parts(schema, file)]);

describe('the schemas', () => {
  it('are the ones that the package promises, and are in it', () => {
    const names = ['commands', 'diff', 'error', 'plan', 'record', 'summary', 'verify'];
    expect(files).toEqual(names.map((name) => `${name}.json`));
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).files).toContain('schema');
  });

  it.each(files)('%s is a schema of draft 2020-12 that is found beside the others', (file) => {
    const schema = SCHEMAS.get(file);
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: file,
      title: expect.any(String),
      description: expect.any(String),
    });
    expect(() => published()(file)).not.toThrow();
    expect(JSON.stringify(schema)).not.toMatch(/https?:(?!\/\/json-schema\.org\/draft\/2020-12\/schema")/);
  });

  it('describe every field', () => {
    const bare = every.flatMap(([place, { properties }]) =>
      Object.entries(isObject(properties) ? properties : {})
        .filter(([, field]) => isObject(field) && !('description' in field) && !('$ref' in field))
        .filter(() => !/\/(?:if|then)$/.test(place))
        .map(([name]) => `${place}.${name}`),
    );
    expect(bare).toEqual([]);
  });

  it('take a field that a later version adds, except a plan, in which it would not have been approved', () => {
    const error = { code: 'X', message: '', status: null, type: null, details: {}, trace_id: null };
    const rest = { request_id: null, retryable: false, retry_after_s: null, hint: null };
    const more = { error: { ...error, ...rest, later: 1 } };
    expect(misfits(published()('error.json'), more)).toEqual([]);
    expect(misfits(closed()('error.json'), more)).not.toEqual([]);
    const plan = planOf(['usr_a']);
    expect(misfits(published()('plan.json'), plan)).toEqual([]);
    expect(misfits(published()('plan.json'), { ...plan, later: 1 })).not.toEqual([]);
  });

  it.each([
    ['an outcome that contradicts what changed', 'record.json', { outcome: 'failed', changed: true }],
    ['a change that is not known to be none', 'record.json', { outcome: 'unknown', changed: false }],
    ['a record without its outcome', 'record.json', { outcome: undefined }],
    ['the id of something else', 'record.json', { user_id: 'dept_a' }],
  ])('refuse %s', (_, ref, wrong) => {
    const record = {
      ...{ schema_version: 1, action: 'deactivate', user_id: 'usr_a', organization_id: 'org_a' },
      ...{ outcome: 'changed', changed: true, account_state: null, transferred_to_department_id: null },
      ...{ user: null, error: null, request_id: null, attempts: 1, duration_ms: 0 },
    };
    expect(misfits(published()(ref), record)).toEqual([]);
    expect(misfits(published()(ref), JSON.parse(JSON.stringify({ ...record, ...wrong })))).not.toEqual([]);
  });
});

const words = (file: string, ...steps: readonly string[]): unknown =>
  steps.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), SCHEMAS.get(file));

describe('the words that a schema lists are those of the program', () => {
  const { runs: _, ...states } = countStates([]);
  it.each([
    ['record.json', 'outcome', OUTCOMES],
    ['record.json', 'action', Object.keys(operationOf)],
    ['summary.json', 'action', Object.keys(operationOf)],
    ['plan.json', 'action', Object.keys(operationOf)],
    ['diff.json', 'kind', KINDS],
    ['summary.json', 'exit_code', [...Object.values(EXIT), null]],
  ])('%s %s', (file, field, expected) => {
    expect(words(file, 'properties', field, 'enum')).toEqual(expected);
  });

  it('the states of journals', () => {
    const told = words('verify.json', '$defs', 'finding', 'properties', 'state', 'enum');
    expect(told).toEqual([...Object.keys(states), 'broken', 'forked', 'torn', 'no_ledger']);
  });

  it('the counts of a summary', () => {
    const counts = Object.keys(words('summary.json', 'properties') ?? {});
    expect(counts).toEqual(expect.arrayContaining([...OUTCOMES]));
  });
});

describe('the table of commands', () => {
  const verbs = allCommands(readCommandTree()).filter(({ commands }) => commands.length === 0);

  it.each(verbs.map(({ words }) => words.join(' ')))('says of %s what it changes and answers', (name) => {
    const facts = commandFacts(name);
    expect(facts).not.toBeNull();
    for (const { json, jsonl } of facts?.answers ?? []) {
      expect(() => published()(json)).not.toThrow();
      expect(() => published()(jsonl)).not.toThrow();
    }
  });

  it('names every form of an answer somewhere', () => {
    const named = new Set(verbs.flatMap(({ words }) => commandFacts(words.join(' '))?.answers ?? []));
    expect(Object.values(ANSWER_FORMS).filter((form) => !named.has(form))).toEqual([]);
  });
});
