import { foldCase } from '../../../text/fold-case.ts';
import { WHEN } from '../names/gone-date-names.ts';
import { isAwayName, isNameless, isRosterName, isStayName, OF_LEAVING } from '../names/other-names.ts';
import { DONE_TO, DUTY, isTakenBack, isUndone, REMOVALS } from '../sentences/denial-words.ts';
import { DEPARTURES, LEAVE } from '../sentences/sentence-words.ts';
import { REQUESTS } from '../sentences/short-orders.ts';
import { CONTRACTS, PERMANENT } from '../sentences/staying-words.ts';
import { areDates, areKindsOfEmployment, areRenewals, markOf } from './answers.ts';
import { ACTION_ELSEWHERE, saysGoneElsewhere } from './elsewhere.ts';
import { KEPT, OF_OTHER_THINGS, OF_WORK, SPARES } from './kept-words.ts';
import {
  allIn,
  divided,
  endOfPath,
  headerWords,
  isIn,
  someIn,
  wordSet,
  wordsAnywhere,
  wordsAtEnd,
} from './words.ts';

/** Words of headers whose yes or no says what becomes of a person, or became: those of notes, and these. */
const DECISIONS = wordSet([
  ...[...REMOVALS, ...DONE_TO, ...LEAVE, ...DEPARTURES, ...SPARES, ...KEPT].filter(
    (word) => !OF_OTHER_THINGS.has(word),
  ),
  'deletion|leaves|leavers|gone|exited|keep|retain|kept|here|working|decision|action|dismissal|nsaccountlock',
  'service|present|current|stay|lockout|behalten|gegangen|da|aktion|abgang|entscheidung|ausscheiden|quitté|garder',
  'conserver|décision|suppression|sortie|partant|dienst|desligado|présent|présente|mantenere',
  'tenere|decisione|azione|uscente|select|selected|selection|approved|approval|approve|confirmed|confirm',
  'include|included|exclude|excluded|skip|skipped|ignore|ignored|go|process|apply|execute|scope|except|exempt',
  'exemption|valid|chosen|entscheid|freigabe|freigegeben|genehmigt|genehmigung|bestätigt|ausgewählt|auswahl',
  'auswählen|ausnahme|gültig|freigabestand|freigabestatus|ausschließen|überspringen|umsetzen|approuvé',
  'approbation|validé|validation|confirmé|confirmer|sélectionné|sélection|inclure|exclure|exclu|traiter|approvato',
  'approvazione|confermato|selezionato|includere|escludere|escluso|aprobado|seleccionado|excluir|incluir|aprovado',
  'goedgekeurd|geselecteerd|uitsluiten|checked|todo|verdict|recommendation|resolution|离职|已离职|離職|退職|退社|퇴사|уволен',
  'уволена|ayrıldı|slutat|reactivate|restore|invite|reaktivieren|einladen|réactiver|inviter|riattivare|invitare',
  'certified|return|returning|accepted|hired|joining|back|exception|exceptions|protected|rehired|reinstated|termed|poistettu|lähtenyt|odszedł|odeszła|odešel',
  'odešla|kilépett|saiu|salió|fue|departed|former|ex|alumni|scheidet|va|offboarden|dormant|stale|idle|unused|orphaned',
  'exempted|whitelisted|whitelist|allowlist|objection|veto|anwesend|kvar|akkoord|zatwierdzone|usunięcia|maintenir|wirksam|appropriate|justified|cleared|released|impacted|affected|rif|redundant|verified|validated|reviewed|geprüft|überprüft|vérifié|verificato|verificado|gecontroleerd|mantener|manter|behouden|zostaje|retained|redeployed',
  'ended|beendet|beëindigd|avslutad|out|obsolete|abandoned|separated|deceased|churned|discontinued|ehemalig|ehemalige|ehemaliger|ancien|ancienne|fratrådt',
]);

/** Whole headers that ask it with words that others have too. */
const ASKED = wordSet([
  'no longer needed|no longer employed|nicht mehr da|nicht mehr beschäftigt|ready|bereit|ensure|still in use|to do|no longer here|past employee|noch im haus|en poste|in servizio|dado de baja|sagt upp',
  'has access|can log in|can login|can sign in|login allowed|hat zugriff|hat zugang|a accès|ha accesso|tiene acceso|heeft toegang',
]);

