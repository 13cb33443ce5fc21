// The time of a run with each output, beside that of JSON Lines.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AT_ONCE, DEACTIVATE, FORMATS } from './calls.js';

const FORMAT_ROWS = 20_000;

/** The same run with each output, and what shows it again. */
export async function outputs(calls) {
  const bare = await calls.bare();
  const times = new Map([['a bare process', bare.ms]]);
  const file = await calls.idsFile(FORMAT_ROWS);
  const ratios = [];
  for (const { suffix, bin } of calls.programs) {
    const took = (name, line, env) =>
      calls.call(name, bin, line, { env }).then(({ ms }) => {
        times.set(`${name}${suffix}`, ms);
        return ms;
      });
    let jsonl = 0;
    for (const format of FORMATS) {
      const env = calls.env();
      const line = `${DEACTIVATE} --from ${file} --yes -q -o ${format} --concurrency ${AT_ONCE}`;
      const ms = await took(`a run, ${format}`, line, env);
      if (format !== 'jsonl') {
        ratios.push({ name: `a run, ${format} / jsonl${suffix}`, value: ms / jsonl, atMost: 1.15 });
        continue;
      }
      jsonl = ms;
      const [id] = readdirSync(join(env.AITRONOS_STATE_DIR, 'runs')).filter((name) => /^\d/.test(name));
      const show = await took('runs show', `runs show ${id} -o jsonl -q`, env);
      ratios.push({ name: `runs show / jsonl${suffix}`, value: show / jsonl, atMost: 0.4 });
    }
  }
  return [
    {
      title: `a run of ${FORMAT_ROWS} with each output`,
      unit: 'ms',
      figures: [...times].map(([name, ms]) => ({ name, values: [ms], floor: bare.ms })),
      ratios,
    },
  ];
}
