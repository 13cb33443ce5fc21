/** How narrow a column may become, and how wide it would like to be. */
export interface ColumnRange {
  readonly least: number;
  readonly wish: number;
}

/**
 * Shares the columns of a line: each gets what it wishes, as far as there is room; the widest give way first, none
 * below its least. Null when there is no room for that.
 */
export function shareWidth(columns: readonly ColumnRange[], room: number): number[] | null {
  const widthsAt = (cap: number) => columns.map(({ least, wish }) => Math.max(least, Math.min(wish, cap)));
  const sum = (widths: readonly number[]) => widths.reduce((total, each) => total + each, 0);
  if (sum(widthsAt(0)) > room) return null;
  let [low, high] = [0, Math.max(0, ...columns.map(({ wish }) => wish))];
  // The largest cap with which all of them fit.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sum(widthsAt(middle)) <= room) low = middle;
    else high = middle - 1;
  }
  const widths = widthsAt(low);
  // What is left of the last step, to the first columns that want it.
  let left = room - sum(widths);
  return widths.map((width, column) => {
    const wants = left > 0 && width === low && (columns[column]?.wish ?? 0) > width;
    if (!wants) return width;
    left -= 1;
    return width + 1;
  });
}
