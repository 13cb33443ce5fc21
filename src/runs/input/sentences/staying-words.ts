import { wordSet } from '../words/words.ts';

/** That a person stays, in words that say so by themselves, and behind a word of will or of what comes. */
export const STAYS = wordSet([
  'staying|stays|continues|stayed|remains|remaining|bleibt|verbleibt|reste|restera|sigue|continúa|permanece|queda',
  'quedará|blijft|resta|rimane|rimarrà|keeps|weiterbeschäftigt|weiterarbeiten|wiedereingestellt',
]);

export const TO_STAY = wordSet([
  'stay|remain|continue|bleiben|verbleiben|rester|continuer|quedarse|quedar|seguir|continuar|blijven|restare|rimanere',
]);

/** That a person comes back. */
export const RETURNS = wordSet([
  'returning|returns|rejoining|rejoins|rejoined|rückkehr|wiederkommt|revient|reviendra|retour|vuelve|volverá|regresa',
  'regresará|reincorpora|reincorporará|reincorporación|terugkomst|terugkomt|torna|tornerà|rientra|rientrerà|returner|volta',
  'wiedereintritt|wiedereinstellung|réintégration|rientro|reingreso|terugkeer|retorno|powrót',
]);

export const TO_RETURN = wordSet([
  'return|rejoin|zurückkommen|zurückkehren|wiederkommen|revenir|volver|regresar|reincorporarse|terugkomen|terugkeren',
  'tornare',
]);

/** The same of what is planned, and not of who does it. */
export const OF_RETURN = wordSet(['rehire|re-entry|reentry']);

/** Beside one of a return, that it will be: `expected return`. */
export const EXPECTED = wordSet([
  'expected|planned|estimated|anticipated|scheduled|voraussichtlich|voraussichtliche|voraussichtlicher|geplant|geplante',
  'geplanter|erwartet|prévu|prévue|previsto|prevista|verwacht|verwachte|gepland|planowany|date|datum',
]);

/** Behind a word of coming or being, that a person is back. */
export const BACK = wordSet(['back|zurück|wieder|terug']);

export const COMES = wordSet([
  'is|be|comes|come|coming|came|are|kommt|kehrt|kommen|kehren|ist|kam|komt|keert|komen|keren|was',
]);

/** Work that goes on. */
export const STILL = wordSet([
  'still|noch|weiterhin|weiter|encore|toujours|todavía|aún|nog|ancora|wieder|weer|nogmaals|ainda|continua|segue|jeszcze',
  'nadal|wciąż',
]);

export const IS_ACTIVE = wordSet([
  'active|aktiv|actif|activo|activa|actief|attivo|attiva|ativo|ativa|aktywny|aktywna',
]);

export const WORKS = wordSet([
  ...IS_ACTIVE,
  'works|working|employed|here|hier|da|uses|using|use|nutzen|nutzt|verwendet|utilise|gebruikt|arbeitet|beschäftigt',
  'angestellt|tätig|travaille|présent|présente|poste|trabaja|trabajando|trabajo|werkt|werkzaam|lavora|dienst|employé',
  'servizio|forza|trabalha|pracuje|zatrudniony',
]);

/** That a person moved within the company. */
export const MOVED = wordSet([
  'moved|moving|moves|change|move|transferred|transferring|transfers|transfer|switched|switching|switches|changed',
  'changing|changes|reassigned|seconded|promoted|wechselt|wechsel|gewechselt|versetzt|versetzung|muté|mutée|mutation',
  'passé|passée|rejoint|cambia|cambió|pasa|pasó|trasladado|trasladada|traslado|verhuisd|verhuist',
  'overgeplaatst|overgestapt|stapt|gaat|interno|trasferito|trasferita|passato|passata|internal|interner|interne|interna|intern',
  'internally',
]);

