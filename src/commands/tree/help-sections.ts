/** A part of a help text: its heading without the colon, and its lines. */
export interface HelpSection {
  readonly heading: string;
  readonly lines: readonly HelpLine[];
}

/** What is to be typed, and the words about it; none for most. */
export interface HelpLine {
  readonly text: string;
  readonly remark: string;
}

/** The parts of the text at the end of a help page: a heading that ends with a colon, then indented lines. */
export function sectionsOf(text: string): readonly HelpSection[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .filter((part) => part !== '')
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return { heading: heading.replace(/:$/, ''), lines: lines.map(lineOf) };
    });
}

/** `$ aitronos users list  # fifty`, or `~/.bashrc  eval …`: blanks divide what is typed from the words about it. */
function lineOf(line: string): HelpLine {
  const trimmed = line.trim();
  const [first = '', second = ''] = trimmed.replace(/^\$ /, '').split(/ {2,}/, 2);
  if (trimmed.startsWith('$ ') || second === '') return { text: first, remark: second.replace(/^# /, '') };
  return { text: second, remark: first };
}
