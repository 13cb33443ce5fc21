import { memoize } from '../../../memoize.ts';
import { foldAccents } from '../../../text/fold-case.ts';
import { wordSet } from '../words/words.ts';

/**
 * The languages in which columns are understood, and their neighbours. No two of them contradict each other.
 * See docs/decisions/2026-11-26-names-of-months.md.
 */
const LANGUAGES = 'en de de-AT fr it es ca pt nl da nb sv fi pl cs hu ro tr el ru uk th'.split(' ');
/** Of their names, a beginning of three letters is more often that of another word: LAP-2451 is a laptop. */
const FURTHER_LANGUAGES = 'sk sl sr-Latn bg lt lv et id ar he'.split(' ');

/** Names that spreadsheets write, and the formatting of languages does not know. */
const FURTHER_MONTHS = { mrz: 3, maerz: 3, jaenner: 1 } as const;

/** A short name of December in Czech, and a word in the names of devices. */
const A_WORD = 'pro';

/** How the months of these languages begin: only for such a word is Node asked for the names, which takes 30 ms. */
const BEGINNINGS = wordSet([
  'abr|ag|ago|agu|aou|apr|ara|aug|avg|avr|bal|bir|bre|cer|cvc|cvn|cze|dec|des|det|dez|dic|dub|d’a|d’o|eki|elo|ene|eyl',
  'feb|fev|geg|gen|giu|gru|haz|hei|hel|huh|ian|iul|iun|jaa|jae|jan|jou|jui|jul|jun|juu|kas|kes|kov|kve|kwi|lap|led|lie',
  'lip|lis|lok|lug|lut|maa|mae|mag|mai|maj|mar|may|mei|mrt|mrz|nis|noi|nov|oca|oct|okt|ott|out|paz|pro|rij|rug|sau|sep',
  'set|sie|spa|srp|sty|sub|syy|sze|tam|tem|tou|uno|vas|vee|wrz|zar|de |απρ|αυγ|δεκ|ιαν|ιου|μαι|μαρ|νοε|οκτ|σεπ|φεβ|авг',
  'апр|бер|вер|гру|дек|жов|июл|июн|кві|лип|лис|лют|маи|мар|мая|ное|ноя|окт|сен|сеп|сер|січ|тра|фев|чер|юли|юни|янв|яну',
  'אוג|אוק|אפר|דצמ|יול|יונ|ינו|מאי|מרץ|נוב|ספט|פבר|ابر|اغس|اكت|ديس|سبت|فبر|مار|ماي|نوف|ينا|يول|يون|กค|กนย|กพ|กมภ|กย',
  'กรก|ตค|ตลา|ธค|ธนว|พค|พย|พฤศ|พฤษ|มกร|มค|มถน|มนา|มย|สค|สงห|เมย|เมษ',
]);

const SHORTEST = 3;
const SHORTEST_FURTHER = 4;
const NONE: readonly number[] = [];

/** The months, from 1, that a word may mean: a whole name, a usual short one, or the beginning of whole names. */
export function monthsNamed(word: string): readonly number[] {
  const name = bare(word);
  return (BEGINNINGS.has(name.slice(0, SHORTEST)) && months().get(name)) || NONE;
}

/** True for a short name that is a month beside a day alone: `AVG-2101` is a device, `5 avg 2101` a day. */
export const needsDay = (word: string): boolean => shortFurther().has(bare(word));

/** True for the name of a day of the week, whole or short. */
export const isWeekday = (word: string): boolean => word !== '' && weekdays().has(bare(word));

const bare = (word: string): string => foldAccents(word).replaceAll('.', '');

const weekdays = memoize(() => new Set(namesOf('weekday', 7).map(({ name }) => name)));

const monthNames = memoize(() => namesOf('month', 12));

const months = memoize(() => {
  const found = new Map<string, readonly number[]>();
  const add = (name: string, month: number) =>
    found.set(name, [...new Set([...(found.get(name) ?? []), month])]);
  const names = monthNames();
  for (const { name, place } of names) if (name !== A_WORD) add(name, place);
  for (const [name, month] of Object.entries(FURTHER_MONTHS)) add(name, month);
  const whole = new Set(found.keys());
  for (const { name, place, shortest } of names) {
    for (let length = shortest; length < name.length; length += 1) {
      const begin = name.slice(0, length);
      if (!whole.has(begin) && begin !== A_WORD) add(begin, place);
    }
  }
  return found;
});

const shortFurther = memoize(() => {
  const names = monthNames();
  const others = new Set(
    names.flatMap(({ name, shortest }) => (shortest === SHORTEST ? name.slice(0, SHORTEST) : [])),
  );
  const short = names.filter(({ name, shortest }) => name.length < shortest && !others.has(name));
  return new Set(short.map(({ name }) => name));
});

interface Name {
  readonly name: string;
  readonly place: number;
  /** The length from which a beginning stands for it. */
  readonly shortest: number;
}

/** The names of months or weekdays as Node writes them, alone and within a date, each with its place from 1. */
function namesOf(part: 'month' | 'weekday', count: number): Name[] {
  const styles = (['long', 'short'] as const).flatMap((style): Intl.DateTimeFormatOptions[] => [
    { [part]: style },
    { [part]: style, day: 'numeric' },
  ]);
  return [...LANGUAGES, ...FURTHER_LANGUAGES].flatMap((language) => {
    const shortest = LANGUAGES.includes(language) ? SHORTEST : SHORTEST_FURTHER;
    return styles.flatMap((style) => {
      const format = new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' });
      return Array.from({ length: count }, (_, index) => {
        const at = part === 'month' ? Date.UTC(2026, index, 15) : Date.UTC(2026, 0, 5 + index);
        const text = format.formatToParts(at).find(({ type }) => type === part)?.value ?? '';
        return { name: bare(text), place: index + 1, shortest };
      }).filter(({ name }) => name.length >= SHORTEST - 1 && !/^\d/.test(name));
    });
  });
}
