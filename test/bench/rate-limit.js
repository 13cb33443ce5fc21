// A run against a token bucket: how near to the ideal time it comes, and how often it is refused.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from './runs.js';

const ROWS = 600;
const PER_SECOND = 20;
const BURST = 24;

export async function rateLimit(workbench) {
  const { url, token } = await sandbox(workbench);
  const subject = run(workbench, { name: 'aitronos', rows: ROWS, url, token });
  const ms = await workbench.time(subject);
  const records = readFileSync(subject.results, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const attempts = records.reduce((sum, record) => sum + record.attempts, 0);
  const changed = records.filter(({ outcome }) => outcome === 'changed').length;
  if (changed !== ROWS) throw new Error(`${changed} of ${ROWS} users were changed`);
  const ideal = ((ROWS - BURST) / PER_SECOND) * 1000;
  return {
    title: `${ROWS} rows, ${PER_SECOND}/s, burst ${BURST}`,
    unit: 's',
    figures: [
      { name: 'the ideal', values: [ideal / 1000] },
      { name: 'the whole command', values: [ms / 1000] },
    ],
    ratios: [
      { name: 'time / ideal', value: ms / ideal, atMost: 1.05 },
      {
        name: 'refused with 429, per cent of requests',
        value: (100 * (attempts - ROWS)) / attempts,
        atMost: 1,
      },
    ],
  };
}

async function sandbox(workbench) {
  const aitronos = fileURLToPath(new URL('../../bin/aitronos.js', import.meta.url));
  const options = `sandbox start --port 0 --json --rate ${PER_SECOND}/s --users 700`.split(' ');
  const env = {
    ...process.env,
    AITRONOS_STATE_DIR: workbench.folder('sandbox'),
    AITRONOS_CONFIG_DIR: workbench.folder('none'),
  };
  const server = spawn(process.execPath, [aitronos, ...options], { env, ...workbench.leash() });
  server.on('error', () => {});
  let text = '';
  while (!text.includes('}\n')) text += String((await once(server.stdout, 'data'))[0]);
  const { url, access_token } = JSON.parse(text);
  return { url, token: access_token };
}
