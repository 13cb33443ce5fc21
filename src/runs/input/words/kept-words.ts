import { DEPARTURES } from '../sentences/sentence-words.ts';
import { CONTRACTS, RENEWED, STAYS } from '../sentences/staying-words.ts';
import { wordSet } from './words.ts';

/** What is said of a person who is to be kept, or is back. */
export const KEPT = wordSet([
  'keep|kept|to keep|retain|retained|stay|stays|staying|stayer|stayers|remain|remains|keeps|still here|still employed',
  'still working|still with us|maintain|exclude|excluded|leave as is|do nothing|not leaving|account still needed',
  'access still needed|user still needed|account is still needed|access is still needed|user is still needed',
  'false alarm|wrong person|not this one|behalten|bleibt|noch da|noch bei uns|encore chez nous|garder|à garder',
  'conserver|maintenir|reste|encore là|mantenere|tenere|da tenere|da mantenere|à conserver|resta|rimane|se queda|sigue',
  'zachować|zostawić|conservar|mantener|manter|fica|behouden|houden|blijft|zostaje|behåll|aktiv halten|kommt zurück|kehrt zurück',
  'came back|is back|will be back|coming back|has returned|returned to work|rehired|wieder da|ist zurück|復職|復帰|保留|복직',
  'wrócił|wróciła|tilbake|tillbaka|re-hired|reinstated|reincorporación|reincorporado|reincorporada|readmitido',
  'readmitida|ha vuelto|voltou|retornou|reativado|rescind term|cancel term|stop termination|stop offboarding',
  'zurückgekehrt|wieder eingestellt|rückkehrer|rückkehrerin|wieder zurück|back again|toujours là|ancora qui|stannar',
  'bliver|zůstává|marad|rămâne|kalıyor|остаётся|остается|залишається|留任|在籍継続|belassen|stehen lassen|so lassen',
  'leave it|finger weg|kalacak|neodchází|blir|jää|silmeyin|silinmeyecek|behold|nemazať|nu ștergeți',
  'réembauche|réembauché|réembauchée|réintégré|réintégrée|recontratado|recontratada|riassunto|riassunta|återanställd|genansat',
  'rücknahme kündigung|rücknahme der kündigung|opnieuw in dienst|nu dezactivați|nerušit|neblokovat|nedeaktivovat|de retour|è tornato|è tornata|è rientrato|è rientrata',
]);

/** What is said of a person who is away for a while. */
export const AWAY = wordSet([
  'on leave|parental leave|maternity leave|maternity|paternity leave|leave of absence|sick leave|sabbatical',
  'long-term sick|secondment|unpaid leave|military leave|medical leave|family leave|study leave|long-term leave',
  'furlough|military service|sick|long term sick|ziek|militär|zivildienst|rodičovská|seconded|krank|met verlof|en congé',
  'paternity|mutterschaftsurlaub|unbezahlter urlaub|langzeitkrank|krankgeschrieben|beurlaubt|sabbatjahr|arrêt maladie',
  'congé paternité|congé sabbatique|congé sans solde|congé de maternité|maternidad|paternidad|excedencia|baja médica',
  'permiso de maternidad|incapacidad temporal|ouderschapsverlof|langdurig ziek|onbetaald verlof|aspettativa|elternzeit',
  'mutterschutz|karenz|congé parental|congé maternité|congedo parentale|maternità|congedo di maternità|baja maternal',
  'baja por maternidad|licença maternidade|zwangerschapsverlof|urlop macierzyński|loa|mat leave|mat . leave|pat leave',
  'pat . leave|fmla|fmla leave|föräldraledig|föräldraledighet|tjänstledig|tjänstledighet|mammaledig|pappaledig|barsel',
  'barselsorlov|på barsel|orlov',
  'foreldrepermisjon|permisjon|perhevapaa|perhevapaalla|vanhempainvapaa|vanhempainvapaalla|äitiysvapaa|äitiysvapaalla',
  'hoitovapaa|hoitovapaalla|urlop wychowawczy|urlop rodzicielski|urlop bezpłatny|mateřská|mateřská dovolená',
  'rodičovská dovolená|materská dovolenka|szülési szabadság|gyes|gyed|doğum izni|doğum izninde|ücretsiz izin',
  'ücretsiz izinde|декрет|в декрете|декретный отпуск|в декретном отпуске|licença sem vencimento|afastado|afastada|休職',
  '休職中|産休|産休中|育休|育休中|育児休業|育児休業中|产假|产假中|休产假|育儿假|停薪留职|ruhend|產假|育嬰假|留職停薪|휴직|휴직중|휴직 중|육아휴직|육아휴직중|육아휴직 중|출산휴가|출산휴가중',
]);

/** The same where it is said of the person, and not of a meeting or a payment: in notes, or where it is decided. */
export const PUT_OFF = wordSet([
  'hold off|hold|wait|skip|ignore|ignorieren|nicht beachten|extended|renewed|verlängert|prolongé|prolongée',
  'rinnovato|rinnovata|proroga|förlängd|forlænget|prorogato|prorrogado|prorrogada|prorogado|verlengd|przedłużona|no change|no changes|no action|no action needed',
  'no action required|keine änderung|sans changement|nessuna modifica|sin cambios|sem alteração|geen wijziging',
  'bez zmian|still required|in use|stop|skipped|ignored|ruht|pausiert|weiter benötigt|en uso|em uso|non va via|não sai|nie odchodzi|extended by|noch benötigt|noch gebraucht|encore nécessaire',
  'ancora necessario|nog nodig|still needed',
]);

