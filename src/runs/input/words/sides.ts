import { composed, foldCase } from '../../../text/fold-case.ts';
import { isActionName, isReasonName } from '../names/other-names.ts';
import { answerIn, isNothing } from './answers.ts';
import { isKeptByWords } from './kept.ts';
import { AWAY } from './kept-words.ts';
import { endOfPath, foldWords, isIn, spelt, wordSet } from './words.ts';

/** Cells that say of a person: gone, or to be taken out. */
const GONE = wordSet([
  'terminated|leaver|left|leaving|gone|former|former employee|ex-employee|offboarding|offboarded|offboard|deactivated',
  'deactivate|deactivation|remove|removed|delete|deleted|suspended|suspend|disable|revoke|revoked|departed|retired',
  'resigned|dismissed|terminate|termination|exit|exited|departure|leave|no longer employed|not employed|deprovisioned',
  'deprovision|ausgeschieden|ausgetreten|ehemalig|ehemalige|ehemaliger|ehemalige/r|austritt|löschen|entfernen',
  'deaktivieren|sperren|gekündigt|gegangen|kündigung|sorti|sortie|parti|partie|départ|ancien|ancienne|licencié',
  'supprimer|désactiver|retirer|bloquer|démission|cessato|cessata|dimesso|dimessa|baja|despedido|desactivar|eliminar',
  'desligado|demitido|remover|uit dienst|verwijderen|ontslagen|deactiveren|zwolniony|usunąć|slutat|ta bort|fratrådt',
  'licenziato|uscita|uscito|ex dipendente|disattivare|rimuovere|eliminare|bloccare|to remove|to be removed|to delete',
  'to be deleted|to deactivate|to be deactivated|to disable|leaves|leavers|abgang|abgänge|退職|退職済|退職済み|退社|離職|离职|已离职|停用',
  '删除|削除|퇴사|퇴직|уволен|уволена|ayrıldı|pasif|désactivation|deaktivierung|suppression|löschung|sperrung|disattivazione',
  'desactivación|deactivering|verwijdering|removal|deletion|ended|beëindigd|avslutad|avsluttet|ophørt|päättynyt',
  'zakończony|ukončen|encerrado|încetat|revocation|deprovisioning|out|left the company|has left|no longer here|weg',
  'nicht mehr da|beendet|a quitté|non più qui|destroy|退職者|停止|revocare|usuń|slet|redundant|rentner|ausgesch.|ausgesch|ausscheiden',
  'abmelden|retraité|retraitée|pensionato|jubilado|jubilada|aposentado|gepensioneerd|vertrokken|uitdiensttreding',
  'uitstroom|cese|salida|saída|bloquear|afsluiten|blokkeren',
]);

/** Cells that say of a person: there, or on the way to be. */
const THERE = wordSet([
  'joiner|mover|current|employed|in|hire|hired|new hire|onboarding|onboard|rehire|joined|employee|current employee',
  'working|no change|still active|none|here|angestellt|beschäftigt|aktuell|eintritt',
  'mitarbeiter|entrée|entrata|keine|présent|présente|actuel|arrivée|embauche|presente|in forza|attuale|assunto',
  'assunzione|alta|in dienst|add|added|insert|create|created|update|updated|joiners|movers|starter|starters',
  'new starter|new joiner|zugang|zugänge|patch|put|modify|modified|upsert|在職|在職中|在籍|在籍中|在职|재직|재직중|работает|çalışıyor',
  'grant|provision|ongoing|lopend|pågående|voimassa|vigente|pracuje|zatrudniony|anställd|ansat|certify|certified',
  'maintained|notice period|on notice|serving notice|reactivated|reactivate|restored|reinstated|no-op|正社員|継続|残す',
  'zostawić|zachowaj|aucune|nichts tun|rien à faire|behold|working notice|anlegen|neu anlegen|verlängern|créer|prolonger|creare',
  'prorogare|crear|dar de alta|aanmaken|verlengen|ingen|geen',
  'indiensttreding|instroom|doorstroom|réactiver|reaktivieren|nuovo assunto|nouvel arrivant|nuevo ingreso',
]);

/** In headers of what a person has, not of what they are: a device or a second factor may be active or removed. */
const OF_THINGS = spelt(
  /mfa|2fa|2sv|(?<!\p{L})sso|vpn|licen(?:s|c(?!a|\u0327))|device|laptop|notebook|computer|ordinateur|hardware|\bassets?\b|matériel|phone|card|badge|mailbox|\bfiles?\b|drive\b|calendar|subscription|\bcar\b|\bkeys?$|\bsim\b|mobile|vehicle|parking|equipment|folder|document|backup|retention|benefit|insurance|forwarding|\blease\b|^data$|lizenz|ger[ä]t|geraet|\bgeräte?\b|karte|postfach|ordner|laufwerk|^daten$|fahrzeug|appareil|dossier|voiture|boîte|dispositiv|cartella|casella/iu,
);

