import type { SandboxApp } from '../request.ts';
import { type Selection, SORT_DIRECTIONS, SORT_FIELDS } from '../state/listing.ts';
import type { Organization } from '../state/organization.ts';
import { STATUSES } from '../state/statuses.ts';
import { type ListShape, shapePage } from './list-rows.ts';
import {
  type Body,
  readChoice,
  readFlag,
  readNumber,
  readOptionalBody,
  readOptionalText,
} from './request-body.ts';

const ORGANIZATION = '/v1/organizations/:organization_id';
const ANY = [0, Number.MAX_SAFE_INTEGER] as const;

/** The list of the people, and the statuses by which it can be filtered. */
export function addListRoutes(app: SandboxApp, organization: Organization, shape: ListShape): void {
  // https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members: a POST that lists
  app.post(`${ORGANIZATION}/users`, async (c) => {
    const body = await readOptionalBody(c);
    const skip = readNumber(body['skip'], 'skip', ANY, 0);
    const take = readNumber(body['take'], 'take', [1, 100], 10);
    const selected = organization.select(readSelection(body));
    const people = selected.slice(skip, skip + take);
    return c.json(shapePage({ people, total: selected.length, skip, take }, shape));
  });

  // A bare array. Our choice: `active_only` is ignored.
  // https://docs.aitronos.com/docs/api-reference/organizations/management/list-statuses
  app.get(`${ORGANIZATION}/statuses`, (c) => c.json(STATUSES));
}

/** Our choice: an unknown role or status selects no members. */
const readSelection = (body: Body): Selection => ({
  search_term: readOptionalText(body, 'search_term') ?? '',
  role_id: readOptionalText(body, 'role_id'),
  status_id: readOptionalText(body, 'status_id'),
  sort_field: readChoice(body, 'sort_field', SORT_FIELDS, 'created_at'),
  sort_direction: readChoice(body, 'sort_direction', SORT_DIRECTIONS, 'desc'),
  include_deleted: readFlag(body, 'include_deleted', false),
});
