// The least that reading a CSV can take: the records of the same library, and nothing done with them: <file> <rows>
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';

const [, , file, count] = process.argv;
let records = 0;
await pipeline(createReadStream(file), parse(), async (parsed) => {
  for await (const _ of parsed) records += 1;
});
if (records !== Number(count) + 1) throw new Error(`${records} records were read`);
