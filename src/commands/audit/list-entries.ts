import type { AuditLogEntry, AuditLogFilter, AuditLogPage } from '../../api/audit-log.ts';
import { entryFacts } from '../../audit/entry-facts.ts';
import { partyLabel } from '../../audit/parties.ts';
import type { Context } from '../../cli/context.ts';
import { requireOrganization } from '../../cli/missing/required-values.ts';
import { ApiError } from '../../errors/api-errors.ts';
import { CliError, ErrorWithHint, usageError } from '../../errors/cli-errors.ts';
import { type Grid, type LongView, mayCut, mayShorten, type Table, toCells } from '../../output/view.ts';
import { counted } from '../../text/counted.ts';
import type { TypedFilter } from '../filters/known-filters.ts';
import { countRecords, type ListLimit, mostWanted, remainderNotes } from '../lists/paging.ts';
import { resolveUser } from '../users/change/resolve-target.ts';
import { readTypedUser } from '../users/meant/typed-user.ts';
import { type ActionFilter, actionFilter, noSuchAction } from './action-filter.ts';
import { type PeriodFlags, readPeriod } from './period.ts';

export interface AuditListOptions extends ListLimit, PeriodFlags {
  readonly org?: string | undefined;
  readonly user?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
}

/** The entries that a call asks for, as a view that reads them page after page. Throws `CliError` (usage). */
export async function listEntries(context: Context, options: AuditListOptions): Promise<LongView> {
  const limit = mostWanted(options);
  const action = options.action === undefined ? null : actionFilter(options.action);
  const filter = await filterOf(context, options, action);
  const client = await context.api();
  const { signal } = context.environment;
  let first: AuditLogPage | null = null;
  let last: AuditLogPage | null = null;
  const onPage = (page: AuditLogPage) => {
    first ??= page;
    last = page;
  };
  const { each, counts } = countRecords(async function* () {
    try {
      yield* client.auditLog.queryAll(filter, { limit, onPage }, { signal });
    } catch (error) {
      throw wordRefusal(error);
    }
    if (counts.shown === 0 && action?.isKnown === false) throw noSuchAction(action);
  });
  // A reader that stopped early (`| head -1`) needs no note about further entries.
  const notes = () => (counts.areAll ? notesAfter(counts.shown, { first, last }, options) : []);
  return { records: { each, ...FORMS }, notes };
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
  const idOf = (option: string, typed: string) => userFilter(context, { option, organization_id, typed });
  return {
    organization_id,
    action_type: action?.word,
    target_id: user && (await idOf('--user', user)),
    actor_id: actor && (await idOf('--actor', actor)),
    from_date: first === null ? undefined : isoTime(first),
    to_date: last === null ? undefined : isoTime(last),
  };
}

/**
 * The id of the user that a filter names by id or by address. Throws `CliError`: usage where no member has the address,
 * because a list that is filtered by it would be empty.
 */
async function userFilter(
  context: Context,
  { option, organization_id, typed }: TypedFilter,
): Promise<string> {
  try {
    return await resolveUser(context, organization_id, typed);
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'NO_MATCH') throw error;
    throw usageError(`${option}: ${error.message}`, BY_ID, error.details);
  }
}

const BY_ID =
  'an address finds members only: name others by their ids, which `aitronos audit list --action removed` shows';

const isoTime = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** JSON has the API's own fields; other formats have what is understood of them. */
const FORMS = {
  csv: (page: readonly AuditLogEntry[]): Grid => ({
    columns: [
      ...['entry_id', 'at', 'action', 'target_id', 'target_name'],
      ...['actor_id', 'actor_name', 'actor_address'],
    ],
    rows: page.map((entry) => {
      const { at, action, actor, of } = factsOf(entry);
      const actorCells = [actor?.id, actor?.name, actor?.email];
      return toCells(entry['id'], at, action, of?.id, of?.name ?? of?.email, ...actorCells);
    }),
  }),
  table: (page: readonly AuditLogEntry[]): Table => ({
    columns: [mayShorten('TIME'), 'ACTION', 'TARGET', mayCut('NAME'), mayCut('ACTOR')],
    rows: page.map((entry) => {
      const { at, action, actor, of } = factsOf(entry);
      return toCells(at, action, of?.id, of?.name ?? of?.email, partyLabel(actor));
    }),
  }),
};

function factsOf(entry: AuditLogEntry) {
  const { at, action, actor, targets } = entryFacts(entry);
  return { at: at === null ? null : isoTime(at), action, actor, of: targets[0] };
}

type EndPages = Record<'first' | 'last', AuditLogPage | null>;

function notesAfter(shown: number, { first, last }: EndPages, options: AuditListOptions): string[] {
  if (shown === 0) return [isFiltered(options) ? 'no entry matches' : 'the audit log has no entries'];
  const { total = null, has_more: hasMore = null } = last ?? {};
  // Entries that came meanwhile are at the beginning, and counted by the last page alone.
  const told = first?.total ?? 0;
  if (options.all && told > shown)
    return [`the API told of ${counted(told, 'entry', 'entries')}, and gave ${shown}`];
  return remainderNotes({ shown, total, hasMore }, options, 'all entries');
}

const isFiltered = ({ user, actor, action, since, until }: AuditListOptions): boolean =>
  [user, actor, action, since, until].some((value) => value !== undefined);

/** Codes that say themselves what is wrong, which is not the audit log. */
const ABOUT_ELSE = /ORGANIZATION/;
const CAPABILITY = /^[a-z_]+$/;

/** Adds to a refusal of the API that it is the audit log that may not be read; any other error stays as it is. */
function wordRefusal(error: unknown): unknown {
  if (!(error instanceof ApiError) || ABOUT_ELSE.test(error.code)) return error;
  if (error.status === 403) return new ErrorWithHint(error, mayNotRead(neededFor(error)));
  return error.status === 404 ? new ErrorWithHint(error, NO_LOG) : error;
}

/** The capability that the API names, else the one that its page names. */
function neededFor({ details }: ApiError): string {
  const named = details['required_capability'];
  return typeof named === 'string' && named.length <= 64 && CAPABILITY.test(named) ? named : 'view_audit_log';
}

const mayNotRead = (capability: string): string =>
  `the token may not read the audit log, which needs the capability ${capability}: ` +
  '`aitronos auth status` shows who is asking, `aitronos roles list --json` which roles have it';

const NO_LOG =
  'the API has no audit log of this organization: `aitronos organizations list` shows yours, `aitronos config list` which address is used';
