import { expect, it } from 'vitest';
import { CsvRecords } from '../../src/runs/input/formats/csv-records.ts';

const SHAPE = {
  delimiter: ',',
  ltrim: false,
  rtrim: false,
  cr: false,
  ends: '\n',
  header_line: 1,
  line: 1,
} as const;

it.each([
  ['empty lines', '\n\nusr_1,b\n\n', 1],
  ['fewer cells', 'usr_1\nusr_2,b\nusr_3\n', 3],
  ['more cells', 'usr_1,b,c\nusr_2,b,c,d\n', 2],
])('the parser makes no error for each row of another width: %s', async (_what, rows, count) => {
  const taken: string[][] = [];
  const reader = new CsvRecords(SHAPE, (cells) => void taken.push(cells));
  await reader.read(Buffer.from(`user_id,note\n${rows}`));
  await reader.end();
  expect(taken.length).toBe(1 + count);
  expect(reader['records'].info.invalid_field_length).toBe(0);
});
