import { safeText } from '../../../output/safe/safe-text.ts';
import { UNKNOWN } from '../report-words.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from elsewhere for an element or an attribute: no markup, one line, nothing invisible; `-` for none. */
export const htmlText = (text: string | number | null): string =>
  text === null || text === ''
    ? UNKNOWN
    : safeText(String(text)).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

/** The same as an element without attributes but a class; nothing for no text. */
export const htmlElement = (name: string, text: string | null, className = ''): string =>
  text === null || text === ''
    ? ''
    : `<${name}${className === '' ? '' : ` class="${className}"`}>${htmlText(text)}</${name}>`;