/** Words that may stand beside one of them. */
export const BESIDE = wordSet([
  'to|be|has|have|is|should|shall|will|please|the|a|an|in|still|from|company|firm|organization|organisation|org|access',
  'user|account|employee|active|yes|no|y|n|currently|at|final|required|zu|ist|noch|soll|konto|ja|nein|benutzer',
  'mitarbeiter|encore|est|à|compte|ou|oui|non|da|ancora|l|utente|entreprise|azienda|flag|employed|beschäftigt|ad|ns',
  'uit|do|rh|accès|de|von|dar|sí|sim|hr|it|on|for|by|legal|review|status|manager|row|traiter|personal|se|ha|planned|proposed|requested',
  'suggested|recommended|next|not|ok|clean|cleanup|up|geplante|prévue|prevista|deprovisioning|automation|list',
  'le|zugang|zugriff|aktiv|actif|activo|attivo|ativo|actief|acceso|acesso|toegang|nicht|ne|pas|niet|não|nie|inte|ikke|ej|offboarding|us|uns|aus|das|die|im|unternehmen|firma|la|société|now|der|via|with|our|vom|ready|safe|we|bereit|offer|être|essere|ser|worden|weg|litigation|e|discovery|place|enabled|needs|needed|awaiting|ceo|cfo|cto|coo|vp|director',
]);

/** Words of headers of a judgement, whatever stands beside them: `Reviewer decision`. */
const JUDGED = wordSet([
  'decision|outcome|recommendation|verdict|certification|entscheidung|décision|decisione|beslissing',
]);

/** Words of headers of a ticket, whose own status decides nothing about a person unless it is one of leaving. */
const TICKETS = wordSet([
  'ticket|tickets|request|requests|case|task|tasks|issue|antrag|vorgang|aufgabe|demande|tâche|richiesta|attività|state',
  'resolution',
]);

/** Who is away for a while has not left. */
const AWAY = /\b(?:on|personal|protected|block|remaining) leave\b/;

/** Behind `noch`. */
const EMPLOYED = wordSet(['beschäftigt']);

const mayStand = (word: string): boolean => isIn(word, DECISIONS, BESIDE, DUTY, DONE_TO);

/** True for a header whose yes or no decides about the person: `Deactivate?`, `Löschen`, and for none at all. */
export const isDecisionName = (header: string): boolean =>
  decides(header) || (/\.\p{L}/u.test(header) && decides(header.replaceAll('.', ' ')));

function decides(header: string): boolean {
  const name = endOfPath(header).replace(/\bsign(?:ed)?[ -]?off\b|\bapproval[ _]date$/i, 'approval');
  const words = divided(headerWords(name), mayStand);
  if (isNameless(header) || isRosterName(header) || isAwayName(header)) return true;
  const text = words.join(' ');
  if (saysGoneElsewhere(text) || ACTION_ELSEWHERE.test(text)) return true;
  if (AWAY.test(text)) return false;
  if (ASKED.has(text) || isStayName(words) || isSparing(words)) return true;
  // By itself, `ok` is a field of programs. What is to be removed is the person.
  const isDuty = someIn(words, DUTY);
  const isOfDecision = (word: string) => DECISIONS.has(word) || (isDuty && DONE_TO.has(word));
  const isDecision = words.some((word) => isOfDecision(word) || (word === 'ok' && words.length > 1));
  return (
    (isDecision || (words.includes('noch') && someIn(words, EMPLOYED))) &&
    words.every((word) => mayStand(word) || word === 'do')
  );
}

/** Cells that say how something was decided: yes, that it was done, no, and not yet. */
const VERDICTS = {
  yes: wordSet([
    'approve|approved|accepted|confirmed|agreed|granted|genehmigt|freigegeben|bestätigt|approuvé|validé|confirmé',
    'approvato|confermato|aprobado|aprovado|goedgekeurd',
  ]),
  done: wordSet([
    'done|completed|complete|closed complete|closed|resolved|fixed|erledigt|abgeschlossen|terminé|fait|completato|fatto',
  ]),
  no: wordSet(["deny|won't do|won’t do|wont do|won't fix|closed skipped|closed incomplete|duplicate"]),
  open: wordSet([
    'on hold|pending|outstanding|open|waiting|not yet|not reviewed|notreviewed|unclear|tbd|tbc|offen|ausstehend|en attente|in attesa',
    "pendiente|pendente|dontknow|don't know|don’t know",
  ]),
} as const;

