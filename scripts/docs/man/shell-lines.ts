/** What fits between the margins of a man page on 80 columns. */
const WIDTH = 66;

/**
 * A command in lines that fit, each but the last with the `\` that makes a shell read on. Words in quotation marks
 * stay whole, and an option stays beside its value. Text that no shell of Unix reads, such as a pipe of PowerShell,
 * must be short enough as it is.
 */
export function breakCommand(command: string): readonly string[] {
  const words = command.match(/(?:(?:-[\w-]+|[<>|]) (?!-))?(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : `    ${word}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}
