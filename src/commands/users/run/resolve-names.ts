import { during } from '../../../cli/streams/during.ts';
import { type Directory, lookUpNames } from '../../../lookup/directory.ts';
import type { Match, NoMatch } from '../../../lookup/match.ts';
import { changeOf } from '../../../operations/target.ts';
import type { LaterRows } from '../../../runs/input/duplicates.ts';
import { factsOf } from '../../../runs/input/row-facts.ts';
import { RowValidator } from '../../../runs/input/row-validator.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { counted } from '../../../text/counted.ts';
import { isNobody, perhapsMisspelt, replaceNames, type UnknownName } from '../change/target-names.ts';
import { unknownNamesError } from '../change/unknown-names.ts';
import { rowProblemsError } from '../problems/row-problems.ts';
import { MOST_OTHERS, OtherPeople } from '../question/other-people.ts';
import { type CheckedRows, RowKeeper } from './checked-rows.ts';
import type { ForAllRows, RunInput, RunSetup } from './run-request.ts';

/**
 * Step 3. In: well-formed rows. Out: the same rows with ids in place of e-mail addresses and names, each looked up
 * once, and without addresses beside ids, which have to be the same person's; rows that then turn out to be duplicates
 * are dropped. Without names, nothing is sent and the rows stay as they are. Throws `CliError`: exit 1 for names in
 * options, usage for names in rows, with every problem.
 */
export async function resolveNames(
  { context, draft, operation, request }: RunSetup,
  { name }: RunInput,
  rows: CheckedRows,
): Promise<CheckedRows> {
  const { organization_id, people, missing } = request;
  // The rows of a plan hold none.
  const { later } = rows.file;
  const addresses = rows.has_bare_ids ? later.addresses : NONE;
  if (people === undefined || rows.names.size + addresses.size === 0) return rows;
  const { schema: form, forAll } = people;
  const client = await context.api();
  const place = { client, organization_id, signal: context.environment.signal };
  const names = { ...rows.names, missing };
  const directory = await during(context.io, lookUpWords(rows.names, addresses.size), async () => {
    if (addresses.size > 0) addLaterIds(later, await lookUpNames(place, { users: addresses }));
    return lookUpNames(place, names);
  });
  refuseUnknownForAll(forAll, directory, rows.names);
  const keeper = new RowKeeper(draft, request);
  const validator = new RowValidator({ name, form }, keeper.keep, later);
  const others = new OtherPeople(draft.columns);
  const misspelt: string[] = [];
  const wanted = operation.alreadyApplied?.account_state;
  const how = { others, misspelt, skip: missing === 'skip', wanted };
  let absent = 0;
  for await (const row of draft.rewrite()) absent += await resolveRow(row, directory, validator, how);
  const read = validator.finish();
  const { problems, problem_count: count } = read;
  const cure = read.rows === 0 && count > 1 ? noneThere(organization_id) : LEAVE_OUT;
  const hint = absent === count ? { hint: cure } : {};
  if (count > 0) throw rowProblemsError({ name, problems, count, ...hint });
  const note = others.told(MOST_OTHERS);
  for (const each of note === undefined ? misspelt : [note, ...misspelt]) await context.io.note(each);
  const duplicates = rows.duplicates + read.duplicates;
  const repeated = [...rows.repeated, ...read.repeated];
  const known = keeper.finish({ ...read, ...rows.file, duplicates, repeated });
  return { ...known, file: { ...rows.file, others: others.told(1) } };
}

const NONE: ReadonlySet<string> = new Set();

/** Adds the ids of whom rows name by an address alone whose time has not come: a row that is due may have the id. */
function addLaterIds(later: LaterRows, directory: Directory): void {
  for (const address of later.addresses) {
    const match = directory.user(address);
    const line = later.lineOf({ user_id: address, department_id: null }) ?? null;
    if ('id' in match) later.add({ user_id: match.id, department_id: null }, line);
  }
}

/** `looking up 300 addresses` */
function lookUpWords({ users, departments, roles }: CheckedRows['names'], later: number): string {
  const names = departments.size + roles.size;
  const parts = [
    users.size + later > 0 && counted(users.size + later, 'address', 'addresses'),
    names > 0 && counted(names, 'name'),
  ];
  return `looking up ${parts.filter(Boolean).join(' and ')}`;
}

