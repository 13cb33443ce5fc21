import { fitsOrNull, organizationId } from '../../../validation/ids.ts';
import { cleanCell } from '../cell.ts';
import { foldedNames, foldName } from '../columns/field-names.ts';
import { ignoreArgument, listOf, whereArgument } from '../columns/header.ts';
import type { Column, RowObserver } from '../columns/table.ts';

/** Headers of the organization that a row is of, as our own JSON has it and lists of several organizations do. */
const NAMES = foldedNames(['organization_id|organisation_id|org_id|organization|organisation|org']);

/** True for a column that may say of which organization a row is. */
export const namesOrganization = ({ name }: Column): boolean => NAMES.has(foldName(name));

/** How many organizations are told apart. */
const MOST = 1000;

/**
 * Finds out of which organizations the rows are, where a column has their ids: a user may be a member of two, and is
 * meant in the one alone.
 */
export function organizationColumn(column: Column): RowObserver {
  const lines = new Map<string, number | null>();
  return {
    observe({ line, cells }) {
      const id = fitsOrNull(organizationId, cleanCell(cells[column.index] ?? ''));
      if (id !== null && lines.size < MOST && !lines.has(id)) lines.set(id, line);
    },
    finish: () => ({
      problemIn(organization_id) {
        const [id, line] = [...lines].find(([one]) => one !== organization_id) ?? [];
        if (id === undefined) return null;
        const here = lines.has(organization_id) ? [whereArgument(column, organization_id)] : [];
        const how = here.length > 0 ? 'use --where to choose rows' : 'name the one that is meant with --org';
        const message = `${listOf([column.name])} is ${id}, and the call is for ${organization_id}: ${how}, or use --ignore-column if it does not matter`;
        return { message, line: line ?? null, mend: [...here, ignoreArgument(column)] };
      },
    }),
  };
}