const isVerdict = (kind: keyof typeof VERDICTS, value: string): boolean =>
  [foldCase(value), foldCase(firstOf(value))].some(
    (text) => VERDICTS[kind].has(text) || (kind === 'no' && /^\p{L}+$/u.test(text) && isUndone(text)),
  );

export const isApproval = (value: string): boolean => isVerdict('yes', value);

/** True for a word that something is done, or still to do. */
export const isProgress = (value: string): boolean => isVerdict('done', value) || isVerdict('open', value);

/** Words of headers that ask whether it was approved, besides those that say so. */
const APPROVALS = wordSet([
  'approval|confirmation|freigabe|freigabestand|genehmigung|entscheid|approbation|validation|approvazione',
]);

/** True for a header that asks whether it was approved, which the name of who did it answers too. */
export const isApprovalName = (header: string): boolean =>
  headerWords(header).some((word) => isIn(word, APPROVALS, JUDGED) || isApproval(word));

/** What a cell marks in such a column: as `markOf` has it, or by a word of approval or of none. */
export const verdictOf = (value: string): string | undefined =>
  markOf(value) ??
  (isApproval(value) ? 'yes' : (['no', 'open'] as const).find((kind) => isVerdict(kind, value)));

/** Without by whom or when: `approved by Ada`, `approved 3.11.`, `approved (HR)`, `approved.` */
const firstOf = (value: string): string =>
  value.split(/ (?:by|on|via|per|von|am|par|le|da|il|por|el)\b| ?[(,;:]| [-–\d]|[.!]/, 1)[0] ?? '';

/** True for a column of who is to be spared, where any word may say why. */
export const areSpared = (header: string, values: readonly string[]): boolean =>
  (isDecisionName(header) &&
    /exempt|except|exclu|\bskip|ausnahme|objection|veto/i.test(header) &&
    !areKindsOfEmployment(header, values)) ||
  (spares(wordsAtEnd(header)) && values.every((value) => markOf(value) ?? areDates([value]))) ||
  areRenewals(header, values);

/** `Resignation withdrawn on`, `Contract extended`; beside leaving also what alone is of accounts: `retirée`. */
function isSparing(words: readonly string[]): boolean {
  const known = [DECISIONS, DEPARTURES, CONTRACTS, PERMANENT, BESIDE, WHEN];
  const isOfLeaving = someIn(words, DEPARTURES);
  const isBack = (word: string) => (isOfLeaving ? isUndone(word) : isTakenBack(word));
  return (
    words.some((word) => (SPARES.has(word) || isBack(word)) && !OF_OTHER_THINGS.has(word)) &&
    words.every((word) => isBack(word) || isIn(word, ...known))
  );
}

export const spares = (words: readonly string[]): boolean =>
  isSparing(words) &&
  (!words.some((word) => isTakenBack(word)) || someIn(words, DEPARTURES) || !someIn(words, OF_WORK));

/** True where some values say yes to a question about the person, and others no. */
export function areVerdicts(header: string, values: readonly string[]): boolean {
  if (!isDecisionName(header) && !isJudgedName(wordsAnywhere(header))) return false;
  const has = (kind: keyof typeof VERDICTS) => values.some((value) => isVerdict(kind, value));
  return (has('yes') && (has('no') || has('open'))) || ((has('done') || has('open')) && has('no'));
}

/** True for one of a review, which refuses what people have; an exit interview may be declined. */
export const isReviewName = (words: readonly string[]): boolean =>
  someIn(words, JUDGED) && !words.some((word) => /^(?:interview|meeting|survey)$/.test(word));

/** True for words of a header of a judgement: `Reviewer decision`, `Offboarding ticket status`, `Request status`. */
export const isJudgedName = (words: readonly string[]): boolean =>
  isReviewName(words) ||
  (someIn(words, OF_LEAVING, REQUESTS) && allIn(words, OF_LEAVING, TICKETS, DECISIONS, BESIDE));
