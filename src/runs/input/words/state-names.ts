import { PERSON_ELSEWHERE } from './elsewhere.ts';
import { allIn, beforeBrackets, divided, headerWords, isIn, someIn, wordSet } from './words.ts';

/**
 * Words of headers that say who is in which state: English first, then German, French and Italian,
 * and of their neighbours those that stand in most exports. A header is one of
 * a state when one of its words stands here and all others are among `ABOUT`: `Account status`, `isActive`.
 */
const STATE_WORDS = wordSet([
  'status|state|active|inactive|enabled|disabled|suspended|archived|blocked|deactivated|deleted|locked|terminated',
  'deprovisioned|offboarded|activated|suspension|activity|departed|revoked|frozen|expired|banned|closed|employed|retired|resigned',
  'dismissed|useraccountcontrol|accountstatus|offboarding|removed|zustand|beschäftigt|entlassen|aktiv|aktiviert|gesperrt',
  'archiviert|gelöscht|ausgeschieden|ausgetreten|gekündigt|eingeschaltet|freigeschaltet|blockiert|vertragsstatus',
  'arbeitsstatus|mitgliedsstatus|statut|état|actif|activé|désactivé|suspendu|bloqué',
  'archive|licencié|présent|forza|licenziato|dimesso|archivé|supprimé|verrouillé|sorti|parti|activée|désactivée',
  'stato|attivo|attiva|abilitato|disabilitato|disattivato|sospeso|bloccato|archiviato|eliminato|cessato|uscito|attivato',
  'estado|situación|activo|habilitado|suspendido|bloqueado|situação|ativo|desligado|toestand|actief|geblokkeerd',
  'estatus|ansættelsesstatus|stan|aktywny|nieaktywny|anställningsstatus|zablokowany|stat|jml|статус|состояние|уволен|активен',
  '状态|狀態|是否在职|在职|在籍|在職|账户状态|ステータス|状態|状況|雇用状況|雇用状態|有効|상태|재직|durum|durumu|stáv|stare|starea|állapot|státusz|tila',
  'stage|phase|wave|welle|étape|fase|anställd|aktiivinen|aktivní|neaktivní|aktív|pasif|aktif|trạng|thái|κατάσταση',
  'סטטוס|מצב|פעיל|الحالة|حالة|نشط',
]);

/** Words that may stand beside one of them: what the state is of, and words that add nothing. */
export const ABOUT = wordSet([
  'is|are|external|currently|current|the|of|s|soft|by|admin|latest|overall|in|sub|leaver|leavers|du|de|y|n|yes|no|j|ja',
  'nein|o|oui|non|si|flag|code|value|label|out|billing|internal|ma|employees|members|or|and|account',
  'accounts|user|users|employment|employee|member|membership|worker|work|working|contract|job|hr|hris|person|people',
  'personnel|staff|assignment|lifecycle|life|cycle|login|logon|sign|signin|directory|profile|record|identity|principal',
  'okta|entra|ad|ldap|google|azure|access|credential|colleague|associate|resource|position|seat|read|only|type',
  'description|name|benutzer|konto|kontos|benutzers|mitarbeiters|mitarbeitenden|beschäftigten|mitarbeiter',
  'mitarbeiterin|beschäftigung|anstellung|personal|ist|vertrag|aktueller|des|der|anmeldung|arbeitsverhältnis',
  'anstellungs|beschäftigungs|la|le|l|compte|utilisateur|employé|salarié|emploi|contrat|est|actuel|collaborateur',
  'membre|personne|del|della|dell|dipendente|utente|rapporto|lavoro|contratto|attuale|impiegato|collaboratore|membro|è',
  'cuenta|empleado|laboral|contrato|actual|conta|usuário|funcionário|colaborador|emprego|atual|do|da',
  'dienstverband|medewerker|gebruiker|werknemer|van|zatrudnienia|pracownika|konta|użytkownika|användare|medarbejder|bruger|empl|emp',
  'allowed|term|ee|acct|cd|usr|id|сотрудника|работника|пользователя|çalışan|personel|zaměstnance|uživatele|dolgozó',
  'felhasználó|työntekijän|käyttäjän|business|bp|offer|candidate|process|transaction|workflow|payroll|thai',
]);

/** Words that say that it is the state to come: where it is empty, nothing is to change. */
const TARGETS = wordSet([
  'new|target|planned|desired|requested|proposed|intended|future|neuer|neu|geplanter|soll|nouveau|nouvel|futur|nuovo',
]);

/** Whole headers whose words do not say so by themselves: a block may be a building, and mails are merged. */
const STATE_PHRASES = /^(?:merge|block ?(?:credentials?|sign ?in|log[io]n|account|user|access))$/;

const LONGEST = 200;

/** For how long: `Inactive > 90 days`; not of `Activity last 30 days`, which counts. */
const SPAN =
  /(?<!activity |\d)(?:(?:for|last|seit|depuis) ){0,2}\d{1,3} ?\+? ?(?:d|days|tagen?|jours|giorni|months)\b/gi;

/** True for a header that says who is in which state. Of a path such as `customSchemas.HR.status` the end counts. */
export function isStateName(header: string): boolean {
  const text = beforeBrackets(
    header
      .slice(0, LONGEST)
      .replace(/userAccountControl/i, 'useraccountcontrol')
      .replace(SPAN, ' '),
  );
  const [path = '', end = ''] = [text, text.split(/[./:]/).at(-1) ?? ''];
  return (
    !NO_STATE.test(headerWords(end).join(' ')) && [path, end].some((part) => areStateWords(headerWords(part)))
  );
}

/** True for a header of the state to come, such as `New status`. */
export const isTargetName = (header: string): boolean =>
  isStateName(header) && someIn(headerWords(header), TARGETS);

const GENERAL = wordSet(['status|state|active|enabled|suspended|account']);

/** Of a person in a directory, or with a disability. */
const NO_STATE =
  /^(?:(?:azure |ms )?active directory(?: (?:id|name|user|object|login|username|group|groups|domain))*|(?:severely )?disabled (?:person|people))$/;

function areStateWords(words: readonly string[]): boolean {
  if (STATE_PHRASES.test(words.join(' '))) return true;
  // Who did it: `Deleted by`.
  if (words.length > 1 && words.at(-1) === 'by') return false;
  // How a person went: `Offboarding type`, not `Status type`.
  if (words.length > 1 && words.at(-1) === 'type' && !someIn(words, GENERAL)) return false;
  const parts = words.flatMap(stateIn);
  return someIn(parts, STATE_WORDS) && allIn(parts, STATE_WORDS, ABOUT, TARGETS);
}

const isKnown = (word: string): boolean => isIn(word, STATE_WORDS, ABOUT);

/** The state of words that are written as one, as in `ACCOUNTENABLED` and `员工状态`; any other word as it is. */
function stateIn(word: string): readonly string[] {
  if (isKnown(word)) return [word];
  for (let at = 2; at <= word.length - 2; at += 1) {
    const [about, state] = [word.slice(0, at), word.slice(at)];
    const isAbout = divided([about], isKnown).every(isKnown) || PERSON_ELSEWHERE.test(about);
    if (isAbout && STATE_WORDS.has(state)) return [state];
  }
  return [word];
}
