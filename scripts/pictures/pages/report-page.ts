import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { openStage, type Stage } from '../recording/stage.ts';
import { THEME_NAMES } from '../themes.ts';

/** Debian's package. */
const CHROMIUM = '/usr/bin/chromium';
const PROGRAM = resolve('bin/aitronos.js');
const SOME_FAILED = 3;
const DAY_MS = 24 * 60 * 60_000;

/** The name of the picture, with each theme a file. */
export const REPORT_PAGE = 'report';
const SIZE = { width: 1280, height: 760 };

/** Photographs the page of a report, made by the built program of a run in the sandbox. */
export async function photographReport(folder: string): Promise<void> {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is not there: apt-get install chromium`);
  const stage = await openStage({ name: REPORT_PAGE, title: '', users: 240, steps: [] });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await makeReport(stage);
    for (const theme of THEME_NAMES) {
      const tab = await browser.newPage({ viewport: SIZE, colorScheme: theme });
      await tab.goto(pathToFileURL(page).href);
      await tab.screenshot({ path: join(folder, `${REPORT_PAGE}-${theme}.png`) });
    }
  } finally {
    await browser.close();
    await stage.close();
  }
}

/** Takes access from 48 people, one of whom is not there, verifies it, and reports it; the path of the page. */
async function makeReport({ folder, env }: Stage): Promise<string> {
  const call = async (...words: readonly string[]): Promise<string> => {
    const options = { env, cwd: folder };
    const done = promisify(execFile)(process.execPath, [PROGRAM, ...words], options);
    return done.then(
      ({ stdout }) => stdout,
      (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => {
        // That some rows fail is a part of the picture.
        if (error.code === SOME_FAILED) return error.stdout;
        throw new Error(`${words.join(' ')}: ${error.stderr}`);
      },
    );
  };
  const members: readonly { readonly user_id: string }[] = JSON.parse(
    await call('users', 'list', '--all', '--json'),
  );
  const leavers = members.filter((_, index) => index % 5 === 3).slice(0, 47);
  const rows = leavers.map(({ user_id }, index) => leaverRow(user_id, index));
  writeFileSync(join(folder, 'leavers.csv'), ['user_id,last_day,reason,ticket', ...rows, ''].join('\n'));
  const why = ['--reason', 'left the company', '--time-zone', 'Europe/Zurich', '--due', '--yes'];
  await call('users', 'deactivate', '--from', 'leavers.csv', '--no-check', ...why);
  await call('runs', 'verify');
  await call('runs', 'report', '--html', 'report.html');
  return join(folder, 'report.html');
}

function leaverRow(id: string, index: number): string {
  const days = [1, 1, 1, 2, 1, 1, 4][index % 7] ?? 1;
  const last_day = new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
  const user_id = index === 30 ? 'usr_mistyped' : id;
  return [user_id, last_day, index % 3 === 0 ? 'contract ended' : '', `HR-${4100 + index}`].join(',');
}
