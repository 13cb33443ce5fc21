import type { Action } from '../results/record.ts';
import type { CiJob } from '../runs/ci-job.ts';
import type { ColumnsRead, LeftOut } from '../runs/summary.ts';

/** The only version of plans so far. */
export const PLAN_VERSION = 1;

/** A plan takes no more bytes than this: several million rows. */
export const MOST_PLAN_BYTES = 2 * 1024 * 1024 * 1024;
/** One that comes through a pipe is kept in memory, because it is read twice. */
export const MOST_PIPED_BYTES = 256 * 1024 * 1024;

/** What a plan says besides its rows and its digest. */
export interface PlanHead {
  readonly schema_version: typeof PLAN_VERSION;
  readonly action: Action;
  readonly organization_id: string;
  /** The API's address, or `sandbox`. */
  readonly origin: string;
  /** The signed-in user; null where neither the API nor the token said who that is. */
  readonly planned_by: string | null;
  /** ISO 8601, in UTC. */
  readonly planned_at: string;
  /** The version of this program. */
  readonly version: string;
  readonly reason: string | null;
  readonly ticket: string | null;
  /** The zone in which last days end; null where none is known. */
  readonly time_zone: string | null;
  /** The job that made it, as the environment says; it is no proof. */
  readonly ci: CiJob | null;
  /** `skip`: people whom the organization does not have are no failure. */
  readonly missing: 'skip' | null;
  /** True where names, addresses and what was typed are left out. */
  readonly ids_only: boolean;
  readonly columns_read: ColumnsRead | null;
  readonly left_out: LeftOut;
  /** The number of rows. */
  readonly total: number;
}
