import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeRun } from '../../audit/written-run.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();

/** Names and addresses that want to be more than text. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!-- --><style>*{display:none}</style>',
  '&lt;b&gt;&#60;i&#62;',
  'Jane\u202etxt.exe',
  'Jane\u0000\u001b[31m\u0007Doe',
  'Jane\nDoe | x | y |',
  '[click](https://example.com) <https://example.com> @jane ![x](y)',
  '`code` *bold* _it_ ~~x~~ # head',
  '{{7*7}} <%= 7*7 %>',
];

/** Writes the report of one run with these names into a file and reads it. */
async function reportOf(names: readonly string[], format: 'html' | 'markdown'): Promise<string> {
  const w = world.current;
  const rows = names.map((full_name) => ({
    full_name,
    email: full_name,
    row: { reason: full_name, ticket: full_name },
  }));
  await writeRun(join(w.home, 'state'), { rows });
  const file = join(w.home, `report.${format}`);
  const { exit, stderr } = await w.run(`runs report --${format} ${file}`);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  return readFile(file, 'utf8');
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const between = (text: string, start: string, end: string): string =>
  text.split(start)[1]?.split(end)[0] ?? '';

describe('the page of a report', () => {
  it('carries a policy that lets its own style and script run, and nothing else', async () => {
    const page = await reportOf(['Jane Doe'], 'html');
    const style = hashOf(between(page, '<style>', '</style>'));
    const script = hashOf(between(page, '<script>', '</script>'));
    const policy = between(page, 'http-equiv="Content-Security-Policy" content="', '"');
    expect(page).toMatch(/<style>:root \{[\s\S]*@media print/);
    expect(policy).toBe(
      `default-src 'none'; style-src ${style}; script-src ${script}; base-uri 'none'; form-action 'none'`,
    );
    expect(page.match(/<(?:script|style|link|img|iframe|object|embed|form|base)\b/g)).toEqual([
      '<style',
      '<script',
    ]);
    expect(page).not.toMatch(/ (?:style|on[a-z]+)=/);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page).toMatch(/<b>Jane Doe<\/b><i>Jane Doe<\/i><i>usr_000001<\/i>/);
  });

  it.each(HOSTILE)('shows the name %j as a text', async (name) => {
    const plain = await reportOf(['Jane Doe'], 'html');
    const page = await reportOf([name], 'html');
    const tags = (text: string) => text.match(/<[a-z!/][^>]*>/g);
    expect(tags(page)).toEqual(tags(plain));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for.
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });

  it.each(HOSTILE)('shows the name %j as a text in Markdown', async (name) => {
    const text = await reportOf([name], 'markdown');
    const row = text.split('\n').find((line) => line.includes('usr_000001')) ?? '';
    expect(row.split(' | ')).toHaveLength(15);
    const cells = row.replaceAll(/&#\d+;/g, '');
    expect(cells).toMatch(/^[\w ,.:()|-]*$/);
    expect(cells).not.toContain('usr_000001_');
  });

  it('says at its head what was asked for, the counts, the version and the digests', async () => {
    const w = world.current;
    const folder = await writeRun(join(w.home, 'state'), {
      rows: [
        { outcome: 'unchanged' },
        { row: { last_day: '2026-02-26' }, check: {} },
        { row: { last_day: '2026-02-28' }, check: { verified: 'differs', account_state: 'active' } },
        { outcome: 'failed' },
      ],
      header: {
        reason: 'Q1',
        ticket: 'HR-1',
        plan_digest: `sha256:${'a'.repeat(64)}`,
        planned_by: 'usr_lead',
      },
    });
    const [html, markdown] = [join(w.home, 'r.html'), join(w.home, 'r.md')];
    const { stdout } = await w.run(`runs report --html ${html} --markdown ${markdown} --json`);
    expect(JSON.parse(stdout).summary.counts).toMatchObject({
      ...{
        people: 4,
        changed: 2,
        unchanged: 1,
        failed: 1,
        after_last_day: 2,
        late: 1,
        verified: 1,
        differs: 1,
      },
    });
    const page = await readFile(html, 'utf8');
    const text = await readFile(markdown, 'utf8');
    const digest = createHash('sha256')
      .update(await readFile(join(folder, 'journal.jsonl')))
      .digest('hex');
    for (const said of [digest, `sha256:${'a'.repeat(64)}`, 'usr_lead', 'HR-1', '2026-03-01 12:00:00 UTC']) {
      expect(page).toContain(said);
      expect(text.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))).toContain(said);
    }
    // What has no blanks breaks where a reader expects it.
    expect(page).toMatch(/<em>failed \(deactivate\)<\/em><i>[A-Z]+_<wbr>/);
    // The failure first, then who is other than wanted, then the late one.
    expect(
      [...page.matchAll(/<i>(usr_\d+)<\/i>|<b>(usr_\d+)<\/b>/g)].map(([, one, other]) => one ?? other),
    ).toEqual(['usr_000004', 'usr_000003', 'usr_000002', 'usr_000001']);
  });

  it('says of a period without runs that there are none', async () => {
    const w = world.current;
    const [html, markdown] = [join(w.home, 'r.html'), join(w.home, 'r.md')];
    const { exit } = await w.run(`runs report --since 2026-01-01 --html ${html} --markdown ${markdown}`);
    expect(exit).toBe(0);
    expect(await readFile(html, 'utf8')).toContain('no run began in this period');
    expect(await readFile(markdown, 'utf8')).toContain('No run began in this period');
  });
});
