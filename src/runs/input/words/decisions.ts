import { foldCase } from '../../../text/fold-case.ts';
import { headerWords } from './state-names.ts';
import { wordSet } from './word-set.ts';

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
