import { statSync } from 'node:fs';
import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { Row } from '../runs/input/rows.ts';
import type { Environment } from '../system/environment.ts';
import { readUserFile } from '../system/user-files.ts';
import { readJson } from '../text/json.ts';
import { countNames } from '../text/json-scan.ts';
import { isObject } from '../validation/objects.ts';
import { MOST_PLAN_BYTES, PLAN_VERSION, type PlanHead } from './plan.ts';
import { checkPlan } from './plan-checks.ts';
import { PlanDigest } from './plan-digest.ts';

/** A plan that was read: whole, and as it was written. */
export interface OpenPlan {
  readonly head: PlanHead;
  readonly digest: string;
  readonly rows: () => readonly Row[];
  /** The rows for the last time: they leave the memory of the plan. */
  readonly takeRows: () => readonly Row[];
}

/**
 * Reads a plan that the user names, or stdin for `-`, and checks all of it. Throws `CliError` (usage): `BAD_PLAN`,
 * `PLAN_VERSION`, or `PLAN_EDITED` where its content is not what its digest says. `name`: the file's in messages.
 */
export async function readPlan(
  file: string,
  name: string,
  environment: Pick<Environment, 'stdin' | 'signal'>,
): Promise<OpenPlan> {
  const json = parsePlan(await readText(file, name, environment), name);
  refuseOtherVersion(json, name);
  const plan = checkPlan(json);
  if ('flaw' in plan) throw badPlan(name, plan.flaw);
  const { head, digest } = plan;
  if (digest !== digestOf(head, plan.rows)) {
    const message = `${name} was edited after it was written: its content is not what its digest says`;
    throw new CliError('PLAN_EDITED', EXIT.usage, `${message}: nothing was sent`, PLAN_AGAIN);
  }
  let rows = plan.rows;
  return {
    head,
    digest,
    rows: () => rows,
    takeRows() {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

/** The step after a refusal of a plan. */
const PLAN_AGAIN = 'plan it again: the same command with --plan';

const badPlan = (name: string, flaw: string): CliError =>
  new CliError('BAD_PLAN', EXIT.usage, `${name} ${flaw}: nothing was sent`, PLAN_AGAIN);

async function readText(
  file: string,
  name: string,
  environment: Pick<Environment, 'stdin' | 'signal'>,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  refuseLarge(name, sizeOf(file));
  for await (const chunk of readUserFile(file, environment)) {
    length += chunk.length;
    refuseLarge(name, length);
    chunks.push(chunk);
  }
  if (length === 0) throw badPlan(name, 'is empty');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw badPlan(name, 'is no plan: it is no text in UTF-8');
  }
}

function refuseLarge(name: string, bytes: number): void {
  if (bytes <= MOST_PLAN_BYTES) return;
  throw badPlan(name, `has more than ${MOST_PLAN_BYTES / 1024 / 1024} MiB, which no plan has`);
}

/** The size of a regular file in bytes; 0 for anything else, which is counted while it is read. */
function sizeOf(file: string): number {
  const found = file === '-' ? undefined : statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : 0;
}

function parsePlan(text: string, name: string): unknown {
  let json: unknown;
  try {
    json = readJson(text);
  } catch {
    throw badPlan(name, 'is no plan, or a part of one: it is no JSON');
  }
  // Of two fields with one name the last counts, and a reader may have seen the first.
  if (countNames(text) !== countFields(json)) throw badPlan(name, 'has a field twice');
  return json;
}

/** The number of fields of all objects in a value. */
function countFields(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countFields(item), 0);
  if (!isObject(value)) return 0;
  let count = 0;
  for (const inner of Object.values(value)) count += 1 + countFields(inner);
  return count;
}

function refuseOtherVersion(json: unknown, name: string): void {
  if (!isObject(json)) return;
  const { schema_version: version, rows, digest } = json;
  const isPlan = Array.isArray(rows) && typeof digest === 'string';
  if (!isPlan || !Number.isSafeInteger(version) || version === PLAN_VERSION) return;
  const which = Number(version) > PLAN_VERSION ? 'a newer' : 'an older';
  throw new CliError(
    'PLAN_VERSION',
    EXIT.usage,
    `${name} is a plan of ${which} version of aitronos (plans of version ${version}, here ${PLAN_VERSION}): nothing was sent`,
    'apply it with the version that wrote it, or plan it again with this one',
  );
}

/** The digest of the content; empty for texts that are no Unicode, which no plan has. */
function digestOf(head: PlanHead, rows: readonly Row[]): string {
  try {
    const counting = new PlanDigest(head);
    for (const row of rows) counting.add(row);
    return counting.finish();
  } catch {
    return '';
  }
}
