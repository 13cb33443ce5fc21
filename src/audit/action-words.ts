import { AUDIT_ACTIONS } from '../api/audit-log.ts';
import { operationOf } from '../operations/by-action.ts';
import type { Action } from '../results/record.ts';

const CHANGES = Object.values(operationOf).flatMap(({ logged }) => logged);

/** What changes of ours bring with them: entries of their own in some logs. */
const CONSEQUENCES: readonly string[] = [
  ...operationOf.update_memberships.logged,
  'transferred',
  'reassigned',
];

/** Entries that tell of no change: a person's signing in is none. */
const NO_CHANGE =
  /(?:^|_)(?:log(?:ged)?_?(?:in|out)|sign(?:ed)?_?(?:in|out)|viewed|read|accessed|exported)(?:_|$)/;

/** An action in the form of the page's words: `User.Deactivated` and `user_deactivate` are `deactivated`. */
function actionWord(action: string): string {
  const word = action
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  const bare = word.replace(
    /^(?:organization_|org_)?(?:users?|members?|accounts?)_|_(?:user|member|account)$/g,
    '',
  );
  return PAST.get(bare) ?? bare;
}

const NOUNS: Readonly<Record<string, string>> = {
  deactivation: 'deactivated',
  reactivation: 'reactivated',
  activation: 'activated',
  suspension: 'suspended',
  removal: 'removed',
  deletion: 'deleted',
  invitation: 'invited',
  creation: 'created',
};

/** Other forms of a word, each with the word in the past: `deactivate`, `deactivation`. */
const PAST: ReadonlyMap<string, string> = new Map([
  ...[...AUDIT_ACTIONS, ...CHANGES, ...CONSEQUENCES].flatMap((word): [string, string][] => [
    [word.replace(/ed$/, ''), word],
    [word.replace(/d$/, ''), word],
  ]),
  ...Object.entries(NOUNS),
]);

/** True where an entry with this action can tell of the change. */
export const isWordOf = (action: string, change: Action): boolean =>
  operationOf[change].logged.includes(actionWord(action));

export const isConsequence = (action: string): boolean => CONSEQUENCES.includes(actionWord(action));

export const isChange = (action: string): boolean => !NO_CHANGE.test(actionWord(action));
