import type { WireRequest } from '../../api/http/transport-types.ts';
import {
  type Cell,
  mayCut,
  mayLeaveOut,
  mayWrap,
  type Table,
  type TableColumn,
  toCell,
  type View,
} from '../../output/view.ts';
import type { Operation } from '../operation.ts';
import type { TargetFields } from '../target.ts';
import {
  type DryRunClient,
  dryRunNotes,
  dryRunView,
  requestFields,
  requestLine,
  requestsCsv,
  requestsFor,
  requestText,
} from './dry-run.ts';

/** What the optional columns show of a target. */
type Shown = Omit<TargetFields, 'user_id' | 'organization_id'>;

/** What is known of all targets before the first request is shown; the targets themselves are not kept. */
export class TargetSurvey {
  count = 0;
  /** The optional columns of the table in which something stands. */
  readonly filled = new Set<OptionalColumn>();

  add(target: Shown): void {
    this.count += 1;
    if (this.filled.size === OPTIONAL.length) return;
    for (const column of OPTIONAL) if (column.cellOf(target) !== null) this.filled.add(column);
  }
}

/** A request, made for a target. `alone`: it is an answer of its own, and says what it is. */
interface TargetRequest {
  readonly target: TargetFields;
  readonly request: WireRequest;
  readonly alone: boolean;
}

/**
 * The requests that an operation would send for the rows of a run, made one by one while they are printed. For
 * readers: a table of them, and the first as an example with its curl line. For `jsonl`: one request a line.
 */
export async function dryRunOfMany(
  operation: Operation,
  survey: TargetSurvey,
  targets: () => AsyncIterable<TargetFields>,
  dryRun: DryRunClient,
): Promise<View> {
  const { count, filled } = survey;
  const first = await firstOf(targets());
  if (first === null || count === 1) return dryRunView(operation, first === null ? [] : [first], dryRun);
  const each = async function* (alone: boolean): AsyncGenerator<TargetRequest> {
    for await (const target of targets()) {
      for (const request of await requestsFor(operation, target, dryRun)) yield { target, request, alone };
    }
  };
  const [example] = await requestsFor(operation, first, dryRun);
  const below = example === undefined ? '' : requestText(example, dryRun);
  const shown = OPTIONAL.filter((column) => filled.has(column));
  return {
    records: {
      within: { head: { dry_run: true }, list: 'requests' },
      each: () => each(false),
      rest: () => each(true),
      json: ({ request, alone }: TargetRequest) => (alone ? requestLine(request) : requestFields(request)),
      csv: (page: readonly TargetRequest[]) => requestsCsv(page.map(({ request }) => request)),
      table: (page: readonly TargetRequest[]) => requestsTable(operation, page, shown),
      below: `${count} requests, the first of them:\n\n${below}`,
    },
    notes: dryRunNotes(dryRun),
  };
}

async function firstOf(targets: AsyncIterable<TargetFields>): Promise<TargetFields | null> {
  for await (const target of targets) return target;
  return null;
}

/** A line for each request; a column in which nothing stands is left out. */
function requestsTable(
  { action }: Operation,
  page: readonly TargetRequest[],
  shown: readonly OptionalColumn[],
): Table {
  const rows = page.map(({ target, request: { method, url } }): Cell[] => {
    const { user_id, organization_id, invitation } = target;
    const given = shown.map(({ cellOf }) => cellOf(target));
    return [action, user_id ?? invitation?.email ?? null, ...given, method, shortPath(url, organization_id)];
  });
  return {
    columns: [
      mayLeaveOut('ACTION', 1),
      'USER',
      ...shown.map(({ column }) => column),
      'METHOD',
      mayWrap('PATH'),
    ],
    rows,
  };
}

interface OptionalColumn {
  readonly column: TableColumn;
  readonly cellOf: (target: Shown) => Cell;
}

const OPTIONAL: readonly OptionalColumn[] = [
  { column: mayCut('NAME'), cellOf: ({ invitation }) => invitation?.full_name ?? null },
  {
    column: mayWrap('ROLES'),
    cellOf: ({ invitation, memberships }) => list(invitation?.role_ids ?? memberships?.role_ids),
  },
  {
    column: mayWrap('DEPARTMENTS'),
    cellOf: ({ invitation, memberships }) => list(invitation?.department_ids ?? memberships?.department_ids),
  },
  { column: 'RESOURCES TO', cellOf: ({ department_id }) => department_id },
];

const list = (ids: readonly string[] | undefined): Cell => (ids?.length ? toCell(ids) : null);

/** The path below the organization, which is the same in every line and stands in the example. */
function shortPath(url: string, organization_id: string): string {
  const [, below] = url.split(`/organizations/${organization_id}/`);
  return below === undefined ? new URL(url).pathname : `…/${below}`;
}
