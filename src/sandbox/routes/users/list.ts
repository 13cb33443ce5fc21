import { jsonAnswer } from '../../json-answer.ts';
import { type Selection, SORT_DIRECTIONS, SORT_FIELDS } from '../../state/listing.ts';
import {
  type Body,
  readChoice,
  readFlag,
  readNumber,
  readOptionalBody,
  readOptionalText,
} from '../request-body.ts';
import type { Route } from '../route.ts';
import { shapeMemberPage } from './member-rows.ts';

const ANY = [0, Number.MAX_SAFE_INTEGER] as const;

/**
 * A POST that lists. Every member may call it by one page, admins and owners by the other; our choice: everybody.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members and
 * https://docs.aitronos.com/docs/api-reference/organizations/members/list
 */
export const listUsers: Route = {
  at: 'POST /v1/organizations/:organization_id/users',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members',
  answer: async ({ c, organization, member_shape }) => {
    const body = await readOptionalBody(c);
    const skip = readNumber(body['skip'], 'skip', ANY, 0);
    const take = readNumber(body['take'], 'take', [1, 100], 10);
    const selected = organization.select(readSelection(body, ['sort_field', 'sort_direction']));
    const people = selected.slice(skip, skip + take);
    const page = { people, total: selected.length, skip, take };
    return jsonAnswer(c, shapeMemberPage(page, member_shape, organization.roleName));
  },
};

/** The names that two pages give to the fields of the order. */
export type OrderFields = readonly [field: string, direction: string];

/** Our choice: an unknown role or status selects no members. */
export const readSelection = (body: Body, [field, direction]: OrderFields): Selection => ({
  search_term: readOptionalText(body, 'search_term') ?? '',
  role_id: readOptionalText(body, 'role_id'),
  status_id: readOptionalText(body, 'status_id'),
  sort_field: readChoice(body, field, SORT_FIELDS, 'created_at'),
  sort_direction: readChoice(body, direction, SORT_DIRECTIONS, 'desc'),
  include_deleted: readFlag(body, 'include_deleted', false),
});
