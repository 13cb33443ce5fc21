import { ERROR_ENTRIES } from '../../src/errors/catalogue/catalogue.ts';
import { type Example, WHERE } from '../../src/errors/catalogue/entry.ts';
import { ExampleFolder } from '../bin/error-example.ts';

/** Every example: the code, the exit codes that it may end with, and what is typed. */
export const EXAMPLES = Object.entries(ERROR_ENTRIES).flatMap(([code, { exits, example }]) =>
  'none' in example ? [] : [[code, exits, example] as const],
);

/** True for an example that takes long, or what not every machine has. */
export const isForSystem = ({ takes_s, where }: Example): boolean =>
  takes_s !== undefined || (where !== undefined && where !== WHERE.library);

/** What an error looks like in words, in JSON, and where nothing catches it in a program. */
export function codeIn(code: string): RegExp {
  const name = code === 'HTTP_<status>' ? 'HTTP_418' : code;
  return new RegExp(`\\(${name}\\b|"?code"?: ?["']${name}["']`);
}

/** Does something in a folder in which the server of the example runs, and ends all that was started there. */
export async function withServer<T>(
  example: Example,
  act: (folder: ExampleFolder) => Promise<T>,
): Promise<T> {
  const folder = await ExampleFolder.make();
  try {
    await folder.serve(example);
    return await act(folder);
  } finally {
    await folder.remove();
  }
}
