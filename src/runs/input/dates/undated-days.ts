import { composed, foldAccents } from '../../../text/fold-case.ts';
import { BEFORE_TIMES } from '../sentences/ends.ts';
import { spellings, spelt, wordList, wordSet } from '../words/words.ts';
import { dayOf } from './days-and-years.ts';
import { isWeekday, monthsNamed } from './names-of-time.ts';
import { plainText } from './plain-text.ts';

/** `tomorrow` is another day every day, and `27 Jan` one of every year: what a file means by it, it does not say. */
export type UndatedDay = 'relative' | 'yearless';

const TO_COME = wordList([
  'tomorrow|day after tomorrow|the day after tomorrow|next week|next month|next quarter|next year|morgen|übermorgen',
  'nächste Woche|kommende Woche|nächsten Monat|nächster Monat|nächstes Quartal|nächstes Jahr|demain|après-demain',
  "semaine prochaine|la semaine prochaine|mois prochain|le mois prochain|l'année prochaine|domani|dopodomani",
  'settimana prossima|prossima settimana|la prossima settimana|mese prossimo|il mese prossimo|mañana|pasado mañana',
  'próxima semana|la próxima semana|la semana que viene|próximo mes|el mes que viene|amanhã|depois de amanhã',
  'próximo mês|overmorgen|volgende week|volgende maand|volgend jaar|i morgen|imorgen|i overmorgen|næste uge|neste uke',
  'i morgon|imorgon|i övermorgon|nästa vecka|jutro|pojutrze|huomenna|zítra|holnap|mâine|yarın|αύριο|завтра|послезавтра',
  'พรุ่งนี้|ngày mai|明天|明日|내일|w przyszłym tygodniu|w przyszłym miesiącu|przyszły miesiąc|příští týden|příští měsíc',
  'gelecek hafta|gelecek ay|haftaya|önümüzdeki ay|на следующей неделе|в следующем месяце|со следующего месяца|来週|来月|来年',
  '下周|下週|下个月|下個月|다음 주|다음주|다음 달|다음달|내년|الأسبوع القادم|الشهر القادم|الشهر المقبل|בשבוע הבא|בחודש הבא|שבוע הבא|חודש הבא',
  'after Christmas|after New Year|nach Weihnachten|nach Neujahr|après Noël|dopo Natale|después de Navidad|na Kerst',
]);

const WORDS: ReadonlySet<string> = new Set(
  spellings(TO_COME).flatMap((text) => [
    text,
    text.toLowerCase(),
    text.charAt(0).toUpperCase() + text.slice(1),
    text.toUpperCase(),
  ]),
);
const COUNTED = spelt(
  /^(?:in|dans|tra|fra|en|em|over|om) (?:\d{1,3}|an?|one|two|three|four|six|ein(?:e[rmn]?)?|zwei|drei|vier|sechs|une?|deux|trois|quatre|un[oa]?|due|tre|quattro|dos|tres|dois|duas|een|twee|drie) (?:days?|weeks?|months?|tag(?:en)?|wochen?|monat(?:en)?|jours?|semaines?|mois|giorn[oi]|settiman[ae]|mes[ei]|días?|dias?|semanas?|meses|dag(?:en|e|ar)?|weken|veckor|uger)$/i,
);

const LONGEST = 40;