const LEAVE_OUT =
  'correct the rows and run the same command again; --missing skip leaves out whom the organization does not have';

/** Not one person of a file: the file is another organization's rather than that all of them are gone. */
const noneThere = (organization_id: string): string =>
  `none of them is in ${organization_id}: give the organization that is meant with --org, \`aitronos organizations list\` ` +
  'shows yours; if they are gone, --missing skip leaves out whom the organization does not have';

/** A wrong name in an option is no problem of a row, so it is reported as in a single call. */
function refuseUnknownForAll(
  { option, departments, roles = [] }: ForAllRows,
  directory: Directory,
  used: CheckedRows['names'],
): void {
  const unknown = (names: readonly string[], asked: ReadonlySet<string>, look: (name: string) => Match) =>
    names
      .filter((name) => asked.has(name))
      .map(look)
      .filter((match): match is NoMatch => !('id' in match));
  const ofDepartments = unknown(departments, used.departments, directory.department);
  const ofRoles = unknown(roles, used.roles, directory.role);
  const options = [...(ofDepartments.length > 0 ? [option] : []), ...(ofRoles.length > 0 ? ['--role'] : [])];
  if (options.length === 0) return;
  const wording = { option: options.join(', '), consequence: 'nothing was changed' };
  throw unknownNamesError([...ofDepartments, ...ofRoles], wording);
}

interface Resolving {
  readonly others: OtherPeople;
  /** What is said of people who are left out although members have addresses like theirs. */
  readonly misspelt: string[];
  readonly skip: boolean;
  readonly wanted: string | null | undefined;
}

/**
 * Validates a row again with ids, or reports its names without exactly one match. With `skip`, a person whom the
 * organization does not have is kept as such. Returns how many problems `skip` would not have.
 */
async function resolveRow(
  row: Row,
  directory: Directory,
  validator: RowValidator,
  { others, misspelt, skip, wanted }: Resolving,
): Promise<number> {
  const { user_id, email, input, line = null } = row;
  let beside: Match | null = null;
  if (user_id !== null && email !== undefined) {
    beside = directory.user(email);
    const contradiction = contradicts(user_id, email, beside);
    const gone = skip && contradiction?.nobody === true && !(await directory.hasMember(user_id));
    if (contradiction !== null && !gone) validator.problem(line, 'email', contradiction.words);
  }
  const found = replaceNames(changeOf(row), directory, wanted, beside);
  const kept = { input, quoted: row.quoted, facts: factsOf(row) };
  if (found.ok) {
    if (found.name !== undefined) others.compare(row, found.name);
    await validator.accept(line, found.value, kept, row);
    return 0;
  }
  const isAbsent = user_id !== null && found.unknown.every(isNobody);
  if (skip && isAbsent) {
    misspelt.push(...found.unknown.flatMap(perhapsMisspelt));
    await validator.accept(line, { user_id: null, email: user_id, department_id: null }, kept, row);
    return 0;
  }
  for (const name of found.unknown) validator.problem(line, columnOf(name, row), name.mismatch.message);
  // An address like a member's is misspelt rather than absent: leaving it out would leave that member in.
  const isLikeNone = found.unknown.every(({ mismatch }) => mismatch.nearest.length === 0);
  return isAbsent && isLikeNone ? found.unknown.length : 0;
}

interface Contradiction {
  readonly words: string;
  /** True where no member has it. */
  readonly nobody: boolean;
}

/** What is wrong with the address beside a user id; null where both are the same person's. */
function contradicts(user_id: string, email: string, match: Match): Contradiction | null {
  if ('id' in match) {
    if (match.id === user_id) return null;
    const words = `the user_id is ${user_id}, but ${email} is ${match.id}: keep the one that is meant`;
    return { words, nobody: false };
  }
  if (match.candidates.some(({ id }) => id === user_id)) return null;
  return { words: `beside ${user_id}: ${match.message}`, nobody: match.code === 'NO_MATCH' };
}

/** The column of a name; an e-mail address may come from either of two columns. */
function columnOf({ column }: UnknownName, { user_id, input }: Row): string {
  if (column !== 'user_id') return column;
  const [found = ''] = Object.entries(input).find(([, cell]) => cell.includes(user_id ?? '@')) ?? [];
  return found.trim().toLowerCase() === 'user_id' ? 'user_id' : 'email';
}
