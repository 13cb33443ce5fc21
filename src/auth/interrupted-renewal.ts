/** For so long an interrupted renewal is waited for without a word. */
const UNTOLD_MS = 1000;

/**
 * Waits for an answer that an interrupt does not end, because a refresh token counts once. `tell` is called where that
 * keeps an interrupted call waiting.
 */
export async function tellInterrupted<T>(
  answer: Promise<T>,
  interrupt: AbortSignal,
  tell: () => void,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(tell, UNTOLD_MS);
  };
  interrupt.addEventListener('abort', begin);
  try {
    return await answer;
  } finally {
    interrupt.removeEventListener('abort', begin);
    clearTimeout(timer);
  }
}
