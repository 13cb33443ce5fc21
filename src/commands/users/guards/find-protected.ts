import { unexpectedAnswer } from '../../../api/answers.ts';
import { memberFacts, memberId } from '../../../api/members.ts';
import { departmentFacts } from '../../../api/objects/department.ts';
import { type CliError, usageError } from '../../../errors/cli-errors.ts';
import { departmentMatcher, departmentsBelow } from '../../../lookup/departments.ts';
import { lookUpNames } from '../../../lookup/directory.ts';
import { GroupLists } from '../../../lookup/group-lists.ts';
import type { Match } from '../../../lookup/match.ts';
import { type MemberList, searchIgnoresCase, withCapitals } from '../../../lookup/people.ts';
import { roleMatcher } from '../../../lookup/role-names.ts';
import { memoize } from '../../../memoize.ts';
import { probe, whyNot } from '../../../preflight/check-result.ts';
import { foldCase } from '../../../text/fold-case.ts';
import { noSuchValue } from '../../../text/nearest-known.ts';
import { isDepartmentName, isRoleName } from '../../../validation/names.ts';
import { type ProtectRule, ruleText } from '../../../validation/protect-rules.ts';
import { refusal } from './refusal.ts';

/** A rule that is more than an id, and the reason in words that follow a user id. */
export interface ReasonedRule {
  readonly rule: ProtectRule;
  readonly reason: string;
}

/**
 * The users of whom rules say that they are protected, by id, with the reason. Throws `CliError` (usage) for rules
 * that match nothing, and where the API does not let us look. Lists of the same call are read only once.
 */
export async function findProtected(
  place: MemberList,
  rules: readonly ReasonedRule[],
  { roles, departments } = new GroupLists({ ...place, client: async () => place.client }),
): Promise<Map<string, string>> {
  const addresses = memoize(() => lookUpNames(place, { users: addressesOf(rules) }));
  const roleCalled = memoize(async () => roleMatcher(await roles()));
  const departmentCalled = memoize(async () => departmentMatcher(await departments()));
  const below = memoize(async () => departmentsBelow(await departments()));
  const read = new Set<string>();
  /** The first rule that names a user says why: no list need be read for another. */
  const unread = (ids: readonly string[]) => ids.filter((id) => !read.has(id) && read.add(id));

  const idsOf = async ({ rule: { kind, value } }: ReasonedRule): Promise<readonly string[]> => {
    switch (kind) {
      case 'user':
        return [value];
      case 'address':
        return idsIn((await addresses()).user(value));
      case 'domain':
        return membersOfDomain(place, value);
      case 'role':
        return membersOfRoles(place, unread([isRoleName(value) ? idIn((await roleCalled())(value)) : value]));
      case 'department': {
        const id = isDepartmentName(value) ? idIn((await departmentCalled())(value)) : value;
        const ids = (await below())(id);
        if (ids.length === 0) {
          throw nothingMatched(noSuchValue('department', id, (await departments()).map(departmentFacts)));
        }
        return membersOfDepartments(place, unread(ids));
      }
    }
  };

  const found = new Map<string, string>();
  for (const each of rules) {
    const asked = await probe(idsOf(each));
    if (!('answer' in asked)) throw unreadable(each, whyNot(asked));
    for (const id of asked.answer) if (!found.has(id)) found.set(id, each.reason);
  }
  return found;
}

const addressesOf = (rules: readonly ReasonedRule[]): ReadonlySet<string> =>
  new Set(rules.flatMap(({ rule: { kind, value } }) => (kind === 'address' ? [value] : [])));

function idsIn(match: Match): string[] {
  if (!('id' in match) && match.code === 'SEVERAL_MATCHES') return match.candidates.map(({ id }) => id);
  return [idIn(match)];
}

function idIn(match: Match): string {
  if ('id' in match) return match.id;
  throw nothingMatched(match.message);
}

async function membersOfDomain(place: MemberList, domain: string): Promise<string[]> {
  const { client, organization_id, signal } = place;
  const end = `@${foldCase(domain)}`;
  const read = async (search_term?: string) => {
    const ids: string[] = [];
    let written: string | null = null;
    for await (const member of client.users.listAll({ organization_id, search_term }, {}, { signal })) {
      const { email } = memberFacts(member);
      // What was searched for may stand in an address that is not told.
      if (email === null) throw unexpectedAnswer('a list of members with their addresses');
      if (!foldCase(email).endsWith(end)) continue;
      written = withCapitals(written, email);
      ids.push(memberId(member));
    }
    return { ids, written };
  };
  const found = await read(`@${domain}`);
  const { ids, written } = (await searchIgnoresCase(place, found.written)) ? found : await read();
  if (written === null) throw nothingMatched(`no user has an address that ends in @${domain}`);
  return ids;
}

async function membersOfRoles(
  { client, organization_id, signal }: MemberList,
  roles: readonly string[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const role_id of roles) {
    const all = client.roles.listAllMembers(role_id, { organization_id }, { signal });
    for await (const member of all) ids.push(memberId({ ...member }));
  }
  return ids;
}

const AT_ONCE = 4;

async function membersOfDepartments(
  { client, organization_id, signal }: MemberList,
  departments: readonly string[],
): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; start < departments.length; start += AT_ONCE) {
    const some = departments.slice(start, start + AT_ONCE);
    const lists = some.map((id) => client.departments.listMembers(id, { organization_id }, { signal }));
    for (const member of (await Promise.all(lists)).flat()) ids.push(memberId({ ...member }));
  }
  return ids;
}

const nothingMatched = (why: string): CliError =>
  usageError(
    `protect: ${why}: nothing was sent`,
    'correct the list of protected users: the --protect file or the stored one (`aitronos config get protect`)',
  );

const unreadable = ({ rule }: ReasonedRule, why: string): CliError =>
  refusal(
    'PROTECTED_USER',
    `whom ${ruleText(rule)} protects cannot be read (${why})`,
    'sign in as a user who may read it, or protect by ids',
  );
