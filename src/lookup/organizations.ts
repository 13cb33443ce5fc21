import type { Client } from '../api/client.ts';
import { foldCase } from '../text/fold-case.ts';
import { findNearest } from '../text/nearest.ts';
import { redactTyped } from '../validation/bad-value.ts';
import { fitsOrNull, organizationId } from '../validation/ids.ts';
import { textOrNull } from '../validation/objects.ts';
import { type FoundCandidate, type Match, matchExactlyOne } from './match.ts';
import { idSpellings } from './named-candidates.ts';

const MOST = 3;

/**
 * Finds the organization with this name among those of the signed-in user. Ignores case and blanks around it.
 * Throws what the API throws.
 * https://docs.aitronos.com/docs/api-reference/organizations/management/list
 */
export async function findOrganization(client: Client, name: string, signal: AbortSignal): Promise<Match> {
  const all: FoundCandidate[] = [];
  for await (const one of client.organizations.listAll({}, { signal })) {
    all.push({ id: fitsOrNull(organizationId, one.id), name: textOrNull(one.name)?.trim() ?? '' });
  }
  const wanted = foldCase(name);
  const found = all.filter((one) => foldCase(one.name) === wanted);
  const names = all.map((one) => one.name).filter((one) => one !== '');
  const ids = idSpellings('org_', all)(name);
  const near = found.length > 0 ? [] : ids.length > 0 ? ids : findNearest(name, names);
  // Of few all are told: a name that is like none was most likely meant for one of them.
  const nearest = found.length === 0 && near.length === 0 && names.length <= MOST ? names : near;
  return matchExactlyOne(`organization called ${JSON.stringify(redactTyped(name))}`, found, nearest);
}
