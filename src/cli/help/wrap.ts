/**
 * The words of a text in lines that are at most this wide; its own line ends stay. A word that is wider than that has
 * a line of its own. Measured in characters, so for our own words only, which are as wide as they are long.
 */
export function wrapWords(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(' ').filter((each) => each !== '')) {
      if (current !== '' && current.length + 1 + word.length > width) {
        lines.push(current);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    return [...lines, current];
  });
}
