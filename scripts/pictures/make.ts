import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRAWINGS } from './drawings/index.ts';
import { photographReport, REPORT_PAGE } from './pages/report-page.ts';
import { COLUMNS, record } from './recording/record.ts';
import { SCENES } from './recording/scenes.ts';
import { screenPicture } from './screen-picture.ts';
import { THEME_NAMES, THEMES } from './themes.ts';

const FOLDER = join('docs', 'pictures');

/** Makes the pictures of these names anew, or all of them. */
export async function makePictures(names: readonly string[]): Promise<void> {
  const isWanted = (name: string) => names.length === 0 || names.includes(name);
  mkdirSync(FOLDER, { recursive: true });
  for (const { name, draw } of DRAWINGS.filter((drawing) => isWanted(drawing.name))) {
    for (const theme of THEME_NAMES) writeFileSync(join(FOLDER, `${name}-${theme}.svg`), draw(THEMES[theme]));
    console.log(name);
  }
  for (const scene of SCENES.filter(({ name }) => isWanted(name))) {
    const shots = await record(scene);
    for (const theme of THEME_NAMES) {
      const svg = screenPicture(scene.title, shots, COLUMNS, THEMES[theme]);
      writeFileSync(join(FOLDER, `${scene.name}-${theme}.svg`), svg);
    }
    console.log(scene.name);
  }
  if (isWanted(REPORT_PAGE)) {
    await photographReport(FOLDER);
    console.log(REPORT_PAGE);
  }
}
