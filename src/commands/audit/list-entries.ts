import type { AuditLogEntry, AuditLogFilter, AuditLogPage } from '../../api/audit-log.ts';
import { entryFacts } from '../../audit/entry-facts.ts';
import { partyLabel } from '../../audit/parties.ts';
import type { Context } from '../../cli/context.ts';
import { requireOrganization } from '../../cli/missing/required-values.ts';
import { usageError } from '../../errors/cli-errors.ts';
import { type LongView, mayCut, mayShorten, toCells } from '../../output/view.ts';
import { readTypedUser } from '../users/meant/typed-user.ts';
import { type ActionFilter, actionFilter, noSuchAction } from './action-filter.ts';
import { readPeriod } from './period.ts';
import { wordRefusal } from './refusal.ts';
import { userFilter } from './user-filter.ts';

const LIMIT = 50;

/** The options of the command, as they were typed. */
export interface AuditListOptions {
  readonly org?: string | undefined;
  readonly user?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly limit?: number | undefined;
  readonly all?: true | undefined;
}

/** The entries that a call asks for, as a view that reads them page after page. Throws `CliError` (usage). */
export async function listEntries(context: Context, options: AuditListOptions): Promise<LongView> {
  const { all, limit } = options;
  if (all && limit !== undefined) {
    throw usageError('--all and --limit contradict each other', 'leave one of them out');
  }
  const action = options.action === undefined ? null : actionFilter(options.action);
  const filter = await filterOf(context, options, action);
  const client = await context.api();
  const { signal } = context.environment;
  let shown = 0;
  let last: AuditLogPage | null = null;
  let isWhole = false;
  const entries = async function* () {
    const paging = {
      limit: all ? Infinity : (limit ?? LIMIT),
      onPage: (page: AuditLogPage) => {
        last = page;
      },
    };
    try {
      for await (const entry of client.auditLog.queryAll(filter, paging, { signal })) {
        shown += 1;
        yield entry;
      }
    } catch (error) {
      throw wordRefusal(error);
    }
    if (shown === 0 && action?.isKnown === false) throw noSuchAction(action);
    isWhole = true;
  };
  // A reader that stopped early (`| head -1`) needs no note about further entries.
  const notes = () => (isWhole ? remainderNotes(shown, last, options) : []);
  return { records: entriesAs(entries), notes };
}

async function filterOf(
  context: Context,
  { org, user, actor, ...options }: AuditListOptions,
  action: ActionFilter | null,
): Promise<AuditLogFilter> {
  const { first, last } = readPeriod(context, options);
  for (const [option, typed] of Object.entries({ '--user <user>': user, '--actor <user>': actor })) {
    if (typed !== undefined) await readTypedUser(context, typed, { takes: 'one', org, option });
  }
  const organization_id = await requireOrganization(context, org);
  const idOf = (option: string, typed: string) => userFilter(context, option, organization_id, typed);
  return {
    organization_id,
    ...(action && { action_type: action.word }),
    ...(user !== undefined && { target_id: await idOf('--user', user) }),
    ...(actor !== undefined && { actor_id: await idOf('--actor', actor) }),
    ...(first !== null && { from_date: isoTime(first) }),
    ...(last !== null && { to_date: isoTime(last) }),
  };
}

const isoTime = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** JSON has the API's own fields; other formats have what is understood of them. */
function entriesAs(entries: () => AsyncGenerator<AuditLogEntry>): LongView['records'] {
  const facts = (page: readonly unknown[]) =>
    (page as readonly AuditLogEntry[]).map((entry) => {
      const { at, action, actor, targets } = entryFacts(entry);
      return {
        id: entry['id'],
        at: at === null ? null : isoTime(at),
        action,
        actor,
        of: targets[0],
      };
    });
  return {
    each: entries,
    rest: entries,
    csv: (page) => ({
      columns: [
        ...['entry_id', 'at', 'action', 'target_id', 'target_name'],
        ...['actor_id', 'actor_name', 'actor_address'],
      ],
      rows: facts(page).map(({ id, at, action, actor, of }) =>
        toCells(id, at, action, of?.id, of?.name ?? of?.email, actor?.id, actor?.name, actor?.email),
      ),
    }),
    table: (page) => ({
      columns: [mayShorten('TIME'), 'ACTION', 'TARGET', mayCut('NAME'), mayCut('ACTOR')],
      rows: facts(page).map(({ at, action, actor, of }) =>
        toCells(at, action, of?.id, of?.name ?? of?.email, partyLabel(actor)),
      ),
    }),
  };
}

function remainderNotes(
  shown: number,
  last: AuditLogPage | null,
  { all, limit, ...filters }: AuditListOptions,
): string[] {
  if (shown === 0) return [isFiltered(filters) ? 'no entry matches' : 'the audit log has no entries'];
  const { total = null, has_more = null } = last ?? {};
  const more = total === null ? (has_more ?? shown === (limit ?? LIMIT)) : total > shown;
  if (all || !more) return [];
  const some = total === null ? `${shown} shown, and there may be more` : `${shown} of ${total} shown`;
  return [`${some}; ${limit === undefined ? '' : 'a larger --limit or '}--all shows all entries`];
}

const isFiltered = ({ user, actor, action, since, until }: AuditListOptions): boolean =>
  [user, actor, action, since, until].some((value) => value !== undefined);
