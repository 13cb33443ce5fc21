import { Unreadable } from '../row.ts';

/** The first bytes of files that hold no text, and what to do with these. */
const KINDS: readonly (readonly [begins: string, what: string, cure: string])[] = [
  ['%PDF-', 'a PDF', 'export the list behind it as CSV'],
  ['\xd0\xcf\x11\xe0', 'an Excel workbook of the old kind (.xls)', 'save the sheet as CSV'],
  ['\x89PNG', 'a picture (PNG)', 'export the list as CSV'],
  ['\xff\xd8\xff', 'a picture (JPEG)', 'export the list as CSV'],
  ['GIF8', 'a picture (GIF)', 'export the list as CSV'],
  ['SQLite format 3', 'a database (SQLite)', 'export the table as CSV'],
  ['PAR1', 'a Parquet file', 'export it as CSV'],
  ['{\\rtf', 'a text document (RTF)', 'save it as plain text'],
  ['BZh', 'a bzip2 archive', 'unpack it first: bunzip2'],
  ['\xfd7zXZ', 'an xz archive', 'unpack it first: unxz'],
  ['\x28\xb5\x2f\xfd', 'a zstd archive', 'unpack it first: unzstd'],
  ['7z\xbc\xaf', 'a 7-Zip archive', 'unpack it first'],
  ['Rar!', 'a RAR archive', 'unpack it first'],
  ['\x7fELF', 'a program', 'name the list itself'],
  ['\x1f\x8b', 'packed by gzip twice', 'unpack it first: gunzip'],
  ['\x1f\x9d', 'packed by compress (.Z)', 'unpack it first: uncompress'],
  ['\x04\x22\x4d\x18', 'an LZ4 archive', 'unpack it first: unlz4'],
  ['\xff\xfe\0\0', 'text in UTF-32', 'save it as UTF-8'],
  ['\0\0\xfe\xff', 'text in UTF-32', 'save it as UTF-8'],
  ['II*\0', 'a picture (TIFF)', 'export the list as CSV'],
  ['MM\0*', 'a picture (TIFF)', 'export the list as CSV'],
  ['RIFF', 'a picture or a recording (RIFF)', 'export the list as CSV'],
  ['Obj\x01', 'an Avro file', 'export it as CSV'],
  ['ORC', 'an ORC file', 'export it as CSV'],
  ['bplist00', 'a property list', 'export it as CSV'],
  ['MZ\x90', 'a program', 'name the list itself'],
  ['BEGIN:VCARD', 'an address book (vCard)', 'export it as CSV'],
  ['BEGIN:VCALENDAR', 'a calendar', 'export the list as CSV'],
  ['ID;P', 'a spreadsheet (SYLK)', 'save the sheet as CSV'],
  ['MIME-Version:', 'an e-mail', 'save what is attached to it'],
  ['Return-Path:', 'an e-mail', 'save what is attached to it'],
  ['Received:', 'an e-mail', 'save what is attached to it'],
  ['Delivered-To:', 'an e-mail', 'save what is attached to it'],
  ['HTTP/1.', 'an answer with the headers of HTTP', 'save its body alone: curl without -i'],
  ['HTTP/2 ', 'an answer with the headers of HTTP', 'save its body alone: curl without -i'],
  ['-----BEGIN PGP MESSAGE', 'an encrypted message (PGP)', 'decrypt it first'],
  ['-----BEGIN', 'a key or a certificate', 'name the list itself'],
];

/** What a file of the older Office holds, by a name in its directory, whose letters have two bytes each. */
const COMPOUND: readonly (readonly [name: string, what: string, cure: string])[] = [
  ['__substg1.0_', 'an e-mail (.msg)', 'save what is attached to it'],
  ['WordDocument', 'a Word document of the old kind (.doc)', 'save it as plain text'],
];

/** What a ZIP archive holds, by a name of its first entries. */
const ZIPPED: readonly (readonly [names: string, what: string, cure: string])[] = [
  ['xl/', 'an Excel workbook (.xlsx)', 'save the sheet as CSV'],
  ['word/', 'a Word document (.docx)', 'save it as plain text'],
  ['ppt/', 'a presentation (.pptx)', 'export the list as CSV'],
  ['opendocument.spreadsheet', 'an OpenDocument spreadsheet (.ods)', 'save the sheet as CSV'],
  ['opendocument', 'an OpenDocument file', 'save it as CSV or plain text'],
  ['Index/', 'a Numbers or Pages document', 'export it as CSV'],
];

/** Throws `Unreadable` for a file that is none of text: names what it is by its first bytes, and what to do. */
export function refuseOtherKinds(head: Buffer): void {
  const bytes = head.toString('latin1');
  const tar =
    bytes.slice(257, 262) === 'ustar'
      ? (['', 'a tar archive', 'unpack it first: tar -x'] as const)
      : undefined;
  const kind = compoundKind(bytes) ?? KINDS.find(([begins]) => bytes.startsWith(begins)) ?? tar;
  const [, what, cure] =
    kind ?? (bytes.startsWith('PK\x03\x04') ? zipKind(bytes) : (markupKind(bytes) ?? []));
  if (what !== undefined) throw new Unreadable(1, `this is ${what}: ${cure}`);
}

const compoundKind = (bytes: string) =>
  bytes.startsWith('\xd0\xcf\x11\xe0')
    ? COMPOUND.find(([name]) => bytes.includes([...name].join('\0')))
    : undefined;

function zipKind(bytes: string): readonly [string, string, string] {
  const found = ZIPPED.find(([names]) => bytes.includes(names));
  // Office writes what it is into the first entry, and other programs write the folders in another order.
  if (found === undefined && bytes.includes('[Content_Types].xml')) {
    return ['', 'an Office document, probably an Excel workbook (.xlsx)', 'save the sheet as CSV'];
  }
  return found ?? ['', 'a ZIP archive', 'unpack it first'];
}

function markupKind(bytes: string): readonly [string, string, string] | undefined {
  const begin = bytes
    .slice(0, 500)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(?:!doctype html|(?:html|head|body|meta|table|div|style|script)[\s>])/.test(begin)) {
    return [
      '',
      'a web page (HTML)',
      'a page of a sign-in may have come in place of the list; export it as CSV',
    ];
  }
  // An address in angle brackets has an @ in it, and an id begins with usr_.
  if (/^<(?:[?!]|[a-z][\w:-]*[\s/>])/.test(begin) && !begin.startsWith('<usr_'))
    return ['', 'an XML document', 'export the list as CSV'];
  return linesKind(
    begin.split(/[\r\n]+/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#')),
  );
}

/** What the first lines say that are no comments. */
function linesKind([first = '', second = '']: readonly string[]):
  | readonly [string, string, string]
  | undefined {
  if ([first, second].some((line) => /^dn::? /.test(line)))
    return ['', 'entries of a directory (LDIF)', 'export them as CSV'];
  const entry = first === '---' || /^[\w-]+:\s*$/.test(first) ? second : first;
  return /^\s*- [\w-]+: /.test(entry) ? ['', 'YAML', 'write it as JSON: yq -o json'] : undefined;
}
