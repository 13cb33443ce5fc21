import { outcomesDrawing } from './outcomes-drawing.ts';
import { rowLifeDrawing } from './row-life-drawing.ts';
import type { Theme } from './themes.ts';

/** What is drawn by code from the program's own lists, and not recorded. */
export const DRAWINGS: readonly { readonly name: string; readonly draw: (theme: Theme) => string }[] = [
  { name: 'row-life', draw: rowLifeDrawing },
  { name: 'outcomes', draw: outcomesDrawing },
];
