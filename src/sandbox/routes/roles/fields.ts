import { CAPABILITIES, type Capability } from '../../state/capabilities.ts';
import type { RoleFields } from '../../state/commands/roles.ts';
import { type Body, invalidField, readIds, readOptionalName, readOptionalText } from '../request-body.ts';

const LONGEST_NAME = 100;
const LONGEST_DESCRIPTION = 500;

/**
 * What a body says of a role. Throws a `Refusal` (422).
 * https://docs.aitronos.com/docs/api-reference/organizations/roles/create
 */
export function readRoleFields(body: Body): RoleFields {
  const name = readOptionalName(body, 'name', LONGEST_NAME);
  const description = readOptionalText(body, 'description', LONGEST_DESCRIPTION);
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(body['capabilities'] !== undefined && { capabilities: readCapabilities(body) }),
  };
}

function readCapabilities(body: Body): Capability[] {
  const given = readIds(body, 'capabilities');
  const known = CAPABILITIES.filter((key) => given.includes(key));
  if (known.length > 0 && known.length === given.length) return known;
  const unknown = given.find((key) => !CAPABILITIES.some((one) => one === key));
  const problem = unknown === undefined ? 'needs one key at least' : `has no key ${unknown}`;
  throw invalidField('capabilities', `The field capabilities ${problem}.`);
}
