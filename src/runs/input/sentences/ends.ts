import { isWeekday, monthsNamed } from '../dates/names-of-time.ts';
import { ABSENCES } from '../names/other-names.ts';
import { BEFORE, BEHIND, OF_ACCOUNTS, OF_THINGS } from '../words/kept-words.ts';
import { someIn, spelt, type WordSet, wordSet } from '../words/words.ts';

const IS_WORD = /^[\p{L}\p{N}]/u;

interface SaidBefore {
  /** A number behind one word says how many are kept, behind several since when. */
  readonly areSeveral?: boolean;
  /** What may be said of things too, so that only a time may stand behind `from`, and not a thing. */
  readonly mayBeOfThings?: boolean;
}

/** True where nothing follows that may be a thing in place of the person. */
export function isEnd(
  [part, ...rest]: readonly string[],
  { areSeveral = true, mayBeOfThings = true }: SaidBefore = {},
): boolean {
  if (part === undefined || !IS_WORD.test(part)) return true;
  if (OF_ACCOUNTS.has(part)) return isEnd(rest, { mayBeOfThings });
  const next = rest.find((word) => !BEFORE.has(word)) ?? '';
  if (AT.test(part) && OF_US.test(next)) return true;
  if (OF_THINGS.has(next)) return false;
  if (BEHIND.has(part)) return true;
  if ((areSeveral || mayBeOfThings) && FROM.test(part))
    return isTime(next) || beginsWithTime(rest) || (!mayBeOfThings && SINCE.test(part));
  return (areSeveral && /^\p{N}/u.test(part)) || part.startsWith("jusqu'");
}

/** The same, or by whom. */
export const isEndOrBy = (words: readonly string[]): boolean =>
  /^(?:by|von|par|da|por|door|per|via)$/.test(words[0] ?? '') || isEnd(words);

const SINCE = /^(?:from|on|am|le|il)$/;
const FROM = /^(?:from|on|am|le|il|to|auf|au|before|vor|avant|prima|antes|voor|przed)$/;

/** Short for days of the week in the north, and common words elsewhere. */
const NO_TIME = /^(?:to|on|me)$/;

export const isTime = (word: string): boolean =>
  /^\p{N}/u.test(word) || (!NO_TIME.test(word) && (isWeekday(word) || monthsNamed(word).length > 0));

