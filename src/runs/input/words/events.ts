import { foldCase } from '../../../text/fold-case.ts';
import { isReasonName } from '../names/other-names.ts';
import { answerOf, markOf } from './answers.ts';
import { isApprovalName, isDecisionName, isReviewName, verdictOf } from './decisions.ts';
import { meansGone, sideOf } from './sides.ts';
import { allIn, endOfPath, headerWords, someIn, spelt, type WordSet, wordSet, wordsAtEnd } from './words.ts';

/** Words of headers of columns that say what happens to people. */
const EVENTS = wordSet([
  'event|events|operation|request|changetype|process|movement|movements|transaction|change|action|vorgang|ereignis',
  'bewegung|maßnahme|aktion|acción|ação|actie|événement|mouvement|evento|movimento|azione|gebeurtenis',
  'mutatie|movimiento|änderungsart|causale|maßnahmengrund|hændelse|händelse|massn|ereignisart|vorgangsart|maßnahmenart',
]);

/** Words that may stand beside one of them. */
const OF_EVENTS = wordSet([
  'type|types|name|code|description|business|hr|hris|employee|employees|employment|personnel|people|person|worker',
  'staff|user|job|life|cycle|lifecycle|of|the|work|typ|art|der|des|mitarbeiter|personal|de|du|rh|tipo|di|del',
]);

/** True for a header of what happens to people, of whom some may leave: `Event type`, `Business Process`. */
export function isEventName(header: string): boolean {
  const words = wordsAtEnd(header);
  return someIn(words, EVENTS) && allIn(words, EVENTS, OF_EVENTS);
}

/** Events by which people leave, besides the words that say so in every column, and a code of theirs. */
const LEAVING = wordSet([
  'death|redundancy|layoff|laid off|end of contract|contract end|end contingent worker contract|vertragsende',
  'pensionierung|fin de contrat|fine contratto|einde contract|quit|deceased|rente|verstorben|eigenkündigung',
  'aufhebungsvertrag|retraite|dimissioni|cessazione|pensione|dimisión|despido|ontslag|ter',
]);

/** Words of events by which people come. */
export const COMING = wordSet([
  'reinstatement|reinstated|reactivation|reactivate|reactivated|enable|enabled|restore|restored|unsuspend|unsuspended',
  'hire|hires|hired|rehire|rehired|join|joiner|joiners|joined|joining|onboard|onboarding|starter|starters|create',
  'created|add|added|invite|invited|eintritt|eintritte|neueintritte|einstellung|neueinstellung|wiedereintritt',
  'embauche|embauches|arrivée|arrivées|arrivals|arrivants|entrées|recrutement|assunzione|assunzioni|alta|altas',
  'assunti|admissões|admissão|ingressi|contratación',
  'ingresso|incorporación|incorporaciones|entrants|création|réembauche|neuzugänge|nástupy|indiensttreding|hir|reh|入社|入职|入職|입사',
]);

/** Those by which they go on. */
const STAYING = wordSet([
  'move|moved|promote|promotion|promoted|demotion|change|changes|changed|update',
  'updated|relocation|secondment|keep|retain|stay|stays|wechsel|stellenwechsel|abteilungswechsel',
  'verlängerung|verlängerungen|vertragsverlängerung|prolongation|prolongations|renouvellement|renouvellements|proroga|proroghe',
  'prórroga|prórrogas|verlenging|verlengingen|namensänderung',
  'extension|extensions|umzug|beförderung|änderung|behalten|bleibt|changement|garder|conserver|promozione|cambio|mantenere|ascenso|promotie|loa|rfl',
]);

/** In place of a reason to leave: that the person stays elsewhere. Who moved may have moved abroad. */
export const TRANSFERS = wordSet([
  'mover|movers|transfer|transfers|transferred|versetzung|versetzungen|mutation|trasferimento|traslado|overplaatsing',
  'mutations|mobilité|mobilités|umbesetzung|trasferimenti|traslados|overplaatsingen',
  'xfr|異動|出向|転籍|调岗|調職|전보',
]);

/** Words that may stand beside one of them. */
export const OF_STAYING = wordSet([
  'employee|employees|staff|people|user|users|member|members|account|accounts|org|lifecycle|worker|contingent',
  'contract|job|new|internal|lateral|department|team|position|organization|organisation|assignment|assignments|location|name|pay|salary|compensation|title|of|to|the|a|an|in|within',
  'organisatorischer|organisatorische|organizational|organisational|legal|entity|other|another|andere|anderer|anderen',
  'between|de|du|d|poste|service|interne|interner|mitarbeiter|abteilung|stelle|der|des',
]);

/** True for words that say that a person leaves. */
export const leaves = (value: string): boolean =>
  answerOf(value) === undefined &&
  (sideOf(value) === 'gone' ||
    LEAVING.has(foldCase(value)) ||
    meansGone('', value) ||
    isCodeOfLeaving(value));

/** As programs write it: `org.remove_member`. */
const isCodeOfLeaving = (value: string): boolean =>
  /[._]/.test(value) && !/[\s@]/.test(value) && headerWords(value).some((word) => sideOf(word) === 'gone');

/** By its words, up to a colon: `Change Job: Zoë Müller`. */
function comesOrStays(value: string, ...lists: readonly WordSet[]): boolean {
  const [event = ''] = value.slice(0, LONGEST_EVENT).split(':');
  const words = headerWords(event);
  return someIn(words, ...lists) && allIn(words, ...lists, OF_STAYING);
}

/** True for such an event by itself, whatever the others are: `Verlängerungen`. */
export const isOfStaying = (value: string): boolean => comesOrStays(value, COMING, STAYING, TRANSFERS);

const OF_SORTS = spelt(
  /^(?:type?|tipo|art|code|soort|rodzaj|nature|[ck]atégor(?:y|ie|ía)|区分|種別|類型|类型|구분)$/i,
);

const LONGEST_EVENT = 200;

/** True where some people leave and others come or stay, by events that are known; others say nothing. */
export function areEvents(header: string, values: readonly string[]): boolean {
  const isOfEvents = isEventName(header) || OF_SORTS.test(endOfPath(header));
  const lists = isOfEvents ? [COMING, STAYING, TRANSFERS] : [TRANSFERS];
  return (
    (isOfEvents || isReasonName(header)) &&
    values.some(leaves) &&
    values.some((value) => comesOrStays(value, ...lists) && !leaves(value))
  );
}

/** True for a word, and no answer, by which it is not approved, or not yet; a review refuses what people have. */
function isUnapproved(header: string, value: string): boolean {
  const verdict = markOf(value) === undefined ? verdictOf(value) : undefined;
  if (verdict === 'no') return !isReviewName(headerWords(header));
  return isApprovalName(header) && (verdict === 'open' || /^(?:pending|await|waiting)/i.test(value));
}

/** True where by such events people come and none leaves, or what is asked is approved of none. */
export const noneLeaves = (header: string, values: readonly string[]): boolean =>
  (isEventName(header) && values.every((value) => comesOrStays(value, COMING) && !leaves(value))) ||
  (isDecisionName(header) && values.length > 0 && values.every((value) => isUnapproved(header, value)));