/** Not where in the company, but another one. */
export const ELSEWHERE = wordSet([
  'competitor|konkurrenz|concurrent|concurrence|competencia|employer|arbeitgeber|employeur|empresa|wettbewerber',
  'werkgever|bedrijf|startup|start-up|elsewhere|agency|agentur|agence|agencia|ailleurs|woanders|elders|altrove',
]);

/** A contract that goes on. */
export const CONTRACTS = wordSet([
  'contract|po|assignment|engagement|sow|fixed-term|employment|internship|vertrag|arbeitsvertrag|befristung|praktikum',
  'beauftragung|notice|contrat|cdd|mission|stage|alternance|contrato|prácticas|contratto|opdracht|inhuur|agreement',
]);

export const RENEWED = wordSet([
  'renewed|extended|prolonged|renewal|extension|verlängert|verlängerung|entfristet|renouvelé|prolongé|prolongée',
  'renouvelée|prolongation|renouvellement|renovado|prorrogado|renovación|prórroga|ampliado|verlengd|verlenging',
  'proroga|prorogato|rinnovato|weiterbeschäftigung|converted|vertragsverlängerung|contractverlenging',
]);

/** A contract that will not end. */
export const PERMANENT = wordSet([
  'permanent|perm|full-time|employee|fte|contractor|freelancer|consultant|cdi|unbefristet|festanstellung|fest|indefinido|vast|fixe|indeterminato',
]);

export const BECAME = wordSet([
  'converted|became|becomes|hired|made|signed|signé|passé|passée|passage|übernommen|convertido|pasa|pasó',
  'firmó|kreeg|krijgt|embauché|embauchée|assunto|assunta',
]);

/** What is offered to who has resigned, and that it is taken. */
export const OFFERS = wordSet([
  'counteroffer|counter-offer|counter|gegenangebot|contre-offre|contraoferta|tegenbod|controfferta',
]);

export const TAKEN = wordSet([
  'accepted|accepts|took|takes|angenommen|acceptée|accepté|aceptada|aceptó|geaccepteerd|accettata',
]);

/** That a person has left after all. */
export const LEFT = wordSet([
  'left|resigned|quit|departed|gegangen|gekündigt|ausgeschieden|ausgetreten|parti|partie|démissionné|quitté|vertrokken',
  'renunció|dimesso|dimessa',
]);

export const THEN = wordSet([
  'then|later|afterwards|finally|and|has|he|she|they|dann|danach|später|schließlich|hat|ist|er|sie|und|puis|ensuite',
  'après|a|est|il|elle|et|luego|después|ha|y|daarna|toen|heeft|is|en|poi|now|since|but|the',
]);

/** That a person or an account is kept as it is. */
export const KEEPS = wordSet([
  'keep|kept|keeping|hold|retain|retained|maintain|maintained|leave|behalten|beibehalten|lassen|belassen|garder|gardez',
  'conserver|conservez|maintenir|laisser|maintien|mantener|conservar|dejar|mantenere|tenere|lasciare|houden|behouden',
  'laten|beibehaltung',
]);
export const AS_IT_IS = wordSet([
  'account|accounts|access|login|user|active|enabled|open|alone|untouched|running|alive|him|her|them|konto|zugang',
  'aktiv|offen|zugriff|compte|accès|actif|ouvert|activo|activa|abierto|cuenta|acceso|utente|attivo|accesso|acesso|toegang|actief',
  'staan',
]);

/** That it is so for a while alone: `for now`. */
export const FOR_NOW = wordSet([
  'now|moment|present|meantime|vorerst|einstweilen|vorläufig|instant|ahora|momento|voorlopig|meanwhile|ora|interim',
]);
export const BEFORE_NOW = wordSet(['for|pour|por|per|voor']);

export const NEW = wordSet([
  'new|neuer|neue|neuen|nouveau|nouvelle|nuevo|nueva|nieuw|nieuwe|nuovo|nuova|another|second|follow-on',
]);

/** That a person is away for a while, or soon will be. */
export const IS_AWAY = wordSet(['is|be|going|goes|geht|ist|est|está|gaat|will|now|currently|noch|still']);