/** Headers of names that may be any word: a product is called Keep, and a manager Skip. */
const OF_NAMES = spelt(
  /^(?:(?:line|direct|people|hr) )?(?:company|employer|vendor|supplier|product|project|client|customer|application|app|city|town|street|office|site|building|hotel|manager|supervisor|department head|approver|assignee|reports to|firma|hersteller|stadt|straße|vorgesetzter?|führungskraft|ville|fournisseur|responsable|città|azienda|responsabile|jefe|gestor|leidinggevende|przełożony)(?: name)?$/i,
);

/** What is said further of a state: `Leaver (voluntary)`, `Joiner - Sales`. */
const BEHIND = / ?[(,;:|]| [-–/]| \d/;

/** `Active` in most languages of Europe, and its contrary: `Neaktivan`. */
const ACTIVE = /^(in|un|nie?|ne)?-?a[kct]?t[iy]e?[vwf]\p{L}{0,2}$/u;

/** Which side of the list a cell is on; undefined for any other word. */
export function sideOf(value: string): 'gone' | 'there' | undefined {
  const folded = foldWords(value);
  const [first = ''] = folded.split(BEHIND, 1);
  const [isActive, isNot] = ACTIVE.exec(first) ?? [];
  if (GONE.has(folded) || GONE.has(first) || isNot) return 'gone';
  const isThere = [folded, isNothing(first) ? '' : first].some((text) => isIn(text, THERE, AWAY));
  return isThere || isActive || isKeptByWords(value, 'perhaps') ? 'there' : undefined;
}

/** True for a header whose cells may say of the person who is gone and who is there. */
export const maySort = (header: string): boolean =>
  !OF_THINGS.test(header) &&
  (!OF_NAMES.test(endOfPath(header)) || isReasonName(header) || isActionName(header));

/** Of states of who has left, or is to be kept out: English, German, French, Italian and some of their neighbours. */
const GONE_STATES = spelt(
  new RegExp(
    [
      's[ou]spe[ns]|(?<!de)terminat|d[eéi]s?a[ck]?t?tiv|in-?a[ck]?t?tie?[vf]|disabl|archiv|delet|offboard',
      'deprovision|lock|revok|resign|retire|dismiss|depart(?:ed|ing)|exited|removed|fired|\\bleft\\b',
      '\\bleavers?\\b|\\bleaving\\b|\\bex\\b|former|separated|expired|banned|ausgeschieden|ausgetreten',
      'gekündigt|entlassen|gesperrt|gelöscht|ehemalig|pensioniert|bloqu(?:[é]|ees?\\b|ead)|supprim(?:[é]|ee?s?\\b)|licenci|\\bpartie?\\b',
      '\\bsortie?\\b|démission|retrait(?:[é]|ee?s?\\b)|disabilitat|bloccat|eliminat|cessat|licenziat|dimess|uscit|\\bbaja\\b',
      'despedid|deshabilitad|desligad|demitid|uit dienst|ontslagen|geblokkeerd|zwolnion|nieaktywn|zablokowan',
      '^term(?:ed)?$|slutat|(?<!open[- ])\\bended\\b|beendet|beëindigd',
    ].join('|'),
  ),
);

/** Of words that turn another into its contrary. */
const NOT = /\b(?:not|no|non|nicht|kein|pas|never)\b|\bun(?:lock|block|suspend|delet|archiv)/;

/** States that pass, of a password, of one that was mistyped, of an illness; and those of who is still there. */
const PASSES = spelt(
  /^(?:password|locked.?out|(?:de )?baja (?:médica|maternal|paternal|por (?:enf|mat|pat))|suspension d[eu] |suspended - (?:no )?payroll|leave$|gaat |(?:pending|upcoming|scheduled|planned) )|(?:^|[ _(])(?:(?:geplant|prévue?|previst[ao])(?!\p{L})|(?:(?:on|working|serving) notice|notice period|pending|soon|scheduled|planned|snart|binnenkort)\)?$)/u,
);

/** Short for yes, in lists of states alone: also of `oui` and of `sì`. */
const IS_MARK = /^[xos]$/;

const LONGEST = 200;

/** True for a state that passes, or that is still to come. */
export const isForNow = (value: string): boolean => PASSES.test(foldCase(value.slice(0, LONGEST)).trim());

/** True for a value of a column that is known to mean who has left: `Terminated`, or `False` under `accountEnabled`. */
export function meansGone(header: string, value: string): boolean {
  const text = foldCase(value.slice(0, LONGEST)).trim();
  const answer = IS_MARK.test(text) ? 'yes' : answerIn(text);
  return answer === undefined ? isGone(text) && !PASSES.test(text) : isGone(header) === (answer === 'yes');
}

function isGone(words: string): boolean {
  const text = composed(words.slice(0, LONGEST))
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  return (GONE_STATES.test(text) || GONE.has(text)) && !NOT.test(text);
}
