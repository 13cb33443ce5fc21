import { foldCase } from '../text/fold-case.ts';
import { type FoundDifference, KINDS } from './difference.ts';

/** Orders differences by kind, then by address, then by id. */
export function inOrder(one: FoundDifference, other: FoundDifference): number {
  return (
    KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
    compare(foldCase(one.email ?? ''), foldCase(other.email ?? '')) ||
    compare(one.user_id ?? '', other.user_id ?? '')
  );
}

/** By code units: the same on every machine, whatever its language. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
