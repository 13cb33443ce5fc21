import type { Console } from '../console.ts';

/**
 * Does a piece of work that is told at a terminal once it has taken a second: `about`, then `detail`, else the number
 * of answers of the API so far. Nothing may be asked meanwhile.
 */
export async function during<T>(
  { working }: Pick<Console, 'working'>,
  about: string,
  task: () => Promise<T>,
  detail?: () => string,
): Promise<T> {
  const end = working(about, detail);
  try {
    return await task();
  } finally {
    end();
  }
}
