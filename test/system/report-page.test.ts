import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WrittenRow, writeRun } from '../audit/written-run.ts';
import { useWorld } from '../world.ts';

// Debian's package; nothing is downloaded for this test.
const CHROMIUM = '/usr/bin/chromium';
const world = useWorld();
let browser: Browser;

describe.skipIf(!existsSync(CHROMIUM))('the page of a report, in a browser', () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  it('loads 10,000 people in two seconds, and searches them in a tenth of one', async () => {
    const { page } = await open(people(10_000));
    const loaded = await fastest(3, async () => {
      await page.reload();
      return page.evaluate<number>("performance.getEntriesByType('navigation')[0].loadEventEnd");
    });
    expect(loaded).toBeLessThan(2_000);
    await page.waitForTimeout(1_000);
    const busy = await busyTime(page);
    await page.focus('#search');
    const times: (readonly [string, number])[] = [];
    for (const key of [...'jane.77', 'Escape', ...'hr-12 per', 'Escape']) {
      times.push([key, await busy(() => page.keyboard.press(key))]);
    }
    expect(Math.max(...times.map(([, time]) => time)), JSON.stringify(times)).toBeLessThan(100);
    await page.fill('#search', 'usr_009999');
    expect(await shown(page)).toBe('1 of 10,000 people');
    expect(await page.locator('.block:visible tbody tr').count()).toBe(1);
  });

  it.each([
    ['a script', '<script>window.hit = 1</script>'],
    ['the end of a script', '</script><script>window.hit = 1</script>'],
    ['a handler', '"><img src=x onerror="window.hit = 1">'],
    ['the end of the style', '</style><svg onload="window.hit = 1">'],
    ['another direction of writing', 'Jane \u202eeoD'],
    ['very long words', 'x'.repeat(2_000)],
  ])('does nothing that a name says: %s', async (_, name) => {
    const row = { full_name: name, email: name, row: { reason: name, ticket: name, last_day: name } };
    const { page, requests, errors } = await open([row, ...people(3)], {
      viewport: { width: 360, height: 740 },
    });
    await page.fill('#search', 'usr_000001');
    expect(await page.evaluate("'hit' in window")).toBe(false);
    expect(await page.locator('tbody tr:visible b').textContent()).toBe(name.replace('\u202e', ''));
    expect({ requests, errors }).toEqual({ requests: [], errors: [] });
    expect(await widthOf(page)).toBeLessThanOrEqual(360);
  });

  it('asks for nothing but itself, and its policy forbids the rest', async () => {
    const { page, requests, errors } = await open(people(60));
    await page.fill('#search', 'jane');
    expect({ requests, errors }).toEqual({ requests: [], errors: [] });
    const tried = await page.evaluate(FORBIDDEN);
    expect(tried).toEqual(['refused', false]);
    expect(errors.filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThan(2);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('is fit for everybody to read: %s, %d wide', async (colorScheme, width) => {
    const { page } = await open(mixed(), { colorScheme, viewport: { width, height: 900 } });
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
    const paper = await page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    const lightness = Math.max(...(paper.match(/\d+/g) ?? []).map(Number));
    expect(colorScheme === 'light' ? 255 - lightness : lightness).toBeLessThan(40);
    await page.evaluate(axe.source);
    const found: readonly { id: string; impact: string; nodes: { html: string }[] }[] = await page.evaluate(
      'axe.run().then(({ violations }) => violations)',
    );
    const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it('is worked with the keyboard alone', async () => {
    const { page } = await open(mixed());
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = () => page.evaluate('document.activeElement.id');
    await press('Tab', 'Enter');
    expect(page.url()).toMatch(/#people$/);
    await press('/');
    expect(await focused()).toBe('search');
    await page.keyboard.type('jane.3@');
    expect(await shown(page)).toBe('1 of 6 people');
    await press('Escape');
    expect(await shown(page)).toBe('6 people');
    await press('Tab', 'f');
    expect(await focused()).toBe('only');
    expect(await shown(page)).toBe('2 of 6 people');
    await press('Home', 'Tab', 'l', 'l');
    expect(await page.inputValue('#order')).toBe('5');
    await press('Tab', 'Space');
    expect(await page.locator('tbody tr:visible b').allTextContents()).toEqual([
      ...['Jane 5', 'Jane 4', 'Jane 3', 'Jane 6'],
      ...['usr_000001', 'usr_000002'],
    ]);
  });

  it('shows the urgent ones first, and all of them without a script', async () => {
    const { page } = await open(mixed(), { javaScriptEnabled: false });
    expect(await page.locator('tbody tr:visible b').allTextContents()).toEqual([
      ...['usr_000001', 'usr_000002', 'Jane 3', 'Jane 5', 'Jane 4', 'Jane 6'],
    ]);
    expect(await page.locator('#search').isVisible()).toBe(false);
  });

  it('prints all that is shown', async () => {
    const { page } = await open(people(1_000));
    const pages = async () =>
      [...(await page.pdf({ preferCSSPageSize: true })).toString('latin1').matchAll(/\/Type \/Page\b/g)]
        .length;
    const all = await pages();
    expect(all).toBeGreaterThan(1_000 / 20);
    await page.fill('#search', 'usr_000500');
    expect(await pages()).toBeLessThan(all / 10);
    await page.fill('#search', '');
    // At once, while the page still puts rows back.
    expect(await pages()).toBe(all);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#search').isVisible()).toBe(false);
  });
});

/** What the policy of the page has to stop: an image, a script, a request. */
const FORBIDDEN = `(async () => {
  const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
  add('img', { src: 'https://example.com/x.png' });
  add('script', { textContent: 'window.hit = 1' });
  const fetched = await fetch('https://example.com/').then(() => 'fetched', () => 'refused');
  return [fetched, 'hit' in window];
})()`;

/** So many people, removed half a day after their last day. */
const people = (count: number): WrittenRow[] =>
  Array.from({ length: count }, (_, index) => ({
    row: { last_day: '2026-02-28', reason: 'person left', ticket: `HR-${index % 300}` },
    check: {},
  }));

/** A run in which everything happened that a report tells apart. */
const mixed = (): WrittenRow[] => [
  { outcome: 'failed' },
  { outcome: 'unknown', at: null },
  { check: { verified: 'differs', account_state: 'active' }, row: { last_day: '2026-02-28' } },
  { row: { last_day: '2026-02-26' }, check: {} },
  { row: { last_day: '2026-02-20', reason: 'contract ended', ticket: 'HR-7' }, check: {} },
  { row: { last_day: '2026-03-05' } },
];

/** Opens the report of a run with these rows as a file; `requests`: whatever else it asked for. */
async function open(
  rows: readonly WrittenRow[],
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly requests: string[]; readonly errors: string[] }> {
  const w = world.current;
  const plan_digest = `sha256:${'5'.repeat(64)}`;
  await writeRun(join(w.home, 'state'), {
    rows,
    header: { time_zone: 'UTC', plan_digest, reason: 'Q1', ticket: 'HR-1' },
  });
  const file = join(w.home, 'report.html');
  expect(await w.run(`runs report --html ${file}`)).toMatchObject({ exit: 0, stderr: '' });
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const { href } = pathToFileURL(file);
  const [requests, errors]: [string[], string[]] = [[], []];
  page.on('request', (request) => request.url() !== href && requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('dialog', (dialog) => errors.push(dialog.message()));
  await page.goto(href);
  return { page, requests, errors };
}

const shown = (page: Page) => page.locator('#shown').textContent();

const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

/** The least of several measurements: a busy machine only adds to them. */
async function fastest(times: number, measure: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time += 1) least = Math.min(least, await measure());
  return least;
}

/**
 * Measures for how many milliseconds the page's own thread works until the next picture is drawn. The time of the
 * thread, because that of the clock grows with what else this machine does.
 */
async function busyTime(page: Page): Promise<(work: () => Promise<void>) => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  return async (work) => {
    const before = await worked();
    await work();
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
    return (await worked()) - before;
  };
}
