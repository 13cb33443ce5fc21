import { isDeepStrictEqual } from 'node:util';
import { CliError, PLAN_AGAIN } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { systemCode } from '../../errors/reason.ts';
import type { Row } from '../../runs/input/rows.ts';
import type { Environment } from '../../system/environment.ts';
import { countFields, readJson } from '../../text/json.ts';
import { countNames } from '../../text/json-scan.ts';
import { isObject } from '../../validation/objects.ts';
import { PLAN_VERSION, type PlanHead } from '../plan.ts';
import { checkAround, headBefore, type WellFormedHead } from './plan-checks.ts';
import { PlanRows } from './plan-rows.ts';
import { TooLong } from './plan-scanner.ts';
import { Changed, openPlanBytes, type PlanBytes, PlanReading } from './plan-source.ts';

/** A plan that was read: whole, and as it was written. */
export interface OpenPlan {
  readonly head: PlanHead;
  readonly digest: string;
  /**
   * Reads the rows again, from the same open file. Throws `CliError` (usage, `PLAN_EDITED`) where that was written to
   * meanwhile, before any row that changed.
   */
  readonly rowBlocks: () => AsyncIterable<readonly Row[]>;
  readonly close: () => void;
}

/**
 * Reads a plan that the user names, or stdin for `-`, and checks all of it, row by row. Throws `CliError` (usage):
 * `BAD_PLAN`, `PLAN_VERSION`, or `PLAN_EDITED` where its content does not match its digest. `name`: the file's in
 * messages.
 */
export async function readPlan(
  file: string,
  name: string,
  environment: Pick<Environment, 'stdin' | 'signal'>,
): Promise<OpenPlan> {
  const bytes = openPlanBytes(file, environment);
  try {
    const { head, digest, pieces } = await checkBytes(bytes, name);
    return { head, digest, rowBlocks: () => blocksAgain(bytes, pieces, name), close: bytes.close };
  } catch (error) {
    bytes.close();
    throw asRefusal(error, name);
  }
}

/** `pieces`: the digests of its pieces. */
type CheckedPlan = WellFormedHead & { readonly pieces: readonly string[] };

async function checkBytes(bytes: PlanBytes, name: string): Promise<CheckedPlan> {
  const first = await readOnce(bytes, name, headBefore, null);
  const { around } = first.reading.scanner;
  const json = parseAround(around, name);
  if (!first.rows.areJson) throw noJson(name);
  // Of two fields with one name the last counts, and a reader may have seen the first.
  if (first.rows.haveDuplicates || countNames(around) !== countFields(json)) {
    throw badPlan(name, 'has a field twice');
  }
  refuseOtherVersion(json, name);
  const checked = checkAround(json, first.rows.count);
  if ('flaw' in checked) throw badPlan(name, checked.flaw);
  const { head, digest } = checked;
  // What follows the rows may belong to the head: then they are checked in a second reading.
  const isChecked = isDeepStrictEqual(first.rows.head, head);
  const { rows, reading } = isChecked
    ? first
    : await readOnce(bytes, name, () => head, first.reading.digests);
  if (rows.flaw !== null) throw badPlan(name, rows.flaw);
  if (digest !== rows.digest()) throw edited(name);
  return { head, digest, pieces: reading.digests };
}

/**
 * `headOf`: the head by what stands before the rows; null where it is not known by then. `known`: the digests of the
 * pieces, where they were read before.
 */
async function readOnce(
  bytes: PlanBytes,
  name: string,
  headOf: (before: string) => PlanHead | null,
  known: readonly string[] | null,
): Promise<{ readonly rows: PlanRows; readonly reading: PlanReading }> {
  const refuseLarge = (length: number) => {
    if (length <= bytes.most) return;
    throw badPlan(name, `has more than ${bytes.most / 1024 / 1024} MiB, which no plan has`);
  };
  refuseLarge(bytes.size ?? 0);
  const reading = new PlanReading(bytes, known);
  let rows: PlanRows | null = null;
  for await (const texts of reading.rows(refuseLarge)) {
    rows ??= new PlanRows(headOf(reading.scanner.before));
    for (const text of texts) rows.add(text);
  }
  if (reading.digests.length === 0) throw badPlan(name, 'is empty');
  rows ??= new PlanRows(headOf(reading.scanner.before));
  return { rows, reading };
}

/** What was checked once is only parsed: each piece is the same. */
async function* blocksAgain(
  bytes: PlanBytes,
  pieces: readonly string[],
  name: string,
): AsyncGenerator<readonly Row[]> {
  try {
    for await (const texts of new PlanReading(bytes, pieces).rows()) {
      yield texts.map(({ text }) => JSON.parse(text));
    }
  } catch (error) {
    throw asRefusal(error, name);
  }
}

/** Some shells write UTF-16 for what goes through `>`. */
const PLAN_INTO_FILE = 'plan it again with --plan <file>, not with > in a shell: some write other than UTF-8';

const badPlan = (name: string, flaw: string, hint = PLAN_AGAIN): CliError =>
  new CliError('BAD_PLAN', EXIT.usage, `${name} ${flaw}: nothing was sent`, hint);

const noJson = (name: string): CliError =>
  badPlan(name, 'is not a plan, or only part of one: it is not JSON');

const edited = (name: string): CliError =>
  new CliError(
    'PLAN_EDITED',
    EXIT.usage,
    `${name} was edited after it was written: its content does not match its digest: nothing was sent`,
    PLAN_AGAIN,
  );

function asRefusal(error: unknown, name: string): unknown {
  if (error instanceof Changed) return edited(name);
  if (error instanceof TooLong) return badPlan(name, 'is not a plan: part of it is larger than in any plan');
  const isNoText = systemCode(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA';
  return isNoText ? badPlan(name, 'is not a plan: it is not UTF-8 text', PLAN_INTO_FILE) : error;
}

function parseAround(text: string, name: string): unknown {
  try {
    return readJson(text);
  } catch {
    throw noJson(name);
  }
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
