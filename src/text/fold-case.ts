/** Normalizes a text for comparison, so that case and Unicode form do not matter. */
export const foldCase = (text: string): string => text.normalize('NFC').toLowerCase();
