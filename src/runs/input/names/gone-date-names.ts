import { saysGoneElsewhere } from '../words/elsewhere.ts';
import { ABOUT } from '../words/state-names.ts';
import { divided, isIn, someIn, wordSet, wordsAtEnd } from '../words/words.ts';

/** Words of headers that say that a person went. */
export const GONE_WORDS = wordSet([
  'deleted|deletion|terminated|termination|offboarded|offboarding|departed|departure|left|exit|exited|resigned',
  'retired|dismissed|gelöscht|ausgeschieden|ausgetreten|gekündigt|austritt|austrittsdat|austr|supprimé|sorti|parti|licencié|départ',
  'cessato|eliminato|uscito|baja|eliminado|kündigung|kündigungs|abgang|resignation|retirement|dismissal|sortie|démission',
  'licenciement|uscita|dimissioni|licenziamento',
  // To come, where a plan says when.
  'deactivate|delete|remove|disable|suspend|offboard|terminate|deprovision|leaves|leaving|löschen|deaktivieren|sperren',
]);

/** Words that say that an account was closed: of a leaver without such a date that may be still to do. */
const CLOSED = wordSet([
  'deactivated|deactivation|disabled|suspended|suspension|archived|removed|removal|deprovisioned|revoked|gesperrt',
  'deaktiviert|désactivé|suspendu|disattivato|sospeso|inactive|inaktiv|inactif',
]);

/** Words of what is closed. */
export const ACCOUNT = wordSet([
  'account|accounts|access|login|logon|konto|kontos|compte|cuenta|conta|konta',
]);

/** Words that say nothing of when by themselves: `To be removed`, `Planned exit`. */
const PLANS = wordSet(['to|be|planned|scheduled|effective|expected|geplant|prévu|previsto|prevista']);

/** Words that say that it is about when. */
export const WHEN = wordSet([
  ...PLANS,
  'at|on|date|datetime|time|timestamp|stamp|since|when|day|utc|am|seit|datum|zeitpunkt|tag|le|depuis|jour|il|dal|data',
  'giorno|el|fecha|zum|per|ab',
]);

/** Of `Time left`, which says how long something still lasts. */
const REST = wordSet(['time|day|days']);

/** What a header says of when people went. */
export interface GoneDateName {
  /** False where it may be one of a state as well, so that its cells decide: `Terminated`, `Departure`. */
  readonly saysWhen: boolean;
  /** True where it says when the account was closed, and not when the person went. */
  readonly isOfAccount: boolean;
}

const mayStand = (word: string): boolean => isIn(word, GONE_WORDS, CLOSED, WHEN, ABOUT, REST);

/** What a header says of when people went, such as `deletedDateTime` or `Deactivated on`; null for nothing. */
export function goneDateName(header: string): GoneDateName | null {
  const words = divided(wordsAtEnd(header), mayStand);
  if (saysGoneElsewhere(words.join(' '))) return { saysWhen: false, isOfAccount: false };
  // As Entra writes it.
  if (words.join(' ') === 'employee leave date time') return { saysWhen: true, isOfAccount: false };
  if (!someIn(words, GONE_WORDS, CLOSED)) return null;
  if (!words.every(mayStand)) return null;
  const rest = words.filter((word) => !REST.has(word));
  if (rest.length < words.length && words.includes('left') && !someIn(rest, WHEN)) return null;
  // Who did it: `Deleted by`.
  if (words.at(-1) === 'by') return null;
  const isOfAccount = someIn(words, CLOSED, ACCOUNT);
  return { saysWhen: words.some((word) => WHEN.has(word) && !PLANS.has(word)), isOfAccount };
}
