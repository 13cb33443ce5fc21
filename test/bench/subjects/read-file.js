// Reads a file of users as a run does, up to its checked rows: <file> <rows>
import { createReadStream } from 'node:fs';
import { readRows } from '../../../src/runs/input/rows.ts';
import { userRows } from '../../../src/runs/input/user-rows.ts';

const [, , file, count] = process.argv;
const form = userRows({ use: 'required', fallback: null });
const { rows } = await readRows(createReadStream(file), { name: file, form }, () => {});
if (rows !== Number(count)) throw new Error(`${rows} of ${count} rows were read`);