/** Of these, what may be said of things that notes of something else speak of is not looked for. */
export const PUT_OFF_ANYWHERE = wordSet([
  'hold off|hold|on hold|wait|skip|ignore|postponed|verschoben|reporté|rinviato|still needed|no action|rescinded',
]);

/** The same in notes alone: of a deactivation it says that it is still to do. */
export const OPEN = wordSet([
  'pending|in klärung|en attente|in attesa|pendiente|pendente|needed|not yet|noch nicht|pas encore|later|todavía no',
  'aún no|ainda não|non ancora|nog niet|jeszcze nie|unclear|unklar|tbd|tbc|to be confirmed|to be clarified',
  'zu klären|später|à confirmer|à clarifier|da confermare|da chiarire|por confirmar|a confirmar|do potwierdzenia',
  'nog te bevestigen|en espera|em espera|in afwachting|warten|wachten|nog even wachten|oczekuje|awaiting approval',
  'aguardando aprovação|freigabe ausstehend|put on hold|not sure|unsure|maybe|under review|to be reviewed|to be checked',
  'zu prüfen|à vérifier|da verificare|por verificar|a verificar|to be discussed|check|awaiting|waiting for',
  'waiting on|not confirmed|not approved|exception|wrong email|not him',
  'not yet gone|doch nicht|offen|erst nach rücksprache|not now|too early|next round|next batch|next wave|nächste runde',
  'vorerst nicht|confirm|clarify|klären|prüfen|revisar|verificar|controleren|sprawdzić|attendre|esperar',
  'attendere|aguardar|czekać|ausnahme|exempt|no leaver|dnd|disregard|same name|namensgleich|needs clarification',
  'irrtum|fehler|mistake|error|erreur|errore|erro|fout|vergissing|auf hold|in de wacht|aspettare',
  'undecided|approval pending|approval missing|no approval|needs review|review|double check|double-check',
  'verify|open|planned|draft|tentative|possibly|perhaps|probably|likely|not final|not decided|unconfirmed|to be decided',
  'decision pending|in discussion|nicht bestätigt|in abklärung|fraglich|tba|not today|different person|gleicher name',
  'uncertain|nothing to do|omit|leave out|grace period|inte ännu|ikke endnu|ikke ennå|ei vielä|ještě ne|zatím ne',
  'ešte nie|még nem|încă nu|henüz değil|question for hr|frage an hr|leave for now',
]);

/** Before them: what asks for it, who is spoken of, and the account or the contract that is meant. */
export const BEFORE = wordSet([
  'please|pls|bitte|merci|de|veuillez|prière|svp|per|favore|account|user|access|konto|benutzer|zugang|compte|utente|l',
  'le|la|il|das|den|the|must|should|will|muss|soll|doit|contract|vertrag|contrat|contratto|contrato|is|be|has|he|she',
  'they|to|decided|wants|in|on|still|noch|er|sie|elle|en|employee|mitarbeiter|ist|est|è|está|nog|ainda|jeszcze|todavía',
  'aún|wird|im|umowa|accès|cuenta|acceso|conta',
]);

/** Behind them: since when, until when, as what. Any other word may be a thing that is kept in place of the person. */
export const BEHIND = wordSet([
  'effective|through|until|till|til|for|as|yet|anymore|after|now|please|pls|next|and|because|since|doch|noch|bis|als|vorerst',
  'weiterhin|bitte|ab|seit|jusque|encore|comme|pour|fino|ancora|come|per|hasta|até|tot|do',
]);

/** Behind them with only these words behind: `keep user active`, not `keep access logs`; `pending HR approval`. */
export const OF_ACCOUNTS = wordSet([
  'account|access|user|active|enabled|open|konto|zugang|aktiv|compte|accès|actif|attivo|utente|cuenta|acceso|conta',
  'validation|freigabe|bestätigung|conferma|confirmación|rh|acesso|toegang|her|him|them|this|these|those|one|row|entry|activo|ativo|actief|hr|approval|confirmation|decision|it',
]);

/** Before an account or an answer that is needed. */
export const NEEDS = wordSet(['need|needs|requires|braucht|benötigt|necesita|precisa']);

/** What people come back for, or what is kept as such: never the person. */
export const OF_THINGS = wordSet([
  'record|records|reference|information|info|evidence|proof|backup|copy|vacation|laptop|badge|equipment|farewell',
  'archive|archiving|forward|convert|export|redirect|shared',
]);

export const NOT = wordSet([
  "do not|don't|dont|never|nicht|bitte nicht|ne pas|ne|non|no|não|niet|nie|inte|ikke|älä|не|must not be|should not be",
  'not to be|may not be|cannot be|må ikke|skal ikke|bør ikke|får ikke|får inte|ska inte|bör inte|får ej|ska ej',
  'ta inte|får inte tas|ska inte tas|ei saa|ei pidä|nem',
]);

/** What is not to be done with a person, besides what is done to a leaver's account. */
export const ACTIONS = wordSet([
  'do|process|bort|deactivated|removed|deleted|disabled|suspended|terminated|offboarded|blocked|locked|term|excluir',
]);

/** That a person leaves, before a word that takes it back. */
export const LEAVING = wordSet([...DEPARTURES, 'term']);

/** Of these, words of headers that speak of other things: `Phone extension`, `Closed on`. */
export const OF_OTHER_THINGS = wordSet(['extension|renewal|part|notice|removed|closed']);

/** By a yes or a date under one of these a person stays. */
export const SPARES = wordSet([...RENEWED, ...STAYS, 'hold|paused|extend|renew']);

/** What ends where it is taken back: `Contract cancelled on`, `Access withdrawn`. */
export const OF_WORK = wordSet([...CONTRACTS, 'access|account|user|konto|compte']);
