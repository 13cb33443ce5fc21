/** Text as it is compared: the same letters in any case and any Unicode form are the same name. */
export const foldCase = (text: string): string => text.normalize('NFC').toLowerCase();
