import { jsonAnswer } from '../../json-answer.ts';
import { CAPABILITIES, type Capability } from '../../state/capabilities.ts';
import type { Route } from '../route.ts';

/** Every key that a role may grant. Our choice: the labels, the descriptions and the groups. */
export const listCapabilities: Route = {
  at: 'GET /v1/capabilities',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/capabilities',
  answer: ({ c }) => jsonAnswer(c, CAPABILITIES.map(viewCapability)),
};

function viewCapability(key: Capability) {
  const words = key.replaceAll('_', ' ');
  const label = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return { key, label, description: null, group: groupOf(key) };
}

function groupOf(key: Capability): string {
  if (key.includes('users')) return 'users';
  if (key.includes('departments')) return 'departments';
  if (key.includes('roles')) return 'roles';
  if (key.includes('audit')) return 'audit_log';
  return key.includes('knowledge') ? 'knowledge' : 'organization';
}
