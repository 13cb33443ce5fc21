import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { newNoun, type Run, type TypedCall } from '../cli/options.ts';
import { deactivateCommand } from './users/deactivate.ts';
import { diffCommand } from './users/diff.ts';
import { getCommand } from './users/get.ts';
import { inviteCommand } from './users/invite.ts';
import { listCommand } from './users/list.ts';
import { reactivateCommand } from './users/reactivate.ts';
import { removeCommand } from './users/remove.ts';
import { updateMembershipsCommand } from './users/update-memberships.ts';

/** The verbs in the order in which help names them. */
const VERBS = {
  list: listCommand,
  get: getCommand,
  diff: diffCommand,
  deactivate: deactivateCommand,
  reactivate: reactivateCommand,
  remove: removeCommand,
  invite: inviteCommand,
  'update-memberships': updateMembershipsCommand,
} as const satisfies Readonly<Record<string, (run: Run) => CommandUnknownOpts>>;

/**
 * With its verb alone where the line begins with both, because the options of all verbs take longer to make than a
 * page of help; else with every verb.
 */
export function usersCommand(run: Run, { typed }: Pick<TypedCall, 'typed'>) {
  const isAlone = typed !== undefined && Object.hasOwn(VERBS, typed);
  const made = Object.entries(VERBS).flatMap(([verb, make]) => (isAlone && verb !== typed ? [] : [make]));
  return newNoun('users', 'Find the people of an organization, and change them.', run, made);
}
