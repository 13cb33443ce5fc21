import { foldCase } from '../../../text/fold-case.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { yesOrNo } from '../cells/yes-or-no.ts';
import { meansGone } from './gone-words.ts';
import { headerWords } from './state-names.ts';
import { wordSet } from './word-set.ts';

/** Cells that say of a person: gone, or to be taken out. */
const GONE = wordSet([
  'terminated|inactive|leaver|left|leaving|gone|former|former employee|ex-employee|offboarding',
  'offboarded|offboard|deactivated|deactivate|deactivation|remove|removed|delete|deleted|suspended',
  'suspend|disable|revoke|revoked|deny|denied|departed|retired|resigned|dismissed|terminate|termination',
  'exit|exited|departure|leave|no longer employed|not employed|deprovisioned|deprovision|ausgeschieden',
  'ausgetreten|ehemalig|ehemalige|ehemaliger|ehemalige/r|inaktiv|austritt|löschen|entfernen',
  'deaktivieren|sperren|gekündigt|gegangen|kündigung|sorti|sortie|parti|partie|départ|inactif|ancien',
  'ancienne|licencié|supprimer|désactiver|retirer|bloquer|démission|cessato|cessata|dimesso|dimessa',
  'baja|despedido|desactivar|eliminar|desligado|demitido|inativo|remover|uit dienst|verwijderen|ontslagen',
  'deactiveren|zwolniony|nieaktywny|usunąć|slutat|ta bort|fratrådt',
  'licenziato|inattivo|uscita|uscito|ex dipendente|disattivare|rimuovere|eliminare|bloccare',
]);

/** Cells that say of a person: there, or to be kept. */
const THERE = wordSet([
  'active|keep|retain|stay|stays|staying|stayer|joiner|mover|current|employed|approve|approved|hire',
  'hired|new hire|onboarding|onboard|rehire|joined|employee|current employee|on leave|working|no change',
  'none|no action|aktiv|behalten|bleibt|angestellt|beschäftigt|aktuell|eintritt|mitarbeiter|keine|actif',
  'garder|conserver|maintenir|présent|présente|actuel|arrivée|embauche|attivo|attiva|mantenere|tenere',
  'presente|in forza|attuale|assunto|assunzione|alta|activo|conservar|ativo|manter|in dienst|actief',
  'behouden|houden|aktywny|zatrudniony|zostaje|anställd|behåll|ansat',
]);

/** Cells that say how something was decided; which side of the list that is depends on what was asked. */
const VERDICTS = [
  wordSet([
    'approve|approved|accepted|confirmed|agreed|granted|genehmigt|freigegeben|bestätigt|approuvé|validé|confirmé',
    'approvato|confermato|aprobado|aprovado|goedgekeurd',
  ]),
  wordSet([
    'reject|rejected|declined|refused|denied|cancelled|canceled|withdrawn|on hold|pending|abgelehnt',
    'storniert|zurückgezogen|refusé|rejeté|annulé|en attente|respinto|rifiutato|annullato|rechazado|afgewezen',
  ]),
];

/** True where some values say yes to a question about the person, and others no. */
export const areVerdicts = (header: string, values: readonly string[]): boolean =>
  isDecisionName(header) && VERDICTS.every((words) => values.some((value) => words.has(foldCase(value))));

/** In headers of what a person has, not of what they are: a device or a second factor may be active or removed. */
const OF_THINGS =
  /mfa|2fa|2sv|sso|vpn|licen[cs]|device|laptop|phone|card|badge|mailbox|subscription|lizenz|gerät|karte|appareil|dispositiv/i;

/** Which side of the list a cell is on; undefined for any other word. */
export function sideOf(value: string): 'gone' | 'there' | undefined {
  const folded = foldCase(value);
  if (GONE.has(folded)) return 'gone';
  return THERE.has(folded) ? 'there' : undefined;
}

/** True for a header whose cells may say of the person who is gone and who is there. */
export const maySort = (header: string): boolean => !OF_THINGS.test(header);

/** Words of headers whose yes or no says what is to become of a person, or whether they are gone. */
const DECISIONS = wordSet([
  'deactivate|deactivation|deactivated|remove|removal|delete|deletion|disable|suspend|offboard',
  'terminate|termination|revoke|left|leaves|leave|leaving|leaver|leavers|gone|exit|exited|quit|keep',
  'retain|kept|here|working|decision|action|dismissal|nsaccountlock|service|present|current|stay|stays',
  'staying|lock|lockout|löschen|deaktivieren|entfernen|sperren|behalten|gegangen|weg|da|austritt|aktion',
  'kündigung|abgang|entscheidung|ausscheiden|bleibt|deaktivierung|löschung|quitté|quitte|départ',
  'supprimer|désactiver|garder|conserver|retirer|décision|désactivation|suppression|sortie|partant',
  'dienst|verwijderen|deactiveren|baja|eliminar|desactivar|desligado|remover|usunąć|zwolnienie',
  'présent|présente|disattivare|rimuovere|eliminare|mantenere|tenere|uscita|decisione|azione|uscente',
  'select|selected|selection|approved|approval|approve|confirmed|confirm|include|included|exclude|excluded',
  'skip|skipped|ignore|ignored|go|process|apply|execute|scope|hold|except|exempt|exemption|valid|chosen',
  'entscheid|freigabe|freigegeben|genehmigt|genehmigung|bestätigt|ausgewählt|auswahl|auswählen|ausnahme|gültig',
  'freigabestand|freigabestatus',
  'ausschließen|ausschliessen|überspringen|umsetzen|approuvé|approbation|validé|validation|confirmé|confirmer',
  'sélectionné|sélection|inclure|exclure|exclu|traiter|approvato|approvazione|confermato|selezionato|includere',
  'escludere|escluso|aprobado|seleccionado|excluir|incluir|aprovado|goedgekeurd|geselecteerd|uitsluiten',
]);