/** Where a person stays: `with us`, `dans l'entreprise`. */
const AT = /^(?:in|with|at|im|bei|dans|chez|en|na|w|bij)$/;
export const OF_US = spelt(
  /^(?:l')?(?:company|firm|us|unternehmen|firma|uns|entreprise|société|nous|azienda|noi|empresa|firmie|ons|dienst)$/,
);

/** The words before a time: `next week`, `in der Woche`, `fin janvier`. */
export const BEFORE_TIMES = wordSet([
  'in|on|at|by|from|as|of|next|the|early|late|mid|beginning|end|start|im|am|ab|zum|nach|nächste|nächsten|nächstes|nächster|der',
  'anfang|mitte|ende|kommende|kommenden|en|au|à|partir|du|le|la|début|fin|mi|prochain|el|próximo|próxima|a|principios',
  'al|dem|den|il|après|después|na|mediados|finales|de|del|op|vanaf|begin|midden|eind|volgende|per|dal|dopo|around',
  'about|again|after|lunedì|since|for|em',
]);

/** Times without a name of a month or a day. */
const TIMES = wordSet([
  'week|month|year|quarter|spring|summer|autumn|fall|winter|soon|later|tomorrow|easter|christmas|woche|monat|jahr',
  'quartal|frühjahr|frühling|sommer|herbst|bald|später|morgen|semaine|mois|année|trimestre|printemps|été|automne|hiver',
  'bientôt|rentrée|semana|mes|año|primavera|verano|otoño|invierno|pronto|maand|jaar|kwartaal|voorjaar|zomer|najaar',
  'herfst|binnenkort|shortly|q|january|jahresende|jahresanfang|monatsende|settimana|anno|estate|autunno|inverno|presto',
]);

/** What a person comes back from or to. */
const WORK = wordSet([
  ...ABSENCES,
  'leave|sick|sickness|illness|work|duty|office|company|us|team|role|position|job|krankheit|arbeit|dienst|firma',
  'unternehmen|uns|congé|congés|arrêt|entreprise|poste|nous|équipe|société|baja|permiso|empresa|trabajo|equipo',
  'puesto|nosotros|verlof|ziekte|werk|ons|aspettativa|azienda|lavoro|permanent|employee|contractor|freelancer|fte',
  'beurlaubung|auszeit',
]);

/** True where a time is the first word behind those that may stand before one. */
export function beginsWithTime(words: readonly string[]): boolean {
  const first = words.find((word) => !BEFORE_TIMES.has(word)) ?? '';
  return (first.length > 2 || /^\p{N}/u.test(first)) && (isTime(first) || TIMES.has(first));
}

export const ARTICLES = wordSet([
  'the|my|our|a|an|his|her|their|new|another|different|same|other|der|dem|den|die|das|einer|unserem|unserer|anderen',
  'neuen|seiner|ihrer|la|le|les|notre|nos|un|une|son|sa|autre|nouvelle|nouveau|el|los|nuestro|su|otro|otra|nuevo|nueva',
  'het|de|een|zijn|haar|ander|andere|nieuwe|il|lo|zu|et|as|full|part',
]);

export const TOWARDS = wordSet([
  'from|to|of|as|with|in|at|on|aus|zu|zur|zum|nach|von|im|als|bei|de|du|des|à|au|dans|chez|parmi|avec|comme|en|del|al',
  'con|como|uit|van|naar|bij|met|op|da|dal|dalla|alla|within|inside|innerhalb|après|after|tras',
]);

/** True where it says from or to which work, or with whom, a person is. */
export function isOfWork(words: readonly string[], more: WordSet = WORK): boolean {
  const at = words.findIndex((word) => !TOWARDS.has(word));
  if (at < 1) return false;
  const named = words.slice(at).filter((word) => !ARTICLES.has(word));
  return named.slice(0, 2).some((word) => WORK.has(word) || more.has(word) || OF_US.test(word));
}

export const UNTIL = wordSet(["until|till|til|bis|jusque|jusqu'au|jusqu'à|hasta|tot|fino"]);
const AT_WORK = wordSet([
  'works|working|work|employed|arbeitet|arbeiten|beschäftigt|angestellt|tätig|travaille|poste|trabaja|trabajando|werkt',
  'werkzaam|lavora|dienst',
]);
const IS_DAY = /^(?:0?[1-9]|[12]\d|3[01])(?:[./]\d{1,2})?$/;
/** `2027`, `31.12.2027`, `2027-12-31`. */
const HAS_YEAR = /^\d{4}|[./]\d{1,2}[./]\d/;

/** True for the last day of who works until then: `en poste jusqu'au 31 octobre`; not for a month alone. */
export function isLastDay(words: readonly string[]): boolean {
  const at = words.findIndex((word) => UNTIL.has(word));
  // What has a year may be far off.
  if (at < 0 || words.some((word) => HAS_YEAR.test(word)) || !someIn(words, AT_WORK)) return false;
  const [first = '', second = ''] = words.slice(at + 1).filter((word) => !BEFORE_TIMES.has(word));
  return isWeekday(first) || IS_DAY.test(first) || (monthsNamed(first).length > 0 && IS_DAY.test(second));
}

/** A few of a span of time, and its unit. */
const COUNTS = wordSet([
  'for|another|further|a|an|one|two|three|six|noch|weitere|ein|eine|einen|zwei|drei|sechs|encore|pour|un|une|deux',
  'trois|otro|otros|dos|tres|seis|por|nog|een|twee|drie|zes|ancora|altri|due|tre|sei',
]);
const UNITS = wordSet([
  'year|years|month|months|jahr|jahre|monat|monate|an|ans|mois|año|años|mes|meses|jaar|maand|maanden|anno|anni|mesi',
]);

/** True for how long alone, in months or years: `noch zwei Jahre`, `for another 6 months`. */
export function isSpan(words: readonly string[]): boolean {
  const unit = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  return (
    UNITS.has(unit) && before.length > 0 && before.every((each) => COUNTS.has(each) || /^\d{1,2}$/.test(each))
  );
}

const OF_CLOCKS = wordSet(["am|pm|uhr|h|heures|horas|ore|uur|o'clock"]);

const LAST_HOUR = 23;

/** True for an hour of the day, and no day: `after 6 pm`, `um 18:00`; not for `72 h`. */
export function isHour(words: readonly string[]): boolean {
  const numbers = words.filter((word) => /^\p{N}/u.test(word));
  const isOfDay = (word: string) => isWeekday(word) || monthsNamed(word).length > 0 || TIMES.has(word);
  const [hour = ''] = numbers;
  if (numbers.length !== 1 || words.some(isOfDay)) return false;
  return (
    hour.includes(':') || (Number(hour) <= LAST_HOUR && OF_CLOCKS.has(words[words.indexOf(hour) + 1] ?? ''))
  );
}
