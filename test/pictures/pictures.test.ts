import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DRAWINGS } from '../../scripts/pictures/drawings/index.ts';
import { REPORT_PAGE } from '../../scripts/pictures/pages/report-page.ts';
import { record } from '../../scripts/pictures/recording/record.ts';
import { SCENES, type Scene } from '../../scripts/pictures/recording/scenes.ts';
import { unescapeXml, wordsOf } from '../../scripts/pictures/svg.ts';
import { THEME_NAMES, THEMES } from '../../scripts/pictures/themes.ts';
import { FOLDER, pagesWithPictures, recorded, shown, svgOf, withoutTerminal } from './shown.ts';

const LARGEST_BYTES = 60_000;
/** On average, of the widest font that is likely: DejaVu Sans at 13 pixels. */
const WIDEST_CHARACTER = 7;

/** The same scene for a shell without a terminal: what is answered with a key there is `--yes` here. */
function unattended({ latency: _, ...scene }: Scene): Scene {
  const steps = scene.steps.map(({ command }) => ({
    command: (screen: string) => {
      const line = typeof command === 'string' ? command : command(screen);
      return /^aitronos (?!.* --yes)/.test(line) ? `${line} --yes` : line;
    },
  }));
  return { ...scene, steps };
}

describe.each(SCENES)('the picture $name', (scene) => {
  it.each(THEME_NAMES)('is small and says its title and text: %s', (theme) => {
    const svg = svgOf(scene.name, theme);
    expect(Buffer.byteLength(svg)).toBeLessThan(LARGEST_BYTES);
    expect(wordsOf(svg).title).toBe(scene.title);
    expect(wordsOf(svg).description).toBe(wordsOf(svgOf(scene.name, 'light')).description);
  });

  // The tests below look at the description, people at the letters.
  it.each(THEME_NAMES)('has no other letters than its description: %s', (theme) => {
    const svg = svgOf(scene.name, theme);
    const seen = [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text = '']) => unescapeXml(text)).join('');
    const told = wordsOf(svg).description.replaceAll(/^\[(.*)\]$/gm, '$1');
    expect(seen.replaceAll(/\s/g, '')).toBe(told.replaceAll(/\s/g, ''));
  });
});

describe('what a picture shows is what the program does', () => {
  // Ctrl-C needs a terminal, and is recorded again by the system tests.
  it.each(SCENES.filter(({ name }) => name !== 'interrupt'))('$name', { timeout: 30_000 }, async (scene) => {
    const text = recorded(await record(unattended(scene), false));
    expect(withoutTerminal(text)).toBe(withoutTerminal(shown(scene.name)));
  });
});

describe.each(DRAWINGS)('the drawing $name', ({ name, draw }) => {
  it.each(THEME_NAMES)('is what the program says today (else: npm run pictures -- $name): %s', (theme) => {
    expect(svgOf(name, theme)).toBe(draw(THEMES[theme]));
    expect(Buffer.byteLength(svgOf(name, theme))).toBeLessThan(LARGEST_BYTES);
  });

  it('has no text that is cut at its edge', () => {
    const svg = svgOf(name, 'light');
    const width = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    const texts = svg.matchAll(/<text x="([\d.]+)" y="[\d.]+" text-anchor="(\w+)"[^>]*>([^<]*)/g);
    const cut = [...texts].filter(([, x = '', anchor = '', text = '']) => {
      const length = text.length * WIDEST_CHARACTER;
      const left = Number(x) - (anchor === 'end' ? length : anchor === 'middle' ? length / 2 : 0);
      return left < 12 || left + length > width - 12;
    });
    expect(cut.map(([, , , text]) => text)).toEqual([]);
  });
});

it('all pictures together are small enough for the package', () => {
  const svgs = [...SCENES, ...DRAWINGS].flatMap(({ name }) => THEME_NAMES.map((theme) => svgOf(name, theme)));
  expect(Buffer.byteLength(svgs.join(''))).toBeLessThan(100_000);
});

// The page itself is looked at in a browser by the system tests.
it.each(THEME_NAMES)('the photograph of a report is small: %s', (theme) => {
  const png = readFileSync(`${FOLDER}${REPORT_PAGE}-${theme}.png`);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeLessThan(150_000);
});

describe('in the documents', () => {
  const names = [...SCENES, ...DRAWINGS].map(({ name }) => name);
  const pages = pagesWithPictures();
  it.each(names)('%s is shown, in light and dark', (name) => {
    const shownOn = pages.filter(({ text }) =>
      new RegExp(`pictures/${name}-light.svg"[^>]*\\salt="`).test(text),
    );
    expect(shownOn).not.toEqual([]);
    for (const { text } of shownOn) expect(text).toContain(`pictures/${name}-dark.svg"`);
  });

  it('no other picture is shown', () => {
    const all = [
      ...names.flatMap((name) => THEME_NAMES.map((theme) => `${name}-${theme}.svg`)),
      ...THEME_NAMES.map((theme) => `${REPORT_PAGE}-${theme}.png`),
    ];
    const used = pages.flatMap(({ text }) =>
      [...text.matchAll(/pictures\/([\w-]+\.(?:svg|png))/g)].map(([, file]) => file),
    );
    expect([...new Set(used)].sort()).toEqual(all.sort());
    expect(readdirSync(FOLDER).sort()).toEqual(all.sort());
  });
});

describe('text can be read on its background', () => {
  const colours = THEME_NAMES.flatMap((theme) => {
    const { background, border: _, ...texts } = THEMES[theme];
    return Object.entries(texts).map(([name, colour]) => ({ theme, name, colour, background }));
  });
  it.each(colours)('$theme: $name', ({ colour, background }) => {
    const [lighter, darker] = [luminance(colour), luminance(background)].sort((a, b) => b - a);
    expect(((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});

/** As WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const channel = (from: number) => {
    const part = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
