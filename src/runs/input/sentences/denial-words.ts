import { spellings, spelt, wordList, wordSet } from '../words/words.ts';

/** What is done to a leaver's account: as an order, or as what may be done. */
export const REMOVALS = wordSet([
  'deactivate|remove|delete|disable|suspend|terminate|offboard|revoke|touch|deprovision|block|lock|close|deactivating',
  'removing|disabling|deactivation|removal|deprovisioning|löschen|deaktivieren|sperren|entfernen|abschalten',
  'schließen|deaktivierung|sperrung|löschung|supprimer|désactiver|retirer|bloquer|toucher|tocar|toccare|anfassen',
  'aanraken|aankomen|fermer|couper|désactivez|supprimez|désactivation|disattivare|rimuovere|eliminare|bloccare',
  'cancellare|slet|luk|spær|spärra|desactivar|eliminar|bloquear|baja|borrar|cerrar|verwijderen|deactiveren|uitschakelen|afsluiten|blokkeren|intrekken',
  'wissen|desativar|remover|usuwać|dezaktywować|desligar|radera|inaktivera|stäng|slett|slette|deaktiver|deaktivere',
  'poista|mazat|deaktivovat|удалять|блокировать|отключать|увольнять|деактивировать|desactivación|disattivazione',
  'deactivering|desativação|suspension|suspender|sospendere|suspendre|usunąć|dezaktywacja|dezaktywacji|blokować',
  'entziehen|revocare|wyłączać|wyłączyć|zablokować|zwalniać|slettes|deaktiveres|fjernes|raderas|inaktiveras|poistaa',
  'sulkea|töröljük|törölje|törölni|törölhető',
]);

/** The same as what has been done, and only behind a word of duty what is not to be. */
export const DONE_TO = wordSet([
  'deactivated|removed|deleted|disabled|suspended|terminated|offboarded|blocked|locked|closed|deaktiviert|gelöscht',
  'gesperrt|entfernt|désactivé|supprimé|bloqué|fermé|désactivée|disattivato|rimosso|desactivado|eliminado|verwijderd',
  'uitgeschakeld|gedeactiveerd|geblokkeerd|afgesloten',
]);

/** What is not to be done either with an account that is not to be closed: `do not modify or delete`. */
export const ALTERS = wordSet([
  'modify|change|edit|alter|ändern|verändern|bearbeiten|modifier|changer|modificar|cambiar|editar|modificare|cambiare',
  'wijzigen|aanpassen|modified|changed|edited|altered|geändert|verändert|modifié|gewijzigd',
]);

export const DUTY = wordSet([
  "must|should|shall|may|can|cannot|can't|mustn't|shouldn't|supposed|muss|soll|sollte|darf|kann|bitte|doit|peut|faut",
  "debe|puede|moet|mag|kan|deve|può|to|will|won't|wont|wird|werden|sera|va|viene|verrà|será|wordt|zal",
]);

/** Between the word that denies and what is denied: who or what is meant, and when. */
export const FILLERS = wordSet([
  'be|being|to|please|yet|the|his|her|him|them|their|this|that|user|account|access|it|es|est|just|now|ever|need|want',
  'werden|bitte|noch|schon|das|den|die|konto|zugang|être|encore|le|la|les|son|compte|accès|dar|darse|darle|debe|se|de',
  'aún|todavía|su|cuenta|acceso|worden|nog|het|deze|ancora|essere|di|supposed|today|heute|doit|dit|ce|cette|en',
  'immediately',
]);

/** Words that put it off by themselves: not now, but then. */
export const NOT_BEFORE = wordSet(['before|until|till|vor|bis|avant|voor|antes|prima|tot|hasta|ante']);

export const ONLY = wordSet([
  'only|erst|seulement|sólo|solo|pas|alleen|next|nächste|nächsten|nächstes|prochain|próximo|prossimo',
]);

/** Beginnings of words by which something is refused, in any form. */
const REFUSES = 'reject|refus|declin|abgelehnt|rechaz|rejet|rejeit|rifiutat|respint|afgewez|odrzuc';

/** The same, and those by which something is taken back or put off. */
const TAKES_BACK = wordList([
  REFUSES,
  'cancel(?!lation)|annul|anul|storn|abgebroch|abort|abandonnée?$|stopped|rescind|withdr|revoked|revocad|revocat|reversed|widerruf',
  'zurückge|hinfällig|retract|retir(?:[é]e?|ad[oa]|[ó])$|ritirat|denied',
  'postpon|posticip|pospuest|deferr|delay|resched|pushed|paused|verschob|aufgeschob|aufgehob|ausgesetzt|vertagt|tisch$',
  'repouss|diff[é]r|differee?s?$|d[é]cal|decale|rinviat|aplaz|adiad|uitgesteld|afgeblaz|geannul|ingetrok|odłoż|przełoż|wstrzym|wycof|cofni|odwoł|abgesagt',
  'table$|iptal|peruttu|zrušeno|отмен|suspended|suspendue?$|sospes|suspens[oa]$|report[é]',
]);
const UNDONE = spelt(new RegExp(`^(?:${TAKES_BACK.join('|')})`));

