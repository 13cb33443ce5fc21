// Reads a file that is made while it is read. Usage: <shape> <rows>
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { readRows } from '../../../src/runs/input/rows.ts';
import { userRows } from '../../../src/runs/input/user-rows.ts';

const [, , shape, count] = process.argv;
const cells = (at) => [`usr_${at}`, `Jane Doe ${at}`, `jane${at}@example.com`, 'dept_eng001', '2026-01-01'];
const names = ['user_id', 'name', 'email', 'transfer_to', 'day'];
const object = (at) =>
  JSON.stringify(Object.fromEntries(cells(at).map((cell, index) => [names[index], cell])));
const SHAPES = {
  csv: { head: `${names.join(',')}\n`, row: (at) => `${cells(at).join(',')}\n`, tail: '' },
  utf16: { head: `\ufeff${names.join(';')}\n`, row: (at) => `${cells(at).join(';')}\n`, tail: '' },
  array: { head: '[', row: (at) => `${at === 0 ? '' : ',\n'}${object(at)}`, tail: ']' },
};
const { head, row, tail } = SHAPES[shape] ?? SHAPES.csv;
const encoding = shape === 'utf16' ? 'utf16le' : 'utf8';

async function* bytes() {
  let text = head;
  for (let at = 0; at < Number(count); at += 1) {
    text += row(at);
    if (text.length < 60_000) continue;
    yield Buffer.from(text, encoding);
    text = '';
  }
  yield Buffer.from(text + tail, encoding);
}

const source = shape === 'gzip' ? Readable.from(bytes()).pipe(createGzip({ level: 1 })) : bytes();
const form = userRows({ use: 'required', fallback: null });
const { rows } = await readRows(source, { name: shape, form }, () => {});
if (rows !== Number(count)) throw new Error(`${rows} of ${count} rows were read`);
process.stderr.write(`peak ${process.resourceUsage().maxRSS} KiB`);
