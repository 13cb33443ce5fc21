/** The zero of the digits of other scripts: Arabic, Persian, Devanagari and Thai. Those behind it follow it. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x0e50];
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u0e50-\u0e59]/g;

/** What is longer than this is no date. */
export const LONGEST_DATE = 80;

/** The years of the emperor of Japan, of which the first was 2019. */
const REIWA = /令和 ?(\d{1,2}|元) ?年/g;
const BEFORE_REIWA = 2018;

const IS_PLAIN = /^[ -~]*$/;

/** Months as they are written in Poland and Hungary: `31.XII.2026`. */
const ROMAN = /(?<!\w)(\d{1,2})([-./ ]) ?([IVX]{1,4})\2 ?(\d{4}|\d{2})(?!\w)/g;
const HAS_ROMAN = /[-./ ][IVX]/;
const ROMANS = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');

/** A text with the digits, blanks, dashes and apostrophes of ASCII, and without marks that cannot be seen. */
export function plainText(text: string): string {
  const plain = IS_PLAIN.test(text) ? text.trim() : inAscii(text);
  return HAS_ROMAN.test(plain) ? plain.replaceAll(ROMAN, inNumbers) : plain;
}

function inNumbers(date: string, day: string, sign: string, month: string, year: string): string {
  const number = ROMANS.indexOf(month) + 1;
  // A room, and not a day.
  const isPlace = sign !== '.' && month.length === 1 && year.length === 2;
  return number === 0 || isPlace ? date : `${day}${sign}${number}${sign}${year}`;
}

function inAscii(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll(/[\u2018\u2019\u02bc]/g, "'")
    .replaceAll('\u00b7', '.')
    .replaceAll(REIWA, (_, year) => `${BEFORE_REIWA + (year === '元' ? 1 : Number(year))}年`)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(OTHER_DIGITS, digit)
    .trim();
}

function digit(text: string): string {
  const code = text.charCodeAt(0);
  const zero = ZEROS.find((first) => code >= first && code < first + 10) ?? code;
  return String(code - zero);
}
