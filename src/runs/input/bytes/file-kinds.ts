import { Unreadable } from '../row.ts';

/** What a file is, and what to do with it. */
type Kind = readonly [what: string, cure: string];

/** What holds no text, by its first bytes. */
const KINDS: readonly (readonly [...Kind, ...begins: string[]])[] = [
  ['a PDF', 'export the list behind it as CSV', '%PDF-'],
  ['an Excel workbook of the old kind (.xls)', 'save the sheet as CSV', '\xd0\xcf\x11\xe0'],
  ['a picture (PNG)', 'export the list as CSV', '\x89PNG'],
  ['a picture (JPEG)', 'export the list as CSV', '\xff\xd8\xff'],
  ['a picture (GIF)', 'export the list as CSV', 'GIF8'],
  ['a picture (TIFF)', 'export the list as CSV', 'II*\0', 'MM\0*'],
  ['a picture or a recording (RIFF)', 'export the list as CSV', 'RIFF'],
  ['a database (SQLite)', 'export the table as CSV', 'SQLite format 3'],
  ['a Parquet file', 'export it as CSV', 'PAR1'],
  ['an Avro file', 'export it as CSV', 'Obj\x01'],
  ['an ORC file', 'export it as CSV', 'ORC'],
  ['a property list', 'export it as CSV', 'bplist00'],
  ['an address book (vCard)', 'export it as CSV', 'BEGIN:VCARD'],
  ['a calendar', 'export the list as CSV', 'BEGIN:VCALENDAR'],
  ['a spreadsheet (SYLK)', 'save the sheet as CSV', 'ID;P'],
  ['a text document (RTF)', 'save it as plain text', '{\\rtf'],
  ['text in UTF-32', 'save it as UTF-8', '\xff\xfe\0\0', '\0\0\xfe\xff'],
  ['a bzip2 archive', 'unpack it first: bunzip2', 'BZh'],
  ['an xz archive', 'unpack it first: unxz', '\xfd7zXZ'],
  ['a zstd archive', 'unpack it first: unzstd', '\x28\xb5\x2f\xfd'],
  ['an LZ4 archive', 'unpack it first: unlz4', '\x04\x22\x4d\x18'],
  ['a 7-Zip archive', 'unpack it first', '7z\xbc\xaf'],
  ['a RAR archive', 'unpack it first', 'Rar!'],
  ['packed by gzip twice', 'unpack it first: gunzip', '\x1f\x8b'],
  ['packed by compress (.Z)', 'unpack it first: uncompress', '\x1f\x9d'],
  ['a program', 'name the list itself', '\x7fELF', 'MZ\x90'],
  ['an e-mail', 'save what is attached to it', 'MIME-Version:', 'Return-Path:', 'Received:', 'Delivered-To:'],
  ['an answer with the headers of HTTP', 'save its body alone: curl without -i', 'HTTP/1.', 'HTTP/2 '],
  ['an encrypted message (PGP)', 'decrypt it first', '-----BEGIN PGP MESSAGE'],
  ['a key or a certificate', 'name the list itself', '-----BEGIN'],
];

/** What a file of the older Office holds, by a name in its directory, whose letters have two bytes each. */
const COMPOUND: readonly (readonly [...Kind, name: string])[] = [
  ['an e-mail (.msg)', 'save what is attached to it', '__substg1.0_'],
  ['a Word document of the old kind (.doc)', 'save it as plain text', 'WordDocument'],
];

/** What a ZIP archive holds, by a name of its first entries. */
const ZIPPED: readonly (readonly [...Kind, name: string])[] = [
  ['an Excel workbook (.xlsx)', 'save the sheet as CSV', 'xl/'],
  ['a Word document (.docx)', 'save it as plain text', 'word/'],
  ['a presentation (.pptx)', 'export the list as CSV', 'ppt/'],
  ['an OpenDocument spreadsheet (.ods)', 'save the sheet as CSV', 'opendocument.spreadsheet'],
  ['an OpenDocument file', 'save it as CSV or plain text', 'opendocument'],
  ['a Numbers or Pages document', 'export it as CSV', 'Index/'],
  // Office writes what it is into the first entry, and other programs write the folders in another order.
  ['an Office document, probably an Excel workbook (.xlsx)', 'save the sheet as CSV', '[Content_Types].xml'],
  ['a ZIP archive', 'unpack it first', ''],
];

/** Throws `Unreadable` for a file that is none of text: names what it is by its first bytes, and what to do. */
export function refuseOtherKinds(head: Buffer): void {
  const bytes = head.toString('latin1');
  const [what, cure] = binaryKind(bytes) ?? markupKind(bytes) ?? [];
  if (what !== undefined) throw new Unreadable(1, `this is ${what}: ${cure}`);
}

function binaryKind(bytes: string): readonly [...Kind, ...names: string[]] | undefined {
  const isCompound = bytes.startsWith('\xd0\xcf\x11\xe0');
  const compound = COMPOUND.find(([, , name]) => isCompound && bytes.includes([...name].join('\0')));
  if (compound !== undefined) return compound;
  const zipped = ZIPPED.find(([, , name]) => bytes.startsWith('PK\x03\x04') && bytes.includes(name));
  const kind = zipped ?? KINDS.find(([, , ...begins]) => begins.some((begin) => bytes.startsWith(begin)));
  const isTar = bytes.slice(257, 262) === 'ustar';
  return kind ?? (isTar ? ['a tar archive', 'unpack it first: tar -x'] : undefined);
}

function markupKind(bytes: string): Kind | undefined {
  const begin = bytes
    .slice(0, 500)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(?:!doctype html|(?:html|head|body|meta|table|div|style|script)[\s>])/.test(begin)) {
    return ['a web page (HTML)', 'a page of a sign-in may have come in place of the list; export it as CSV'];
  }
  // An address in angle brackets has an @ in it, and an id begins with usr_.
  if (/^<(?:[?!]|[a-z][\w:-]*[\s/>])/.test(begin) && !begin.startsWith('<usr_'))
    return ['an XML document', 'export the list as CSV'];
  const lines = begin.split(/[\r\n]+/);
  return linesKind(lines.filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#')));
}

/** What the first lines say that are no comments. */
function linesKind([first = '', second = '']: readonly string[]): Kind | undefined {
  if ([first, second].some((line) => /^dn::? /.test(line)))
    return ['entries of a directory (LDIF)', 'export them as CSV'];
  const entry = first === '---' || /^[\w-]+:\s*$/.test(first) ? second : first;
  return /^\s*- [\w-]+: /.test(entry) ? ['YAML', 'write it as JSON: yq -o json'] : undefined;
}
