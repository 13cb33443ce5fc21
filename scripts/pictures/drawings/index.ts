import type { Theme } from '../themes.ts';
import { outcomesDrawing } from './outcomes.ts';
import { rowLifeDrawing } from './row-life.ts';

/** What is drawn by code from the program's own lists, and not recorded. */
export const DRAWINGS: readonly { readonly name: string; readonly draw: (theme: Theme) => string }[] = [
  { name: 'row-life', draw: rowLifeDrawing },
  { name: 'outcomes', draw: outcomesDrawing },
];