/** Before when a person leaves. */
const LEAVES = spelt(
  /^(?:(?:s?he|they|contract|access|employed|works|vertrag|beschäftigt|er|sie|contrat|contratto|contrato) )?(?:is |will )?(?:as of|effective|eff\.|from|per|ab|zum|leav(?:es?|ing)(?: us)?|last (?:working )?day|lwd|end(?:s|ing)|until|till|geht|scheidet|verlässt uns|endet|austritt|letzter (?:arbeits)?tag|bis|part(?! \d)|départ|dernier jour|jusqu'au|se va|parte(?! \d)|ultimo giorno|último día|vertrekt|laatste dag|sai)(?: is| erst| only)?:? /i,
);

/** Without what stands before a time and behind it: `next month` of `leaves next month, laptop returned`. */
function whenOf(cell: string): string {
  const when = cell.length > LONGEST ? cell : cell.replace(LEAVES, '');
  return when === cell ? cell : (when.split(/,|;| \(| aus$/, 1)[0] ?? '');
}

/** `31 Jan`, `end of Jan`: not numbers, nor the name of a month alone, which may be that of a person; no `HR 123`. */
const isTimeAlone = (cell: string): boolean =>
  cell.length <= LONGEST_ALONE && /\p{L}/u.test(cell) && /[\s\d]/.test(cell) && !/\d{3}/.test(cell);
const LONGEST_ALONE = 20;
const QUARTER = /^q([1-4])$/i;
const IS_HALF = /^h[12]$/i;

/**
 * True for a cell that is a word for a time to come, such as `tomorrow` and `in 3 days`, also behind one of leaving;
 * behind that, and alone in a note, a day without a year counts where the nearest one is to come. `today` as
 * 2026-11-25; without it, no word of leaving is known.
 */
export function isToCome(written: string, today = '', isNote = false): boolean {
  const cell = composed(written);
  const when = today === '' ? cell : whenOf(cell);
  if (WORDS.has(when) || COUNTED.test(when)) return true;
  if (when !== cell && isEndOf(when.toLowerCase())) return true;
  if (when === cell && !(isNote && isTimeAlone(cell))) return false;
  const [, quarter] = QUARTER.exec(cell) ?? [];
  // A quarter ends two months after that in which it begins.
  if (quarter !== undefined) return monthsUntil(3 * Number(quarter), today) < HALF_A_YEAR + 2;
  return IS_HALF.test(cell) || isAhead(when, today);
}

const HALF_A_YEAR = 6;
const monthsUntil = (month: number, today: string): number => (month - Number(today.slice(5, 7)) + 12) % 12;
/** `until 12.30` is an hour. */
const IS_HOUR = /^\d{1,2}\.(?:1[3-9]|[2-5]\d)$/;

function isAhead(when: string, today: string): boolean {
  const text = foldAccents(plainText(when));
  const [days, isLast] = [yearlessDays(text), ENDS.has(text.split(' ', 1)[0] ?? '')];
  const day = Number(today.slice(8, 10));
  return (
    days.length > 0 &&
    !IS_HOUR.test(when) &&
    days.every((each) => {
      const months = monthsUntil(each.month, today);
      return months === 0 ? isLast || each.day > day : months < HALF_A_YEAR;
    })
  );
}

/** What goes on now, and its end, in a column that speaks of time: `today`, `end of month`, `next Friday`. */
const NOW =
  /^(?:today|heute|aujourd'hui|oggi|hoy|hoje|vandaag|eo[dwmqy]|monatsende|quartalsende|jahresende|(?:month|quarter|year)[ -]?end)$/;
const ENDS = wordSet(['end|ende|fin|fine']);
const PERIODS = wordSet([
  'day|week|month|quarter|year|woche|monat|monats|monate|quartal|quartals|jahr|jahres|semaine|mois|trimestre|année',
  "l'année|mese|settimana|anno|mes|año",
]);
const BESIDE_ENDS = wordSet([
  'at|by|until|bis|the|la|il|of|this|next|der|des|diese|dieser|dieses|nächste|nächster|nächsten|de|du|di|del',
]);
const NEXT = spelt(/^(?:next|nächste[rnm]?|kommenden?|prossim[oa]|próximo) (\S+)$/);
const NEXT_LAST = /^(\S+) (?:prochain|prossim[oa])$/;

const NUMBERS = /^(\d{1,2})(?:\. ?(\d{1,2})\.?|[-/](\d{1,2})|月(\d{1,2})日)$/;
const DAY_AND_NAME = /^(\d{1,2})(?:st|nd|rd|th|er|o)?[-./, ]*(?:de |del |of )?(\p{L}+)\.?$/u;
const NAME_AND_DAY = /^(\p{L}+)[-./, ]*(\d{1,2})(?:st|nd|rd|th)?$/u;
const A_LEAP_YEAR = 2028;

/** Shorter names of days are words too. */
const SHORTEST_WEEKDAY = 4;

/** True for the name of a day of the week, which may be past or to come. */
export const isNamedDay = (cell: string): boolean =>
  cell.length >= SHORTEST_WEEKDAY && cell.length <= LONGEST && isWeekday(plainText(cell));

/** What a cell of a column that speaks of time leaves open; null for any other cell. */
export function undatedDay(written: string): UndatedDay | null {
  if (written.length > LONGEST) return null;
  const cell = whenOf(written);
  const text = foldAccents(plainText(cell));
  const next = NEXT.exec(text)?.[1] ?? NEXT_LAST.exec(text)?.[1] ?? '';
  if (isToCome(cell) || NOW.test(text) || isEndOf(text) || isWeekday(next)) return 'relative';
  return yearlessDays(text).length > 0 ? 'yearless' : null;
}

const AMOUNT = /^\d{1,3}(?:[.,]\d{1,2})?$/;

/** True for numbers of which one at least can be no day of a month, so that 12.5 beside it is none either. */
export function areAmounts(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.every((cell) => AMOUNT.test(cell)) && filled.some((cell) => yearlessDays(cell).length === 0);
}

/** `end of the month`, `Ende der Woche`, `by the end of next year`. */
function isEndOf(text: string): boolean {
  const [end = '', period = '', ...more] = text.split(' ').filter((word) => !BESIDE_ENDS.has(word));
  return more.length === 0 && ENDS.has(end) && PERIODS.has(period);
}

/** The days that a text without a year may mean, also `end of January`; a month alone is its first day. */
function yearlessDays(written: string): readonly { readonly month: number; readonly day: number }[] {
  const text = written
    .split(' ')
    .filter((word) => !BEFORE_TIMES.has(word))
    .join(' ');
  const [, one, ...others] = NUMBERS.exec(text) ?? [];
  const two = others.find((part) => part !== undefined) ?? '';
  const [, day, name] = DAY_AND_NAME.exec(text) ?? [];
  const [, first, last] = NAME_AND_DAY.exec(text) ?? [];
  const read =
    one === undefined
      ? monthsNamed(name ?? first ?? text).map((month) => [month, day ?? last ?? 1])
      : [
          [two, one],
          [one, two],
        ];
  return read.flatMap(([month = '', each = '']) =>
    dayOf(A_LEAP_YEAR, month, each).length > 0 ? [{ month: Number(month), day: Number(each) }] : [],
  );
}