/** A look at three letters costs less than all of these. */
const UNDONE_BEGINS = new Set(
  spellings(TAKES_BACK.map((word) => word.replaceAll(/[[\]]/g, ''))).map((word) => word.slice(0, 3)),
);

/** That what is spoken of is not to be done, or not now. */
export const isUndone = (word: string): boolean => UNDONE_BEGINS.has(word.slice(0, 3)) && UNDONE.test(word);

/** By itself some of them say what was done to an account, and refuse in a decision what people have. */
const OF_ACCOUNTS_TOO = /^(?:suspend|suspens|sospes|revo|stopp|denied|table|tisch|retir|refused|abgesagt)/;
const REFUSALS = new RegExp(`^(?:${REFUSES})`);

export const isRefusal = (word: string): boolean => REFUSALS.test(word);

/** The same by itself; `isNote`: not of a decision. */
export const isTakenBack = (word: string, isNote = false): boolean =>
  isUndone(word) && !OF_ACCOUNTS_TOO.test(word) && (isNote || !isRefusal(word));

/** Between what is taken back and that it is. */
export const OF_TAKING = wordSet([
  'was|is|has|have|been|the|his|her|their|wurde|ist|hat|die|seine|ihre|a|été|est|la|sa|son|le|ha|sido|su|il|werd|het',
  'vom|off|am|haar|zijn|heeft|letter|date|now|since|later|de|again|already|inzwischen|wieder|back|still|edildi|è|stata',
]);

export const WRONG = wordSet(['wrong|falsch|falsche|falscher|verkeerde|equivocado|equivocada|foutief']);

/** Words of mistakes that alone may be said of anything. */
export const IN_OTHER_SENSES = wordSet([
  'mistake|error|accident|wrong|fehler|falsch|irrtum|versehen|erreur|errore|fout|vergissing|falsche|falscher',
]);

/** That the row is a mistake. */
export const MISTAKEN = wordSet([
  ...IN_OTHER_SENSES,
  ...WRONG,
  'wrongly|mistakenly|accidentally|versehentlich|irrtümlich|mauvaise|mauvais|verwechslung|verwechselt|abusievelijk',
  'sbagliata|homonyme|namesake|namensvetter|namensgleichheit',
]);

export const OF_MISTAKES = wordSet([
  'hr|rh|made|by|in|the|listed|added|on|list|here|row|entry|entered|person|name|employee|user|is|was|a|an|this|put',
  'aufgenommen|erfasst|ligne|zeile|inserito|inserita|aggiunto|aggiunta|added|included|reported|auf|der|liste|gesetzt|eingetragen|aufgeführt|aus|ein|hier|gemeldet|wurde|ist|par|ajouté|ajoutée',
  'sur|la|mauvaise|personne|nom|por|añadido|lista|persona|en|per|ongeluk|op|lijst|persoon|een|toegevoegd|che|namens',
  'please|ignore|it|he|she|sie|er|his|her|should|not|be|no|don',
]);

/** That the person thought better of it. */
export const MIND = wordSet(['mind|heart|anders|avis|opinión|idea|gedachten|idee']);

export const THINKS_BETTER = wordSet([
  'changed|change|changes|überlegt|changé|cambió|cambiado|veranderd|cambiato|bedacht',
]);

/** What a row stands in, or is. */
export const LISTS = wordSet([
  'list|row|line|entry|liste|zeile|eintrag|ligne|lista|riga|fila|lijst|regel|rij',
]);

/** What of a file is to stay as it is: `Do not edit or delete this header`. */
export const OF_FILES = wordSet([
  ...LISTS,
  'rows|lines|column|columns|cell|cells|header|headers|heading|file|sheet|template|formula|formulas|zeilen|kopfzeile',
  'spalte|spalten|überschrift|überschriften|formel|formeln|vorlage|datei|blatt|lignes|colonne|colonnes|fichier|modèle',
  'formules|righe|modello|filas|columna|columnas|hoja|plantilla|kolom|kolommen|bestand',
]);

/** Not what is spoken of as wrong in a row, but a part of it. */
export const PARTS_OF_ROWS = wordSet([
  'date|dates|department|dept|spelling|amount|cost|title|country|location|datum|abteilung|day|username|id|iban|code',
  'fit|hire|place|career|choice|attitude|time|password|level|grade|salutation',
]);

export const WAITS = wordSet([
  'wait|waiting|hold|holding|delay|delayed|postpone|defer|pause|paused|later|warten|verschieben|zurückstellen|später',
  'attendre|reporter|patienter|esperar|aplazar|aspettare|rimandare|wachten|uitstellen|tard|tarde|tardi|adelante',
  'ultérieurement|później|espera|attente|attesa|afwachting',
]);

/** True behind a word of waiting for what the person leaves by: `for deactivation`. */
export const isAwaited = ([of = '', what = '']: readonly string[]): boolean =>
  /^(?:for|auf|d[ei]|op|van|na)$/.test(of) && REMOVALS.has(what);

/** Who is meant, where it is said that it is another. */
export const THIS = wordSet(['this|dieser|diese|diesen|ce|cette|este|esta|deze|questo|questa']);
