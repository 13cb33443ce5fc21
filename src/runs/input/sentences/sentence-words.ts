import { wordSet } from '../words/words.ts';

/** Who is spoken of for certain. */
export const PRONOUNS = wordSet([
  'he|she|they|er|sie|il|elle|ils|elles|hij|zij|ze|él|ella|ellos|lui|lei|employee|user|person|colleague|contractor',
  'consultant|intern|mitarbeiter|mitarbeiterin|kollege|kollegin|collaborateur|collaboratrice|salarié|salariée|empleado',
  'empleada|medewerker|medewerkster|collega|dipendente',
]);

/** Behind these another sentence begins: `confirmed that Ben is staying`, `left in May but will be back`. */
export const SAYS = wordSet([
  'that|says|said|confirmed|confirms|told|dass|sagt|que|dit|dice|dat|zegt|che|and|und|but|aber|mais|pero|maar|because',
  'weil|since|as|y|who',
]);

/** Between a person and what is said of them, or before both. */
export const HELPERS = wordSet([
  'is|are|be|was|will|has|have|would|now|actually|still|definitely|again|also|to|please|pls|just|only|currently|going',
  'planning|likely|ist|wird|hat|jetzt|nun|doch|noch|auch|bitte|wieder|voraussichtlich|est|va|a|sera|finalement|se|ha',
  'al|final|está|van|wordt|heeft|toch|nog|gaat|ora|sta|note|nb|fyi|update|info|achtung|attention|per|hr|rh|hopefully',
  'probably|maybe|perhaps|expected|vermutlich|vielleicht',
]);

/** What is spoken of in place of the person: things, and other people. */
export const THINGS = wordSet([
  'laptop|laptops|macbook|pc|computer|phone|phones|mobile|iphone|handy|badge|card|cards|key|keys|mailbox|mail|mails',
  'email|emails|inbox|calendar|drive|onedrive|file|files|data|document|documents|docs|folder|folders|backup|licence',
  'license|licences|licenses|number|equipment|hardware|device|devices|monitor|desk|car|vehicle|subscription|vpn|mfa',
  'sso|ticket|tickets|client|clients|customer|customers|task|tasks|duties|channel|channels|stuff|things|belongings|box',
  'parcel|slack|teams|salary|pay|payment|payments|payroll|insurance|benefits|benefit|pension|bonus|shares|invoice',
  'invoices|position|role|vacancy|seat|office|parking|wife|husband|partner|team|manager|boss|successor|replacement',
  'group|groups|alias|list|lists|repo|repos|calls|printer|software|app|apps|keyboard|phone-number|interview|survey',
  'review|lease|records|record|logs|log|gerät|geräte|schlüssel|postfach|mailadresse|kalender|daten|dateien|ordner',
  'unterlagen|nummer|rufnummer|auto|firmenwagen|dienstwagen|karte|stelle|projekt|projekte|kunden|aufgaben|lizenz',
  'gehalt|login|chef|nachfolger|ordinateur|portable|téléphone|clé|clés|boîte|messagerie|données|fichiers|dossier',
  'dossiers|matériel|voiture|poste-vacant|jours|congés|solde|buzón|correo|portátil|móvil|ordenador|llaves|datos',
  'archivos|equipo-informático|coche|tarjeta|puesto|sleutel|sleutels|telefoon|bestanden|gegevens|pas|toegangspas',
  'agenda|functie|telefono|chiavi|dati|casella|posto|project|projects|address|adresse|notes|days|order|repair|service',
  'shift|balance|knowledge|pto|holiday|holidays|vacation|urlaub|spullen|telefon|es|forwarding|autoreply|ooo',
  'out-of-office|sharepoint|github|zoom|jira|chat|directory|case|kündigungsfrist|préavis|preaviso|preavviso',
  'opzegtermijn|vesting|payslips|archive|archives|archiv|voicemail|redirect|e-mail|e-mails|nda|non-compete',
  'confidentiality|deal|request|reports|responsibilities|workload|payout|backfill|nachbesetzung|neubesetzung',
  'auszahlung|entretien|entrevista|colloquio|gesprek|rozmowa|password|passwords|passwort|kennwort|contraseña',
  'wachtwoord|signature|signatures|signatur',
]);

/** Not the Italian `mai`, which is a month elsewhere. */
export const NEGATIONS = wordSet([
  "not|no|never|nor|without|nothing|isn't|won't|wont|doesn't|didn't|don't|dont|hasn't|haven't|can't|cannot|couldn't",
  "shouldn't|mustn't|wouldn't|aren't|nicht|kein|keine|keinen|nie|niemals|ohne|pas|plus|jamais|ne|non|ni|nunca|não|niet",
  'geen|nooit|zonder|declined|rejected|refused|unlikely|nichts|rien|nada|niets|abgelehnt|refusé|rechazado',
]);

/** That a person leaves, which is denied. */
export const LEAVE = wordSet([
  'leaving|terminating|resigning|leave|leaver|left|resign|resigned|quit|quitting|departing|going|geht|gehen|verlässt',
  'verlassen|kündigt|gekündigt|ausgeschieden|ausgetreten|weg|part|partir|parti|partie|quitte|démissionne|démissionné',
  'marcha|marchado|vertrekt|vertrekken|weggaan|vertrokken|lascia',
]);

/** That a person leaves, which is taken back. */
export const DEPARTURES = wordSet([
  'resignation|notice|termination|leaving|exit|departure|offboarding|kündigung|austritt|démission|départ|dimissioni',
  'renuncia|dimisión|ontslag|opzegging|vertrek|licenciement|entlassung|layoff|redundancy|vertragskündigung|despido',
  'licenziamento|uscita|desligamento|demissão|odejście|wypowiedzenie|zwolnienie',
]);

/** Words behind which a person stays or returns. */
export const WILL = wordSet([
  'will|shall|to|wants|would|decided|agreed|accepted|chose|allowed|wird|möchte|soll|darf|zu|va|veut|doit',
  'souhaite|de|quiere|desea|wil|gaat|zal|mag|te|vuole',
]);

export const TEAMS = wordSet([
  'part-time|parttime|teilzeit|deeltijd|team|department|dept|division|unit|group|subsidiary|affiliate|entity|squad',
  'branch|marketing|sales|finance|hr|engineering|support|product|operations|legal|procurement|logistics|abteilung',
  'bereich|tochtergesellschaft|tochterfirma|vertrieb|einkauf|buchhaltung|marketingteam|équipe|service|département|filiale|ventes',
  'equipo|departamento|filial|ventas|afdeling|vestiging|verkoop|success|squadra|reparto|dipartimento|internally|move',
  'transfer|mobility|wechsel|versetzung|mutation|mobilité|traslado|trasferimento|overplaatsing|finanzen',
  'ufficio|personalabteilung|role|sister|tochter|schwestergesellschaft|konzerns|office|site|standort|niederlassung',
]);
