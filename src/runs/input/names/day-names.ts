import { wordList } from '../words/word-set.ts';

// What columns are called that say when.

/** The last day of employment. */
export const LAST_DAY_NAMES = wordList([
  'last_day|last working day|last day of work|last day of employment|termination date|end date|leaving date|leave date',
  'exit date|date of leaving|date left|left date|leaver date|departure date|separation date|offboarding date',
  'date of termination|terminated on|employment end date|end of employment|last day worked|last day at work',
  'last date worked|last worked date|final day|final working day|last working date|LWD|relieving date',
  'date of relieving|term date|termination dt|exit dt|Letzter Arbeitstag|Letzter Tag|Austrittsdatum',
  'Austritt|Austritt am|Enddatum|Kündigungsdatum|Datum Austritt|Austrittstag|Austritt zum|Ausgeschieden am',
  'Ausscheidedatum|Beschäftigungsende|Ende der Beschäftigung|Ende des Arbeitsverhältnisses|date de sortie',
  "date de départ|date de fin|dernier jour|dernier jour de travail|dernier jour travaillé|date de fin d'emploi",
  'date de départ effective|data di uscita|data di cessazione|data fine rapporto|ultimo giorno|ultimo giorno di lavoro',
  'ultimo giorno lavorativo|ultimo giorno lavorato|data cessazione|data uscita|data di fine rapporto',
  'data licenziamento',
]);

/** The day from which a change holds. */
export const EFFECTIVE_AT_NAMES = wordList([
  "effective_at|effective date|effective from|wirksam ab|date d'effet|data di decorrenza",
]);
