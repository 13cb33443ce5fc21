// Writes a file of users: <shape> <rows> <file>
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const [, , shape, count, file] = process.argv;
const cells = (at) => [`usr_${at}`, `Jane Doe ${at}`, `jane${at}@example.com`, 'dept_eng001', '2026-01-01'];
const names = ['user_id', 'name', 'email', 'transfer_to', 'day'];
const object = (at) =>
  JSON.stringify(Object.fromEntries(cells(at).map((cell, index) => [names[index], cell])));
const SHAPES = {
  csv: { head: `${names.join(',')}\n`, row: (at) => `${cells(at).join(',')}\n`, tail: '' },
  utf16: { head: `\ufeff${names.join(';')}\n`, row: (at) => `${cells(at).join(';')}\n`, tail: '' },
  array: { head: '[', row: (at) => `${at === 0 ? '' : ',\n'}${object(at)}`, tail: ']' },
  // Without addresses and departments, so that nothing has to be looked up.
  ids: { head: 'user_id,team\n', row: (at) => `usr_${at},team ${at % 7}\n`, tail: '' },
};
const { head, row, tail } = SHAPES[shape] ?? SHAPES.csv;
const encoding = shape === 'utf16' ? 'utf16le' : 'utf8';

function* bytes() {
  let text = head;
  for (let at = 0; at < Number(count); at += 1) {
    text += row(at);
    if (text.length < 60_000) continue;
    yield Buffer.from(text, encoding);
    text = '';
  }
  yield Buffer.from(text + tail, encoding);
}

const packing = shape === 'gzip' ? [createGzip({ level: 1 })] : [];
await pipeline(Readable.from(bytes()), ...packing, createWriteStream(file));
