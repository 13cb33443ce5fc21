import { AS_IT_IS, STAYS, STILL, WORKS } from '../sentences/staying-words.ts';
import { answerOf } from '../words/answers.ts';
import { allIn, isIn, someIn, spelt, wordSet, wordsAnywhere, wordsAtEnd } from '../words/words.ts';

/** Lists of employees. */
export const ROSTERS = wordSet([
  'hr|hris|hrm|payroll|roster|workday|personio|bamboohr|bamboo|adp|successfactors|hibob|rippling|sirh|rrhh|afas|datev',
  'employees|personalsystem|personalliste|personalstamm|gehaltsabrechnung',
]);

/** That a person was looked for in a list, in words that say so by themselves. */
const COMPARED = wordSet([
  'match|matched|found|lookup|vlookup|xlookup|treffer|abgleich|gefunden|sverweis|recherchev|buscarv',
]);

/** That a person was looked for there, or is. */
const FOUND = wordSet([
  ...COMPARED,
  'in|on|record|matches|exists|present|listed|vorhanden',
  'trouvé|présent|recherche|correspondance|encontrado|coincidencia|gevonden|aanwezig',
]);

const BESIDE = wordSet([
  'is|still|the|list|file|export|system|result|data|record|y|n|yes|no|im|dans|le|el|en|het|liste|lista|lijst|with',
  'against|mit|employee|active|user|person',
]);

/** True for a header that says whether a list of employees has the person: `HR match`, `VLOOKUP HR list`, `Found`. */
export function isRosterName(header: string): boolean {
  const words = wordsAtEnd(header);
  const isOfRoster = someIn(words, ROSTERS) || allIn(words, COMPARED);
  return isOfRoster && someIn(words, FOUND) && allIn(words, ROSTERS, FOUND, BESIDE);
}

const NOT_FOUND =
  /^(?:no|not|non|nicht|kein|keine|niet|geen|pas|unmatched|missing|fehlt|absent|none|introuvable|false|n|0|-)(?:$|[^\p{L}\p{N}])/iu;

/** What a cell says there: anything but that no row was found is that one was. */
export const rosterMark = (value: string): 'yes' | 'no' =>
  NOT_FOUND.test(value) || answerOf(value) === 'no' ? 'no' : 'yes';

/** Words of being away for a while with a job to come back to. */
export const ABSENCES = wordSet([
  'parental|maternity|paternity|sabbatical|elternzeit|mutterschutz|karenz|maternité|paternité|maternal|maternidad',
  'absence|beurlaubt|loa|paternidad|excedencia|ouderschapsverlof|zwangerschapsverlof|maternità|secondment|sabbatique',
]);
const OF_AWAY = wordSet([
  'on|in|of|leave|is|currently|en|congé|parental|baja|permiso|con|op|a|de|aktuell|derzeit|zurzeit|y|n|yes|no|ja|nein',
  'oui|non',
]);

/** True for a header that asks whether the person is away for a while: `In Elternzeit`, `On leave`. */
export function isAwayName(header: string): boolean {
  const words = wordsAtEnd(header);
  const isOfAbsence = someIn(words, ABSENCES) || words.join(' ').includes('on leave');
  return isOfAbsence && allIn(words, ABSENCES, OF_AWAY);
}

const NEEDS = spelt(/^(?:need|requir|(?:be)?nötig|braucht|nécess|nodig|necesit|precis|besoin|serve$)/);
const COMPANY = /^(?:company|us|unternehmen|uns|firma|empresa|entreprise|azienda|bedrijf)$/;

const OF_US = wordSet([
  'business|in|en|bei|at|with|us|company|im|unternehmen|de|la|empresa|entreprise|azienda|team',
]);

/** True for words that ask whether the person stays, or needs the account: `Still works here`, `Access needed`. */
export function isStayName(words: readonly string[]): boolean {
  const needs = words.some((word) => NEEDS.test(word));
  if (needs && someIn(words, STILL) && someIn(words, AS_IT_IS)) return true;
  const asks = needs
    ? someIn(words, STILL, AS_IT_IS, OF_US)
    : someIn(words, STILL) && words.some((word) => WORKS.has(word) || COMPANY.test(word));
  return (
    (asks || someIn(words, STAYS)) &&
    words.every((word) => NEEDS.test(word) || isIn(word, STAYS, STILL, WORKS, AS_IT_IS, OF_US, BESIDE))
  );
}

/** Words of headers of why a person leaves. */
const REASONS = wordSet([
  'reason|reasons|grund|austrittsgrund|kündigungsgrund|abgangsgrund|maßnahmengrund|motif|raison|motivo',
  'causa|razón|reden|oorzaak|vertrekreden|situation|situación|situatie',
]);
const KINDS = wordSet(['type|art|tipo|soort|kind|kategorie|category']);
/** What is done about a person who leaves. */
export const OF_LEAVING = wordSet([
  'termination|leaving|leaver|exit|departure|offboarding|separation|deactivation|removal|deletion|austritt|austritts',
  'kündigung|löschung|deaktivierung|sortie|départ|désactivation|baja|uscita|disattivazione|vertrek|ontslag',
]);
const OF_ABSENCE = /absen|abwesen|ausencia|verzuim|vacation|urlaub/i;

/** True for a header of why or how a person leaves: `Reason`, `Tipo de baja`. */
export function isReasonName(header: string): boolean {
  const words = wordsAnywhere(header);
  const isOfHow = someIn(words, KINDS) && someIn(words, OF_LEAVING);
  return (isOfHow || someIn(words, REASONS)) && !OF_ABSENCE.test(words.join(' '));
}

/** Words of headers of what is to be done. */
const ACTIONS_TO_COME = wordSet([
  'action|decision|aktion|entscheidung|maßnahme|décision|acción|decisión|azione|decisione|actie|beslissing',
  'ação|tarefa|anmodning|demande|pedido|aufgabe|auftrag|anforderung|richiesta|solicitud|verzoek|åtgärd|akcja|todo|disposition|remediation|verdict|instruction|instructions|recommendation|step',
]);

const TO_DO = spelt(/(?:^| )(?:to do|à faire|da fare|was tun)$/);

/** True for a header of what is to be done, whatever stands beside: `Action demandée`, `What to do`. */
export function isActionName(header: string): boolean {
  const words = wordsAnywhere(header);
  return someIn(words, ACTIONS_TO_COME) || TO_DO.test(words.join(' '));
}

/** Words that are only an answer: `Y/N`. */
const ANSWERS = wordSet(['y|n|yes|no|ja|nein|oui|non|sì']);

/** What programs write in place of a name that is missing: `Column1`, `Unnamed: 4`. */
const PLACEHOLDER = /^(?:[ck]olumn[ae]?|spalte|colonn[ae]|coluna|kolom|unnamed:|列) ?\d{1,3}$/i;

/** True for a header without a name in it, at most a mark or two answers; `2025` and `100%` are names. */
export function isNameless(header: string): boolean {
  if (/\p{N}/u.test(header)) return PLACEHOLDER.test(header);
  const words = wordsAtEnd(header);
  return words.length < 2 ? words.every((word) => word === 'x') : allIn(words, ANSWERS);
}