/** Words that may stand beside one of them. */
const BESIDE = wordSet([
  'to|be|has|have|is|should|shall|will|please|the|a|an|in|still|from|company|firm|organization',
  'organisation|org|access|user|account|employee|active|yes|no|y|n|currently|at|final|required|zu|ist',
  'noch|soll|konto|ja|nein|benutzer|mitarbeiter|encore|est|à|compte|ou|oui|non|da|ancora|l|utente',
  'entreprise|azienda|flag|employed|beschäftigt|ad|ns|uit|de|dar|sí|sim|hr|it|on|for|by|legal|review|status',
  'manager|row|traiter|personal',
]);

/** True for a header without a name in it, at most a mark; `2025` and `100%` are names. */
export const isNameless = (header: string): boolean =>
  /^x?$/i.test(header.replace(/[^\p{L}\p{N}]+/gu, ' ').trim());

/** Who is away for a while has not left. */
const AWAY = /\b(?:on|personal) leave\b/;

/**
 * True for a header whose yes or no decides about the person: `Deactivate?`, `Still here`, `Löschen`, and for none: who
 * marks rows by hand seldom gives the column a name.
 */
export function isDecisionName(header: string): boolean {
  const words = headerWords(header);
  if (isNameless(header)) return true;
  if (AWAY.test(words.join(' '))) return false;
  const decides = words.some((word) => DECISIONS.has(word)) || words.join(' ') === 'still employed';
  return (
    (decides || (words.includes('noch') && words.includes('beschäftigt'))) &&
    words.every((word) => DECISIONS.has(word) || BESIDE.has(word))
  );
}

/** Words of headers of columns that say what happens to people. */
const EVENTS = wordSet([
  'event|events|process|movement|movements|transaction|change|action|vorgang|ereignis|bewegung|massnahme|maßnahme',
  'aktion|événement|mouvement|evento|movimento|azione|gebeurtenis|hændelse|händelse|massn|ereignisart|vorgangsart',
  'massnahmenart|maßnahmenart',
]);

/** Words that may stand beside one of them. */
const OF_EVENTS = wordSet([
  'type|types|name|code|description|business|hr|hris|employee|employees|employment|personnel|people|person|worker',
  'staff|user|job|life|cycle|lifecycle|of|the|typ|art|der|des|mitarbeiter|personal|de|du|rh|tipo|di|del',
]);

/** True for a header of what happens to people, of whom some may leave: `Event type`, `Business Process`. */
export function isEventName(header: string): boolean {
  const words = headerWords(header);
  return (
    words.some((word) => EVENTS.has(word)) && words.every((word) => EVENTS.has(word) || OF_EVENTS.has(word))
  );
}

/** Events by which people leave, besides the words that say so in every column. */
const LEAVING = wordSet([
  'death|redundancy|layoff|laid off|end of contract|contract end|end contingent worker contract|vertragsende',
  'pensionierung|fin de contrat|fine contratto|einde contract',
]);

/** Words of events by which people come, or go on. */
const STAYING = wordSet([
  'hire|hires|hired|rehire|rehired|join|joiner|joined|joining|move|mover|moved|transfer|transfers|transferred',
  'promote|promotion|promoted|demotion|change|changes|changed|relocation|secondment|onboard|onboarding|keep|retain',
  'stay|stays|eintritt|neueinstellung|wiedereintritt|versetzung|wechsel|stellenwechsel|abteilungswechsel',
  'beförderung|änderung|behalten|bleibt|embauche|arrivée|mutation|changement|recrutement|garder|conserver',
  'assunzione|trasferimento|promozione|cambio|mantenere|alta|traslado|ascenso|indiensttreding|overplaatsing|promotie',
]);

/** Words that may stand beside one of them. */
const OF_STAYING = wordSet([
  'employee|employees|worker|contingent|contract|job|new|internal|lateral|department|team|position|organization',
  'organisation|assignment|assignments|location|name|pay|salary|compensation|title|of|to|the|a|an|in|within',
  'between|de|du|d|poste|service|interne|interner|mitarbeiter|abteilung|stelle|der|des|in',
]);

/** True for words that say that a person leaves. */
export const leaves = (value: string): boolean =>
  answerOf(value) === undefined &&
  (sideOf(value) === 'gone' || LEAVING.has(foldCase(value)) || meansGone('', value));

/** By its words, up to a colon: `Change Job: Zoë Müller`. */
function comesOrStays(value: string): boolean {
  const [event = ''] = value.slice(0, LONGEST_EVENT).split(':');
  const words = headerWords(event);
  return (
    words.some((word) => STAYING.has(word)) &&
    words.every((word) => STAYING.has(word) || OF_STAYING.has(word))
  );
}

const LONGEST_EVENT = 200;

/** True where some people leave and others come or stay, by events that are known; others say nothing. */
export const areEvents = (header: string, values: readonly string[]): boolean =>
  isEventName(header) && values.some(leaves) && values.some((value) => comesOrStays(value) && !leaves(value));

const MARKS = new Set(['x', 'xx', '✓', '✔', '☑', '✅', 'ok', '☒', '√']);
const NO_MARKS = new Set(['-', '–', '☐', '✗', '❌']);

/** Yes or no as a cell says it, by a word or by a mark; undefined where it says something else. */
export function answerOf(value: string): 'yes' | 'no' | undefined {
  const folded = foldCase(value);
  if (MARKS.has(folded)) return 'yes';
  if (NO_MARKS.has(folded)) return 'no';
  try {
    return yesOrNo(value);
  } catch (error) {
    if (error instanceof BadValue) return undefined;
    throw error;
  }
}
