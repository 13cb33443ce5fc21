import { foldCase } from '../../text/fold-case.ts';
import { findNearest } from '../../text/nearest.ts';

/** A line is one meaning: what is typed for a value by people, in other tools or in other languages. */
const MEANINGS = `
active enabled enable live current employed unlocked unsuspended activated on true aktiv actif attivo
inactive deactivated deactivate disabled disable suspended suspend blocked locked archived terminated offboarded
inactive deactivated former left gone leaver frozen banned off false inaktiv gesperrt inactif inattivo
pending invited invite invitation invitation_sent unconfirmed waiting unverified
table text txt plain human pretty wide columns tabular default
json yaml yml js object hjson json5 toml
jsonl ndjson json_lines jsonlines ldjson json_stream stream lines
csv tsv xlsx xls excel spreadsheet ods comma
ids id id_only names quiet list
markdown md gfm mdown
file disk plain plaintext files filesystem
keychain keyring libsecret secret_service wincred credential_manager gnome_keyring kwallet macos os system vault
allowed on yes true all any allow enabled enable readwrite read_write rw full 1
planned plan plans approved approval review reviewed
off none no false never readonly read_only ro disabled disable deny denied forbidden 0
true yes on 1 y t enable enabled ja oui si sì active
false no off 0 n f disable disabled none nein non never inactive
fail error errors strict abort refuse stop deny raise
skip ignore ignored skipped omit pass continue leave warn allow
failed fail failure failures error errors errored refused rejected ko nok bad
changed success successful succeeded ok okay done deactivated reactivated removed invited modified updated applied good
unchanged same already noop no_op no_change nothing unmodified skipped
unknown timeout timed_out unclear lost in_doubt doubt unanswered maybe
not_sent unsent pending queued open remaining skipped left todo
not_found missing absent 404 nobody nonexistent
recovered retried
orphan extra unmatched surplus stale unlisted
leaver gone left former terminated departed inactive deactivated
returned rehired back rejoined reactivate
missing absent new joiner joiners uninvited not_found
ambiguous duplicate duplicates double twice conflict
protected guarded owner owners excluded
deactivated disabled disable suspended suspend blocked locked offboarded
reactivated activated enabled enable unsuspended unblocked unlocked restored
created added add create new
updated changed modified edited edit update
deleted delete erased purged
removed remove kicked dropped
reparented moved move
get fetch read list head show
post create add send
put replace upload store
patch update edit modify
delete remove del rm destroy
bash sh ksh dash
powershell pwsh ps ps1 posh cmd windows
full_name name fullname surname last_name lastname first_name display_name names
email mail e_mail address login
created_at created date joined joined_at added since
last_modified_at modified updated updated_at changed last_modified
status state account_state
semicolon semi ;
tab tabs tsv tabulator tabstop
pipe bar vertical
comma commas csv
windows-1252 ansi latin excel windows western cp_1252 win1252
utf-8 utf utf_8 unicode_8 utf8mb4 utf_8_bom utf_8_sig utf8_bom utf_32
utf-16le utf16 utf16le utf_16_le ucs_2 ucs2
macintosh macroman mac_roman apple
reason reasons why comment note justification
ticket tickets issue case jira request
reset rst drop dropped close closed refuse disconnect
hang timeout stall slow wait freeze delay
truncate cut truncated partial half
`;

/**
 * The values that mean what was typed, by a word of other tools or other languages: `disabled` is `inactive` here.
 * With `misspelt`, also for a word that is written like one of them.
 */
export function sameMeaning(typed: string, values: readonly string[], misspelt = false): string[] {
  const meanings = MEANINGS.trim()
    .split('\n')
    .map((line) => line.split(' '));
  const known = meanings.filter((words) => values.some((value) => words.includes(value)));
  const [near = ''] = misspelt ? findNearest(plain(typed), new Set(known.flat())) : [];
  const word = misspelt ? near : plain(typed);
  const fitting = known.filter((words) => words.includes(word));
  return values.filter((value) => fitting.some((words) => words.includes(value)));
}

/** The text as the words above are written: blanks and hyphens between words are as good as `_`. */
export const plain = (text: string): string => foldCase(text.trim()).replaceAll(/[\s-]+/g, '_');
