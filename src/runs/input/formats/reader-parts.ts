import type { Block } from '../bytes/text-blocks.ts';
import type { RowValidator } from '../row-validator.ts';
import type { TableRows } from '../table-rows.ts';
import type { FileFindings } from './file-findings.ts';
import type { IsWantedName } from './separators.ts';

export interface ReaderParts {
  readonly validator: RowValidator;
  readonly table: TableRows;
  readonly findings: FileFindings;
  readonly isWanted: IsWantedName;
  /** Positions of columns whose cells may hold anything, because the call says that they mean nothing. */
  readonly ignored: readonly string[];
  /** Paths within nested objects of JSON that the call names, such as `profile.email`: they are columns too. */
  readonly paths: readonly string[];
  readonly isRoster: boolean;
  /** Whether its people are to be deactivated or removed. */
  readonly isForLeavers: boolean;
}

/** Reads rows of one format, block by block, and passes them to a table. */
export interface Reader {
  read(block: Block): Promise<void>;
  end(): Promise<void>;
}
