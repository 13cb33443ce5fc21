import type { Theme } from './themes.ts';

const MONOSPACE = "ui-monospace,SFMono-Regular,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace";
const PROPORTIONAL = "system-ui,-apple-system,'Segoe UI','Noto Sans',Helvetica,Arial,sans-serif";

/** What is written around any picture of ours. Lengths in pixels. */
interface Frame {
  readonly title: string;
  /** The picture for those who do not see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly style?: readonly string[];
}

/** Text as it stands in XML. */
export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The text that was escaped. */
export const unescapeXml = (xml: string): string =>
  xml.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** A length with one decimal at most. */
export const px = (length: number): string => String(Math.round(length * 10) / 10);

/** A whole picture: content in a rounded frame. Classes: `m` is a font of cells, `s` one for reading, `b` is bold. */
export function picture(
  { title, description, width, height, theme, style = [] }: Frame,
  content: string,
): string {
  const { background, border, text } = theme;
  const inside = { width: width - 1, height: height - 1 };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    '  role="img" aria-labelledby="title description">',
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="description">${escapeXml(description)}</desc>`,
    '<style>',
    `text{fill:${text};white-space:pre}`,
    `.m{font:14px ${MONOSPACE}}`,
    `.s{font:13px ${PROPORTIONAL}}`,
    '.m.b,.s.b{font-weight:600}',
    ...style,
    '</style>',
    `<rect x=".5" y=".5" width="${inside.width}" height="${inside.height}" rx="10" fill="${background}" stroke="${border}"/>`,
    content,
    '</svg>',
    '',
  ].join('\n');
}

/** The title and the description of a picture that `picture` made. */
export function wordsOf(svg: string): { readonly title: string; readonly description: string } {
  const inside = (tag: string) =>
    unescapeXml(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`).exec(svg)?.[1] ?? '');
  return { title: inside('title'), description: inside('desc') };
}
